import { randomInt } from "node:crypto";

/** No I, L, O, U, 0 or 1: it is read out over the phone. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What joins the sentence that a person saw with the line in the log: "P-7F3K2M9". */
export const newReference = (): string =>
  `P-${Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;

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
