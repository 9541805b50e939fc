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
 * What of an error may stand in a log: its name, its code, the platform's word for it ("channel_not_found") and where it was
 * thrown. Never its message, because a driver or a platform client quotes values there, and those can be pay or somebody's words.
 */
export function trace(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const codes = codesOf(error, 3);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(codes.length > 0 ? { code: codes.join(" < ") } : {}),
    at: frames.slice(0, 6).map((line) => line.trim()),
  };
}

/** Codes of an error and of what caused it, as libraries carry them: `code`, `statusCode`, Slack's `data.error`. */
function codesOf(error: unknown, depth: number): string[] {
  if (depth === 0 || typeof error !== "object" || error === null) return [];
  const { code, statusCode, data, cause, original } = error as Record<string, unknown>;
  const word = typeof data === "object" && data !== null && "error" in data ? data.error : undefined;
  const own = [code, statusCode, word].filter(
    (value) => typeof value === "number" || (typeof value === "string" && /^[\w.-]{1,60}$/.test(value)),
  );
  return [...own.map(String), ...codesOf(original ?? cause, depth - 1)];
}

/** How far a question had come when it failed. */
export type Step = "receive" | "identify" | "ask" | "deliver";

/**
 * The sentence for whoever asked, and one log line that carries the same reference. An `AskError` is shown as it stands,
 * since it says what to do; anything else is our fault, said plainly and without its details.
 */
export function explainFailure(
  log: Logger,
  error: unknown,
  about: { surface: string; step: Step },
): { sentence: string; reference: string } {
  const reference = newReference();
  if (error instanceof AskError) {
    log.info({ event: "question_refused", reference, ...about }, "a question could not be answered as asked");
    return { sentence: [error.message, error.hint].filter(Boolean).join(" "), reference };
  }
  log.error({ event: "question_failed", reference, ...about, ...trace(error) }, "a question failed");
  const what =
    about.step === "deliver"
      ? "I worked out the answer but could not deliver it"
      : "I could not answer that: something went wrong on my side";
  return {
    sentence: `Sorry, ${what}. Please ask again in a minute; if it happens again, give your Pacer admin this reference: ${reference}.`,
    reference,
  };
}
