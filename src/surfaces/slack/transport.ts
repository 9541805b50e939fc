import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from "@slack/web-api";
import { z } from "zod";
import type { Limits } from "../../delivery/limits.js";
import type { Address, FindOutcome, SendOutcome, Transport } from "../../delivery/transport.js";
import type { OrgStore, Person, Store } from "../../store/store.js";
import type { PlatformAccount } from "../identity.js";
import { messageOf } from "./answer-message.js";
import type { SlackMessage } from "./render.js";
import { ownerOf } from "./states.js";

/** For a 429 without a readable Retry-After. */
const UNSTATED_WAIT_MS = 30_000;
/** What Slack has not shown this long after it answered with a failure, it did not take. */
const CERTAIN_AFTER_ANSWER_MS = 5_000;
/** A call that Slack did not answer in time may still be under way there. */
const CERTAIN_AFTER_SILENCE_MS = 45_000;
/** Clocks differ: messages are looked for from a little earlier on. */
const LOOK_BACK_S = 60;
const PAGE = 100;
const PAGES = 10;

/** Marks Pacer's own messages, so that one can be found again. */
const EVENT_TYPE = "pacer_delivery";

const Posted = z.object({ ts: z.string().min(1) });
const Opened = z.object({ channel: z.object({ id: z.string().min(1) }) });
const Looked = z.object({ user: z.object({ id: z.string().min(1) }) });
const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).nullish(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** A workspace as far as messages need it. */
export interface SlackSender {
  readonly client: WebClient;
  account(userId: string, teamId: string): Promise<PlatformAccount>;
}

export interface SlackTransportDeps {
  readonly store: Store;
  readonly limits: Limits;
  readonly now: () => Date;
  /** Null for a workspace that Pacer is not installed in (any more). */
  senderFor(teamId: string): Promise<SlackSender | null>;
}

/**
 * Posts to people's own conversation with Pacer. Every message carries its delivery id twice: as `client_msg_id`, by which Slack may
 * recognise a repetition, and in its metadata, by which Pacer finds it again.
 */
export function slackTransport({
  store,
  limits,
  now,
  senderFor,
}: SlackTransportDeps): Transport & Required<Pick<Transport, "find" | "seek">> {
  /** One call of a method, in its turn. What it throws is told apart by `failureOf`. */
  async function call(address: Address, method: string, args: Readonly<Record<string, unknown>>): Promise<Called> {
    const shut = `slack:${address.workspaceId}`;
    const key = `${shut}:${method}`;
    const turn = await limits.run(key, shut, async (): Promise<Called> => {
      const sender = await senderFor(address.workspaceId);
      if (!sender) return { ok: false, outcome: { kind: "shut_out", reason: "not_installed" } };
      try {
        return { ok: true, result: await sender.client.apiCall(method, { ...args }) };
      } catch (error) {
        const outcome = failureOf(error);
        // Within the turn, so that the next one finds the door closed.
        if (outcome.kind === "shut_out") await limits.shutOut(shut, outcome.reason);
        return outcome.kind === "limited"
          ? { ok: false, outcome: { ...outcome, retryInMs: await limits.pause(key, outcome.retryInMs, "limited") } }
          : { ok: false, outcome, error };
      }
    });
    return turn.ran ? turn.value : { ok: false, outcome: { kind: "limited", retryInMs: turn.waitMs } };
  }

  const post = ({ userId }: Address, deliveryId: string, { text, blocks }: SlackMessage) => ({
    // A user's id stands for the direct conversation with them, and saves the call that opens it.
    channel: userId,
    text,
    blocks,
    client_msg_id: deliveryId,
    metadata: { event_type: EVENT_TYPE, event_payload: { delivery_id: deliveryId } },
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  });

  return {
    platform: "slack",
    locate: (org, person) => store.findAccount("slack", org.organisation.id, person.id),
    seek: byEmail,
    async send(address, { deliveryId, answer }): Promise<SendOutcome> {
      const owner = ownerOf({ key: address.workspaceId }, address.userId);
      const attempt = async (native: boolean) => {
        const { message } = await messageOf({ store, now }, answer, { owner, rated: native, native });
        return call(address, "chat.postMessage", post(address, deliveryId, message));
      };
      const first = await attempt(true);
      // Slack would not draw these blocks, and took nothing: plainer ones may do.
      const called = !first.ok && isBlocksRefused(first.error) ? await attempt(false) : first;
      if (!called.ok) return called.outcome;
      const posted = Posted.safeParse(called.result);
      return posted.success
        ? { kind: "sent", messageRef: posted.data.ts }
        : { kind: "doubt", reason: "unreadable_answer", certainInMs: CERTAIN_AFTER_ANSWER_MS };
    },
    async find(address, deliveryId, since): Promise<FindOutcome> {
      const opened = await call(address, "conversations.open", { users: address.userId });
      if (!opened.ok) return notFound(opened.outcome);
      const channel = Opened.parse(opened.result).channel.id;
      const oldest = String(Math.floor(since.getTime() / 1000) - LOOK_BACK_S);
      let cursor: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const args = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
        const looked = await call(address, "conversations.history", args);
        if (!looked.ok) return notFound(looked.outcome);
        const { messages, response_metadata } = History.parse(looked.result);
        const found = messages.find(({ metadata }) => metadata?.event_payload.delivery_id === deliveryId);
        if (found) return { kind: "found", messageRef: found.ts };
        cursor = response_metadata?.next_cursor || undefined;
        if (!cursor) return { kind: "absent" };
      }
      return { kind: "unknown", reason: "too_many_messages" };
    },
  };

  /** Somebody who has never spoken to Pacer: by the address that the workspace vouches for, which links them. */
  async function byEmail(org: OrgStore, person: Person): Promise<Address | null> {
    if (!person.email) return null;
    const orgId = org.organisation.id;
    for (const workspaceId of await store.listWorkspaceIds("slack", orgId)) {
      const called = await call({ workspaceId, userId: "" }, "users.lookupByEmail", { email: person.email });
      if (!called.ok && called.outcome.kind !== "refused") throw new NotAnswered(called.outcome.kind);
      const looked = called.ok ? Looked.safeParse(called.result) : null;
      if (!looked?.success) continue;
      const userId = looked.data.user.id;
      const account = await (await senderFor(workspaceId))?.account(userId, workspaceId);
      const isTheirs = account?.emails.some((email) => email.toLowerCase() === person.email?.toLowerCase());
      if (account?.standing !== "member" || !isTheirs) continue;
      await store.linkIdentity({ platform: "slack", workspaceId, userId, orgId, personId: person.id, now: now() });
      const linked = await store.findIdentity("slack", workspaceId, userId);
      if (linked?.orgId === orgId && linked.personId === person.id) return { workspaceId, userId };
    }
    return null;
  }
}

