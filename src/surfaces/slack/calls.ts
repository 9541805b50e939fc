import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { backoffMs, retrying } from "../retry.js";

/** For a 429 without a readable Retry-After. */
const UNSTATED_WAIT_MS = 5_000;

/** A call that may be made twice without harm. */
export const repeatable = <T>(call: () => Promise<T>): Promise<T> =>
  retrying(call, (error, attempt) => turnedAway(error) ?? (isPassing(error) ? backoffMs(attempt) : null));

/** A call that must not be made twice: repeated only when Slack certainly did not take it. */
export const once = <T>(call: () => Promise<T>): Promise<T> =>
  retrying(call, (error, attempt) => turnedAway(error) ?? (neverArrived(error) ? backoffMs(attempt) : null));

/** Slack's own word for what was wrong: "channel_not_found"; undefined where Slack did not answer. */
export const slackWord = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Slack would not draw these blocks (an older client's workspace, an undocumented limit): plainer ones may do. */
export const isBlocksRefused = (error: unknown): boolean =>
  /^(invalid_blocks|msg_blocks_too_long)/.test(slackWord(error) ?? "");

/** The token is no good any more: the app was removed, or the token taken back. */
export const isTokenDead = (error: unknown): boolean =>
  /^(token_revoked|account_inactive|invalid_auth|token_expired|not_authed)$/.test(slackWord(error) ?? "");

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
  PASSING.has(slackWord(error) ?? "");

function neverArrived(error: unknown): boolean {
  if (!(error instanceof WebAPIRequestError)) return false;
  const cause = error.original.cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}
