import { toDecimal } from "../core/money.js";
import { toDecimalString } from "../core/rational.js";
import type { Attachment, Table, Value } from "./answer.js";
import { csvText, wordCell } from "./csv-text.js";

/** A table as a file. Amounts are plain decimals with their currency beside them, shares are ratios, and words are never formulas. */
export function tableCsv({ title, columns, rows }: Table, nth: number): Attachment {
  const name = `${
    (title ?? "table")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 60) || "table"
  }-${nth}.csv`;
  const header = columns.map(({ label }) => wordCell(label));
  const body = rows.map((row) => columns.map((_, i) => cell(row[i])));
  return {
    name,
    mediaType: "text/csv",
    content: csvText([header, ...body]),
    label: `${title ?? "The whole table"}, all ${rows.length} rows`,
  };
}

function cell(value: Value | undefined): string {
  if (value === undefined) return "";
  if (value.kind === "money") return `${toDecimal(value.amount)} ${value.amount.currency}`;
  if (value.kind === "ratio") return toDecimalString(value.ratio);
  if (value.kind === "count") return String(value.count);
  return value.kind === "date" ? value.date : wordCell(value.text);
}
