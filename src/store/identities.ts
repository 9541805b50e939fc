import type { PrismaClient } from "./generated/client.js";
import type { Store } from "./store.js";

type Identities = Pick<
  Store,
  | "findWorkspace"
  | "linkWorkspace"
  | "listWorkspaces"
  | "unlinkWorkspace"
  | "findIdentity"
  | "linkIdentity"
  | "listLinkedUsers"
  | "takeEvent"
>;

/** Platforms give up redelivering within hours; a week leaves room for a queue that stood still. */
const EVENT_DAYS = 7;
const TIDY_EVERY = 1000;

export function identities(prisma: PrismaClient): Identities {
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
    async takeEvent(key, now) {
      const { count } = await prisma.handledEvent.createMany({ data: [{ key, at: now }], skipDuplicates: true });
      if (++eventsSinceTidy > TIDY_EVERY) {
        eventsSinceTidy = 0;
        await prisma.handledEvent.deleteMany({
          where: { at: { lt: new Date(now.getTime() - EVENT_DAYS * 86_400_000) } },
        });
      }
      return count === 1;
    },
  };
}
