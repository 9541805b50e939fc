import type { Logger as SlackLogger } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import type { SlackConfig } from "../../config.js";
import type { Logger } from "../../log.js";

export const CALL_TIMEOUT_MS = 10_000;

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
