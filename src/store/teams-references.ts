import { z } from "zod";
import type { PrismaClient } from "./generated/client.js";

/** Where a Teams user is written to: our own record, so that another SDK can take over. */
const TeamsReference = z.object({
  serviceUrl: z.string(),
  /** Teams' id of the user, "29:…", and of the bot, "28:…". */
  userId: z.string(),
  botId: z.string(),
  /** Their one-to-one conversation with the bot; null where none was seen yet. */
  conversationId: z.string().nullable(),
});
export type TeamsReference = z.infer<typeof TeamsReference>;

export interface TeamsReferences {
  find(tenantId: string, userId: string): Promise<TeamsReference | null>;
  /** The newest service URL counts. A conversation that was seen stays known where a later activity has none. */
  save(tenantId: string, userId: string, reference: TeamsReference, now: Date): Promise<void>;
  /** The app was removed: nothing can be sent until it is seen again. */
  forget(tenantId: string, userId: string): Promise<void>;
}

export function teamsReferences(prisma: PrismaClient): TeamsReferences {
  const find: TeamsReferences["find"] = async (tenantId, userId) => {
    const row = await prisma.teamsReference.findUnique({
      where: { tenantId_userId: { tenantId, userId } },
      select: { reference: true },
    });
    const parsed = TeamsReference.safeParse(row?.reference);
    return parsed.success ? parsed.data : null;
  };
  return {
    find,
    async save(tenantId, userId, reference, now) {
      const before = await find(tenantId, userId);
      const known = before?.botId === reference.botId ? before.conversationId : null;
      const merged = { ...reference, conversationId: reference.conversationId ?? known };
      await prisma.teamsReference.upsert({
        where: { tenantId_userId: { tenantId, userId } },
        create: { tenantId, userId, reference: merged, seenAt: now },
        update: { reference: merged, seenAt: now },
      });
    },
    async forget(tenantId, userId) {
      await prisma.teamsReference.deleteMany({ where: { tenantId, userId } });
    },
  };
}
