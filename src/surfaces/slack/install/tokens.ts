import { setTimeout as sleep } from "node:timers/promises";
import { WebClient } from "@slack/web-api";
import { z } from "zod";
import { trace } from "../../../failure.js";
import type { Keyring } from "../../../keyring.js";
import type { StoredSlackInstallation } from "../../../store/slack-installations.js";
import { clientOptions } from "../client-options.js";
import type { InstallDeps } from "./deps.js";

/** Slack's tokens live twelve hours; renewed this early, the old one still serves whoever is under way. */
const RENEW_BEFORE_MS = 2 * 3_600_000;
const LEASE_MS = 30_000;
const WAIT_MS = 10_000;

/** What is sealed of an installation. */
const Tokens = z.object({ bot: z.string(), refresh: z.string().nullable() });
export type Tokens = z.infer<typeof Tokens>;

const Renewed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

const about = (key: string): string => `slack_installation:${key}`;

export const sealTokens = (keyring: Keyring, key: string, tokens: Tokens) =>
  keyring.seal(JSON.stringify(tokens), about(key));

export const openTokens = (keyring: Keyring, row: Pick<StoredSlackInstallation, "key" | "keyId" | "sealed">): Tokens =>
  Tokens.parse(JSON.parse(keyring.open(row, about(row.key))));

/** Bot tokens that are good now. A refresh token is good once, so of many who need a new one a single one fetches it. */
export class TokenKeeper {
  readonly #client: WebClient;

  constructor(private readonly given: InstallDeps) {
    this.#client = new WebClient(undefined, clientOptions(given.config, given.log));
  }

  /** Renews the token first when it is about to end. Throws when it has ended and no new one can be had. */
  async botToken(row: StoredSlackInstallation): Promise<string> {
    const { store, keyring, log, clock } = this.given;
    const tokens = openTokens(keyring, row);
    if (row.expiresAt === null || tokens.refresh === null) return tokens.bot;
    const left = row.expiresAt.getTime() - clock().getTime();
    if (left > RENEW_BEFORE_MS) return tokens.bot;
    const until = new Date(clock().getTime() + LEASE_MS);
    if (await store.slackInstallations.leaseRotation(row.key, row.version, clock(), until)) {
      try {
        return await this.#renew(row, tokens.refresh);
      } catch (error) {
        log.warn({ event: "slack_token_not_renewed", workspace: row.key, ...trace(error) }, "Slack gave no new token");
        if (left <= 0) throw error;
      }
    }
    return left > 0 ? tokens.bot : this.#newerThan(row);
  }

  async #renew(row: StoredSlackInstallation, refreshToken: string): Promise<string> {
    const { store, keyring, install, log, clock } = this.given;
    const answer = Renewed.parse(
      await this.#client.oauth.v2.access({
        client_id: install.clientId,
        client_secret: install.clientSecret,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      }),
    );
    const expiresAt = new Date(clock().getTime() + answer.expires_in * 1000);
    const sealed = sealTokens(keyring, row.key, { bot: answer.access_token, refresh: answer.refresh_token });
    await store.slackInstallations.replaceTokens(row.key, row.version, { ...sealed, expiresAt });
    log.info({ event: "slack_token_renewed", workspace: row.key }, "a Slack token was renewed");
    return answer.access_token;
  }

  /** The token that somebody else is fetching at this moment. */
  async #newerThan({ key, version }: StoredSlackInstallation): Promise<string> {
    const { store, keyring } = this.given;
    for (let waited = 0; waited < WAIT_MS; waited += 100) {
      const row = await store.slackInstallations.find(key);
      if (row && row.version > version) return openTokens(keyring, row).bot;
      await sleep(100);
    }
    throw new Error("the Slack token has ended and was not renewed");
  }
}
