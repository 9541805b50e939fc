import type { IsoDate } from "../../core/calendar.js";
import { momentAfter } from "./moment.js";

/** What a message to the coach asks to write down; null = nothing. */
export type CoachingRequest =
  | { readonly kind: "commitment"; readonly text: string; readonly dueOn: IsoDate | null }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "open_notes"; readonly reason: string };

const COMMIT = /^\s*(?:action item|commitment)\b[^:]*:\s*(.+)$/is;
const NOTE = /^\s*(?:private |coaching )?note (?:on|about) [^:]+:\s*(.+)$/is;
const OPEN = /^\s*open (?:the )?(?:private |coaching )*notes (?:on|about) .+? because (.+)$/is;
const BY = /\s+(?:by|until|bis|para|avant)\s+([^,.;]{3,30})[.]?\s*$/i;

/** "action item for Jonas: send the plan by Friday", "note on Jonas: ...", "open notes about Jonas because ...". */
export function coachingRequest(message: string, today: IsoDate): CoachingRequest | null {
  const reason = OPEN.exec(message)?.[1]?.trim();
  if (reason) return { kind: "open_notes", reason };
  const note = NOTE.exec(message)?.[1]?.trim();
  if (note) return { kind: "note", text: note };
  const commitment = COMMIT.exec(message)?.[1]?.trim();
  if (!commitment) return null;
  const said = BY.exec(commitment);
  const due = said?.[1] ? momentAfter("", said[1].toLowerCase(), new Date(`${today}T00:00:00Z`), "UTC") : null;
  return {
    kind: "commitment",
    text: due && said ? commitment.slice(0, said.index) : commitment,
    dueOn: due ? due.toISOString().slice(0, 10) : null,
  };
}