type Called =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly outcome: Failure; readonly error?: unknown };
type Failure = Exclude<SendOutcome, { kind: "sent" }>;

/** Slack has to be asked where somebody is and does not say; the message waits. */
class NotAnswered extends Error {
  override readonly name = "NotAnswered";
}

const notFound = (outcome: Failure): FindOutcome =>
  outcome.kind === "limited" ? outcome : { kind: "unknown", reason: outcome.reason };

const isBlocksRefused = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && /^(invalid_blocks|msg_blocks_too_long)/.test(error.data.error);

/** Slack's words for "you may not", which hold for a whole workspace. */
const SHUT_OUT = new Set([
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "access_denied",
  "missing_scope",
  "no_permission",
  "org_login_required",
  "ekm_access_denied",
  "team_access_not_granted",
]);
/** Slack's words after which a message may stand all the same; the last two answer a repetition of a `client_msg_id`. */
const DOUBTFUL = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "duplicate_message_not_found",
  "duplicate_channel_not_found",
]);

function failureOf(error: unknown): Failure {
  const doubt = (reason: string, certainInMs: number): Failure => ({ kind: "doubt", reason, certainInMs });
  if (error instanceof WebAPIRateLimitedError) return { kind: "limited", retryInMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const word = error.data.error;
    if (word === "ratelimited") return { kind: "limited", retryInMs: UNSTATED_WAIT_MS };
    if (SHUT_OUT.has(word)) return { kind: "shut_out", reason: word };
    return DOUBTFUL.has(word) ? doubt(word, CERTAIN_AFTER_ANSWER_MS) : { kind: "refused", reason: word };
  }
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500
      ? doubt(`http_${error.statusCode}`, CERTAIN_AFTER_ANSWER_MS)
      : { kind: "refused", reason: `http_${error.statusCode}` };
  if (error instanceof WebAPIRequestError) {
    const code = codeOf(error.original);
    if (code !== null && NEVER_LEFT.has(code)) return { kind: "unreached", reason: code.toLowerCase() };
    return code !== null && CUT_OFF.has(code)
      ? doubt("connection_lost", CERTAIN_AFTER_ANSWER_MS)
      : doubt("no_answer", CERTAIN_AFTER_SILENCE_MS);
  }
  // The SDK throws a plain Error for a 429 whose Retry-After is absent or unreadable.
  if (error instanceof Error && error.message.startsWith("Retry header did not contain"))
    return { kind: "limited", retryInMs: UNSTATED_WAIT_MS };
  return doubt("unreadable_answer", CERTAIN_AFTER_ANSWER_MS);
}

const NEVER_LEFT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const CUT_OFF = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** The system's code of a failed request, which libraries wrap in one another. */
function codeOf(error: unknown, depth = 4): string | null {
  if (!(error instanceof Error) || depth === 0) return null;
  if ("code" in error && typeof error.code === "string" && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(error.code))
    return error.code;
  return codeOf(error.cause, depth - 1);
}
