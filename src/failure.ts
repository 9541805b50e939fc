import { randomInt } from "node:crypto";

/** No I, L, O, U, 0 or 1: it is read out over the phone. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What joins the sentence that a person saw with the line in the log: "P-7F3K2M9". */
export const newReference = (): string =>
  `P-${Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;

/**
 * What of an error may stand in a log: its name, its codes, the platform's word for it ("channel_not_found") and where it was
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
