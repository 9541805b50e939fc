import type { Logger as SlackLogger } from "@slack/bolt";
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from "@slack/web-api";
import { z } from "zod";
import type { SlackConfig } from "../../config.js";
import type { Logger } from "../../log.js";
import type { PlatformAccount } from "../identity.js";
import { backoffMs, retrying } from "../retry.js";
import type { SlackMessage } from "./render.js";

export const CALL_TIMEOUT_MS = 10_000;
/** For a 429 without a readable Retry-After. */
const UNSTATED_WAIT_MS = 5_000;

/**
 * The SDK's own repetition is off: it would post a message again whose answer was lost, wait half an hour, and hold every
 * channel up while one is limited. `retrying` decides here, per call.
 */
export const clientOptions = (config: SlackConfig, log: Logger): WebClientOptions => ({
  ...(config.apiUrl ? { slackApiUrl: config.apiUrl } : {}),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: CALL_TIMEOUT_MS,
  logger: quietLogger(log),
});

const Auth = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() });
const Opened = z.object({ channel: z.object({ id: z.string() }) });
const Info = z.object({
  user: z.object({
    team_id: z.string().nullish(),
    deleted: z.boolean().nullish(),
    is_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    is_stranger: z.boolean().nullish(),
    is_email_confirmed: z.boolean().nullish(),
    enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
    profile: z.object({ email: z.string().nullish() }).nullish(),
  }),
});

/** The few Web API methods that Pacer needs, each with the repetition that is safe for it. */
export class SlackApi {
  readonly #client: WebClient;
  /** Direct conversations do not change; kept so that a question costs one call less. */
  readonly #directs = new Map<string, string>();

  constructor(config: SlackConfig, log: Logger) {
    this.#client = new WebClient(config.botToken, clientOptions(config, log));
  }

  async whoAmI(): Promise<{ teamId: string; botUserId: string; botId: string }> {
    const auth = Auth.parse(await repeatable(() => this.#client.auth.test()));
    return { teamId: auth.team_id, botUserId: auth.user_id, botId: auth.bot_id };
  }

  async account(userId: string, teamId: string): Promise<PlatformAccount> {
    const { user } = Info.parse(await repeatable(() => this.#client.users.info({ user: userId })));
    const email = user.profile?.email;
    const ofTeam = user.team_id === teamId || (user.enterprise_user?.teams ?? []).includes(teamId);
    const standing = user.deleted
      ? "deactivated"
      : user.is_bot
        ? "bot"
        : user.is_stranger || !ofTeam
          ? "outsider"
          : user.is_restricted || user.is_ultra_restricted
            ? "guest"
            : user.is_email_confirmed === false
              ? "unconfirmed"
              : "member";
    return { emails: email ? [email] : [], standing };
  }

  /** The asker's direct conversation with Pacer. */
  async openDirect(userId: string): Promise<string> {
    const known = this.#directs.get(userId);
    if (known) return known;
    const { channel } = Opened.parse(await repeatable(() => this.#client.conversations.open({ users: userId })));
    if (this.#directs.size >= 20_000) this.#directs.clear();
    this.#directs.set(userId, channel.id);
    return channel.id;
  }

  async post(channel: string, threadTs: string | undefined, { text, blocks }: SlackMessage): Promise<void> {
    const message = { channel, text, blocks, unfurl_links: false, unfurl_media: false, link_names: false };
    await once(() => this.#client.chat.postMessage(threadTs ? { ...message, thread_ts: threadTs } : message));
  }

  /** A line in a channel that `userId` alone sees. */
  async postEphemeral(channel: string, userId: string, { text, blocks }: SlackMessage): Promise<void> {
    await once(() => this.#client.chat.postEphemeral({ channel, user: userId, text, blocks, link_names: false }));
  }
}

/** Slack would not draw these blocks (an older client's workspace, an undocumented limit): plainer ones may do. */
export const isBlocksRefused = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && /^(invalid_blocks|msg_blocks_too_long)/.test(error.data.error);

/** A call that may be made twice without harm. */
const repeatable = <T>(call: () => Promise<T>): Promise<T> =>
  retrying(call, (error, attempt) => turnedAway(error) ?? (isPassing(error) ? backoffMs(attempt) : null));

/** A call that must not be made twice: repeated only when Slack certainly did not take it. */
const once = <T>(call: () => Promise<T>): Promise<T> =>
  retrying(call, (error, attempt) => turnedAway(error) ?? (neverArrived(error) ? backoffMs(attempt) : null));

function turnedAway(error: unknown): number | null {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000;
  // The SDK throws a plain Error when Retry-After is absent or unreadable.
  if (error instanceof Error && error.message.startsWith("Retry header did not contain")) return UNSTATED_WAIT_MS;
  return null;
}

const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);

const isPassing = (error: unknown): boolean =>
  error instanceof WebAPIRequestError ||
  (error instanceof WebAPIHTTPError && error.statusCode >= 500) ||
  (error instanceof WebAPIPlatformError && PASSING.has(error.data.error));

function neverArrived(error: unknown): boolean {
  if (!(error instanceof WebAPIRequestError)) return false;
  const cause = error.original.cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}

/**
 * Slack's libraries log message texts at their debug level and response bodies in places, so only warnings and errors pass,
 * and of these the first words alone.
 */
export function quietLogger(log: Logger): SlackLogger {
  const first = (words: unknown[]): string =>
    typeof words[0] === "string" ? words[0].slice(0, 120) : "(details withheld)";
  return {
    debug() {},
    info() {},
    warn: (...words: unknown[]) => log.warn({ event: "slack_library" }, first(words)),
    error: (...words: unknown[]) => log.error({ event: "slack_library" }, first(words)),
    setLevel() {},
    getLevel: () => "warn" as ReturnType<SlackLogger["getLevel"]>,
    setName() {},
  };
}
