import type { PrismaClient } from "./generated/client.js";
import type { Store } from "./store.js";

type Identities = Pick<Store, "findWorkspace" | "linkWorkspace" | "findIdentity" | "linkIdentity" | "takeEvent">;

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
    async takeEvent(key, now) {
      const { count } = await prisma.inboundEvent.createMany({ data: [{ key, at: now }], skipDuplicates: true });
      if (++eventsSinceTidy > TIDY_EVERY) {
        eventsSinceTidy = 0;
        await prisma.inboundEvent.deleteMany({
          where: { at: { lt: new Date(now.getTime() - EVENT_DAYS * 86_400_000) } },
        });
      }
      return count === 1;
    },
  };
}
