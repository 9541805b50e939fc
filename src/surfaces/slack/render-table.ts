import type { DataTableBlock, RawNumberElement, RawTextElement, RichTextBlock, TableBlock } from "@slack/types";
import { type Table, text, type Value } from "../../answer/answer.js";
import { formatValue } from "../../answer/format.js";
import { toDecimal } from "../../core/money.js";
import { toDecimalString } from "../../core/rational.js";
import { clip, plain } from "../plain.js";
import { moreLine, textTable } from "../text-table.js";
import type { Room } from "./render.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { richText, section, words } from "./render-text.js";

/** Above this a table becomes a `data_table`, which turns pages, sorts and filters; a `table` shows all its rows and aligns them. */
const ROWS_AT_ONCE = 12;
const PAGE = 10;

type Cell = RawTextElement | RawNumberElement;

/** What a `data_table` sorts by; what is read stays the exact text. Null for what has no order as a number. */
function sortValue(value: Value): number | null {
  if (value.kind === "money") return Number(toDecimal(value.amount));
  if (value.kind === "ratio") return Number(toDecimalString(value.ratio));
  return value.kind === "count" ? value.count : null;
}

const cellText = (value: Value, locale: string, max: number): string =>
  clip(plain(formatValue(value, locale)), max) || "–";

function dataCell(value: Value, text: string): Cell {
  const number = sortValue(value);
  return number === null ? { type: "raw_text", text } : { type: "raw_number", value: number, text };
}

/** A table by the platform's own means, with its title above and the count of rows left out below as blocks of their own. */
export function tableBlocks(
  table: Table,
  locale: string,
  room: Room,
  native: boolean,
): (TableBlock | DataTableBlock | RichTextBlock)[] {
  const columns = table.columns
    .slice(0, SLACK_LIMITS.tableColumns)
    .map(({ label, align = "left" as const }) => ({ label: clip(plain(label), room.cell) || "–", align }));
  const rows = table.rows.slice(0, room.rows).map((row) => columns.map((_, i): Value => row[i] ?? text("")));
  const show = (value: Value) => cellText(value, locale, room.cell);
  const title = table.title ? [richText(section(words(clip(table.title, 150), { bold: true })))] : [];
  const all = table.rows.length + (table.more ?? 0);
  if (!native || rows.length === 0) return [...title, fixedWidth({ columns, rows, more: all - rows.length }, show)];
  const header = columns.map((column): RawTextElement => ({ type: "raw_text", text: column.label }));
  const below = all > rows.length ? [richText(section(words(moreLine(all - rows.length), { italic: true })))] : [];
  if (rows.length > ROWS_AT_ONCE) {
    const body = rows.map((row) => row.map((value) => dataCell(value, show(value))));
    const caption = clip(plain(table.title ?? ""), 150) || "Table";
    return [{ type: "data_table", caption, page_size: PAGE, rows: [header, ...body] }, ...below];
  }
  const body = rows.map((row) => row.map((value): Cell => ({ type: "raw_text", text: show(value) })));
  const column_settings = columns.map(({ align }, i) => ({ align, is_wrapped: i === 0 }));
  return [...title, { type: "table", column_settings, rows: [header, ...body] }, ...below];
}

/** Rows are left out, and counted, until the text is as short as a preformatted block may be. */
function fixedWidth(table: Table & { readonly more: number }, show: (value: Value) => string): RichTextBlock {
  let { rows, more } = table;
  let set = textTable({ ...table, rows, more }, show);
  while (set.length > SLACK_LIMITS.sectionText && rows.length > 0) {
    const kept = rows.slice(0, Math.floor(rows.length / 2));
    more += rows.length - kept.length;
    rows = kept;
    set = textTable({ ...table, rows, more }, show);
  }
  return richText({
    type: "rich_text_preformatted",
    elements: [{ type: "text", text: clip(set, SLACK_LIMITS.sectionText) }],
  });
}
