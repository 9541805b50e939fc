import type { Table, Value } from "../answer/answer.js";
import { plain } from "./plain.js";

/** Columns of a fixed-width font that a character takes: East Asian wide forms and emoji take two. */
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - columnsOf(text)));
  return align === "right" ? space + text : text + space;
}

/** "… and 14 more": rows that exist but are not shown, by the skill's choice or for want of room. */
export const moreLine = (hidden: number): string => (hidden > 0 ? `… and ${hidden} more` : "");

/** A table in a fixed-width font, header ruled off. The title stands above, rows left out are counted below. */
export function textTable({ title, columns, rows, more }: Table, show: (value: Value) => string): string {
  const cells = [columns.map((column) => plain(column.label)), ...rows.map((row) => row.map(show))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => columnsOf(row[i] ?? ""))));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, columns[i]?.align ?? "left"))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return [title ? plain(title) : "", ...lines, moreLine(more ?? 0)].filter((line) => line !== "").join("\n");
}
