import type { PrismaClient } from "./generated/client.js";

/** Slack's leave to be in a workspace (`key` a team id), or in all workspaces of an Enterprise organisation (its id). */
export interface SlackInstallationRow {
  readonly key: string;
  readonly orgWide: boolean;
  readonly name: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  /** The tokens, sealed; `keyId` names the key. */
  readonly sealed: string;
  readonly keyId: string;
  /** When the bot token ends; null = never. */
  readonly expiresAt: Date | null;
  /** Slack user who installed it. */
  readonly installedBy: string;
  readonly installedAt: Date;
}

export interface StoredSlackInstallation extends SlackInstallationRow {
  /** Rises with every change of the tokens. */
  readonly version: number;
}

export interface SlackInstallations {
  find(key: string): Promise<StoredSlackInstallation | null>;
  list(): Promise<readonly StoredSlackInstallation[]>;
  /** Adds it, or takes the place of an earlier one: a reinstallation brings new tokens and ends a rotation under way. */
  save(row: SlackInstallationRow): Promise<void>;
  /** True for the one who may fetch the next tokens of this version, until `until`; false while somebody else is at it. */
  leaseRotation(key: string, version: number, now: Date, until: Date): Promise<boolean>;
  /** New tokens in place of those of `version`; false when these are gone already. */
  replaceTokens(
    key: string,
    version: number,
    tokens: Pick<SlackInstallationRow, "sealed" | "keyId" | "expiresAt">,
  ): Promise<boolean>;
  /** Tokens and all: after an uninstallation nothing is kept to act with. */
  remove(key: string): Promise<void>;
}

const select = {
  key: true,
  orgWide: true,
  name: true,
  botId: true,
  botUserId: true,
  scopes: true,
  sealed: true,
  keyId: true,
  expiresAt: true,
  installedBy: true,
  installedAt: true,
  version: true,
} as const;

export function slackInstallations(prisma: PrismaClient): SlackInstallations {
  return {
    find: (key) => prisma.slackInstallation.findUnique({ where: { key }, select }),
    list: () => prisma.slackInstallation.findMany({ select, orderBy: { installedAt: "asc" } }),
    async save({ scopes, ...row }) {
      const data = { ...row, scopes: [...scopes] };
      await prisma.slackInstallation.upsert({
        where: { key: row.key },
        create: data,
        update: { ...data, version: { increment: 1 }, rotatingUntil: null },
      });
    },
    async leaseRotation(key, version, now, until) {
      const { count } = await prisma.slackInstallation.updateMany({
        where: { key, version, OR: [{ rotatingUntil: null }, { rotatingUntil: { lt: now } }] },
        data: { rotatingUntil: until },
      });
      return count === 1;
    },
    async replaceTokens(key, version, tokens) {
      const { count } = await prisma.slackInstallation.updateMany({
        where: { key, version },
        data: { ...tokens, version: { increment: 1 }, rotatingUntil: null },
      });
      return count === 1;
    },
    async remove(key) {
      await prisma.slackInstallation.deleteMany({ where: { key } });
    },
  };
}
