import type { PrismaClient } from "./generated/client.js";
import type { Sql, SqlConnection } from "./sql.js";
import type { Store } from "./store.js";

type Identities = Pick<
  Store,
  | "findWorkspace"
  | "linkWorkspace"
  | "listWorkspaces"
  | "listWorkspaceIds"
  | "unlinkWorkspace"
  | "findIdentity"
  | "findAccount"
  | "linkIdentity"
  | "listLinkedUsers"
  | "takeEvent"
  | "dateEvent"
>;

/** Platforms give up redelivering within hours; more than a week leaves room for a queue that stood still. */
const EVENT_DAYS = 8;
const TIDY_EVERY = 1000;

export function identities(prisma: PrismaClient, sql: Sql): Identities {
  let eventsSinceTidy = TIDY_EVERY;
  return {
    async findWorkspace(platform, externalId) {
      const workspace = await prisma.workspace.findUnique({
        where: { platform_externalId: { platform, externalId } },
        select: {
          org: {
            select: { id: true, slug: true, name: true, currency: true, timeZone: true, fiscalYearStartMonth: true },
          },
        },
      });
      return workspace?.org ?? null;
    },
    async linkWorkspace(platform, externalId, orgId) {
      await prisma.workspace.upsert({
        where: { platform_externalId: { platform, externalId } },
        create: { platform, externalId, orgId },
        update: { orgId },
      });
    },
    findIdentity: (platform, workspaceId, userId) =>
      prisma.platformIdentity.findUnique({
        where: { platform_workspaceId_userId: { platform, workspaceId, userId } },
        select: { orgId: true, personId: true },
      }),
    async linkIdentity({ now, ...identity }) {
      await prisma.platformIdentity.createMany({ data: [{ ...identity, linkedAt: now }], skipDuplicates: true });
    },
    async listWorkspaces(platform) {
      const rows = await prisma.workspace.findMany({
        where: { platform },
        select: { externalId: true, org: { select: { slug: true } } },
        orderBy: { externalId: "asc" },
      });
      return rows.map(({ externalId, org }) => ({ externalId, slug: org.slug }));
    },
    async unlinkWorkspace(platform, externalId) {
      await prisma.workspace.deleteMany({ where: { platform, externalId } });
    },
    listLinkedUsers: (platform, workspaceId, personId) =>
      prisma.platformIdentity.findMany({
        where: { platform, workspaceId, personId },
        select: { userId: true },
        orderBy: { linkedAt: "asc" },
      }),
    async findAccount(platform, orgId, personId) {
      return prisma.platformIdentity.findFirst({
        where: { platform, orgId, personId },
        orderBy: { linkedAt: "desc" },
        select: { workspaceId: true, userId: true },
      });
    },
    async listWorkspaceIds(platform, orgId) {
      const found = await prisma.workspace.findMany({
        where: { platform, orgId },
        orderBy: { externalId: "asc" },
        select: { externalId: true },
      });
      return found.map(({ externalId }) => externalId);
    },
    async dateEvent(key, at) {
      await prisma.inboundEvent.updateMany({ where: { key }, data: { at } });
    },
    async takeEvent(key, now, likeness) {
      if (++eventsSinceTidy > TIDY_EVERY) {
        eventsSinceTidy = 0;
        await prisma.inboundEvent.deleteMany({
          where: { at: { lt: new Date(now.getTime() - EVENT_DAYS * 86_400_000) } },
        });
      }
      if (!likeness) return isNew(sql, key, now);
      return sql.withTransaction(
        async (transaction) =>
          // The likeness is renewed by every event that bears it, so the order matters: an event known by its key renews nothing.
          (await isNew(transaction, key, now)) && (await isNew(transaction, likeness.key, now, likeness.withinMs)),
      );
    },
  };
}

/** Writes an event down; false when it is there already, and not older than `withinMs` where that is said. */
async function isNew(sql: SqlConnection, key: string, now: Date, withinMs?: number): Promise<boolean> {
  const again =
    withinMs === undefined
      ? "do nothing"
      : "do update set at = excluded.at where inbound_event.at < excluded.at - $3::float8 * interval '1 millisecond'";
  const rows = await sql.query(
    `insert into inbound_event (key, at) values ($1, $2::timestamptz) on conflict (key) ${again} returning key`,
    withinMs === undefined ? [key, now] : [key, now, withinMs],
    { often: true },
  );
  return rows.length === 1;
}
