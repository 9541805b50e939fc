import type { DataTableBlock, RawNumberElement, RawTextElement, RichTextBlock, TableBlock } from "@slack/types";
import type { Table, Value } from "../../answer/answer.js";
import { formatValue } from "../../answer/format.js";
import { toDecimal } from "../../core/money.js";
import { toDecimalString } from "../../core/rational.js";
import { clip, plain } from "../plain.js";
import { moreLine, textTable } from "../text-table.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { richText, section, words } from "./render-text.js";

const CELL = 120;
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

const cellText = (value: Value, locale: string): string => clip(plain(formatValue(value, locale)), CELL) || "–";

function dataCell(value: Value, locale: string): Cell {
  const number = sortValue(value);
  const text = cellText(value, locale);
  return number === null ? { type: "raw_text", text } : { type: "raw_number", value: number, text };
}

/** A table by the platform's own means, with what stands above (title) and below it (rows left out) as blocks of their own. */
export function tableBlocks(
  table: Table,
  locale: string,
  maxRows: number,
  native: boolean,
): (TableBlock | DataTableBlock | RichTextBlock)[] {
  const columns = table.columns.slice(0, SLACK_LIMITS.tableColumns);
  const rows = table.rows
    .slice(0, maxRows)
    .map((row) => columns.map((_, i): Value => row[i] ?? { kind: "text", text: "" }));
  const hidden = table.rows.length - rows.length + (table.more ?? 0);
  const show = (value: Value) => cellText(value, locale);
  if (!native || rows.length === 0) {
    const text = textTable({ columns, rows, more: hidden }, show);
    return [
      ...titleBlocks(table.title),
      richText({
        type: "rich_text_preformatted",
        elements: [{ type: "text", text: clip(text, SLACK_LIMITS.sectionText) }],
      }),
    ];
  }
  const header = columns.map(
    (column): RawTextElement => ({ type: "raw_text", text: clip(plain(column.label), CELL) || "–" }),
  );
  const below = hidden > 0 ? [richText(section(words(moreLine(hidden), { italic: true })))] : [];
  if (rows.length > ROWS_AT_ONCE) {
    const body = rows.map((row) => row.map((value) => dataCell(value, locale)));
    const caption = clip(plain(table.title ?? "Table"), SLACK_LIMITS.headerText);
    return [{ type: "data_table", caption, page_size: PAGE, rows: [header, ...body] }, ...below];
  }
  const body = rows.map((row) => row.map((value): Cell => ({ type: "raw_text", text: show(value) })));
  const column_settings = columns.map(({ align = "left" }, i) => ({ align, is_wrapped: i === 0 }));
  return [...titleBlocks(table.title), { type: "table", column_settings, rows: [header, ...body] }, ...below];
}

const titleBlocks = (title: string | undefined): RichTextBlock[] =>
  title ? [richText(section(words(clip(title, SLACK_LIMITS.headerText), { bold: true })))] : [];
