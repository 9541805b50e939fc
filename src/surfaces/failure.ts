import { randomInt } from "node:crypto";
import { AskError } from "../errors.js";
import type { Logger } from "../log.js";

/** No I, L, O, U, 0 or 1: it is read out over the phone. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What joins the sentence that a person saw with the line in the log: "P-7F3K2M9". */
export function newReference(): string {
  return `P-${Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}

/**
 * What of an error may stand in a log: its name, its code and where it was thrown. Never its message, because a driver
 * or a platform client quotes values there, and those can be pay or somebody's words.
 */
export function trace(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code =
    "code" in error && (typeof error.code === "string" || typeof error.code === "number") ? error.code : null;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(code === null ? {} : { code: String(code) }),
    at: frames.slice(0, 6).map((line) => line.trim()),
  };
}

/**
 * The sentence for whoever asked, and one log line that carries the same reference. An `AskError` is shown as it stands,
 * since it says what to do; anything else is our fault, said plainly and without its details.
 */
export function explainFailure(log: Logger, error: unknown, about: { surface: string; step: string }): string {
  const reference = newReference();
  if (error instanceof AskError) {
    log.info({ event: "question_refused", reference, ...about }, "a question could not be answered as asked");
    return [error.message, error.hint].filter(Boolean).join(" ");
  }
  log.error({ event: "question_failed", reference, ...about, ...trace(error) }, "a question failed");
  return `Sorry, I could not answer that: something went wrong on my side and no figure was worked out. Please try again; if it happens again, tell your Pacer admin reference ${reference}.`;
}
