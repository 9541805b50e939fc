import { z } from "zod";
import type { PlatformAccount } from "../identity.js";

/** How long what Slack said about a user counts: somebody deactivated gets no answer after that. */
const ACCOUNT_MS = 60_000;
const KEPT = 20_000;

export const UserInfo = z.object({
  user: z.object({
    team_id: z.string().nullish(),
    deleted: z.boolean().nullish(),
    is_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    is_stranger: z.boolean().nullish(),
    is_email_confirmed: z.boolean().nullish(),
    enterprise_user: z.object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() }).nullish(),
    profile: z.object({ email: z.string().nullish() }).nullish(),
  }),
});

/** Whose members are at home here: those of one workspace, or of a whole Enterprise organisation. */
export interface Home {
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly orgWide: boolean;
}

/** What Slack's `users.info` says, as identity takes it. Whatever is not plainly a full member of `home` is not one. */
export function accountOf({ user }: z.infer<typeof UserInfo>, home: Home): PlatformAccount {
  const email = user.profile?.email;
  const enterprise = user.enterprise_user;
  const isHome = home.orgWide
    ? home.enterpriseId !== null && enterprise?.enterprise_id === home.enterpriseId
    : user.team_id === home.teamId || (enterprise?.teams ?? []).includes(home.teamId);
  const standing = user.deleted
    ? "deactivated"
    : user.is_bot
      ? "bot"
      : user.is_stranger || !isHome
        ? "outsider"
        : user.is_restricted || user.is_ultra_restricted
          ? "guest"
          : user.is_email_confirmed === false
            ? "unconfirmed"
            : "member";
  return { emails: email ? [email] : [], standing };
}

/** Accounts as Slack last described them, for a minute each. */
export class Accounts {
  readonly #known = new Map<string, { readonly account: PlatformAccount; readonly until: number }>();

  async get(userId: string, ask: () => Promise<PlatformAccount>): Promise<PlatformAccount> {
    const known = this.#known.get(userId);
    if (known && known.until > Date.now()) return known.account;
    const account = await ask();
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(userId, { account, until: Date.now() + ACCOUNT_MS });
    return account;
  }

  /** Slack says that something about the user changed. */
  forget(userId: string): void {
    this.#known.delete(userId);
  }
}
