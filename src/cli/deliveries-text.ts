import type { OutboxRow, OutboxState } from "../store/outbox-admin.js";

export const STATES: readonly OutboxState[] = ["pending", "sending", "ambiguous", "sent", "failed", "dead"];

/** Counts by state and reason, then a line for each message: whom it is for and how far it is, never what it says. */
export function deliveriesText(
  counts: readonly { readonly state: OutboxState; readonly reason: string | null; readonly messages: number }[],
  rows: readonly OutboxRow[],
): string {
  if (counts.length === 0) return "No messages yet.";
  const lines = counts.map(
    ({ state, reason, messages }) => `${String(messages).padStart(7)}  ${state}${reason ? ` (${reason})` : ""}`,
  );
  if (rows.length === 0) return [...lines, "", "None to look at."].join("\n");
  const cells = rows.map(({ reference, kind, recipient, periodKey, state, reason, notBefore, settledAt }) => [
    reference,
    state,
    kind,
    recipient,
    periodKey,
    (settledAt ?? notBefore).toISOString().slice(0, 16).replace("T", " "),
    reason ?? "",
  ]);
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const table = cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", ...table].join("\n");
}
