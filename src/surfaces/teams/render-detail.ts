import type { Explanation, Table, Value } from "../../answer/answer.js";
import { formatValue } from "../../answer/format.js";
import { clip, plain } from "../plain.js";
import { moreLine } from "../text-table.js";
import { column, type Element, literal, type TableElement } from "./render-elements.js";
import { TEAMS_LIMITS as LIMITS } from "./render-limits.js";
import type { Step } from "./sheets.js";

const INDENT_PX = 16;
/** Bounds of a column's weight, which is the length of its longest text: amounts keep to one line, long names wrap. */
const NARROWEST = 8;
const WIDEST = 24;

/** A table with the rows of its page; those of later pages and those left out are counted. */
export function tableElements({ title, columns, rows, more = 0 }: Table, locale: string, most: number): Element[] {
  const shownColumns = columns.slice(0, LIMITS.tableColumns);
  const cellOf = (value: Value | undefined) => (value ? clip(plain(formatValue(value, locale)), most) : "") || "–";
  const texts = rows.map((row) => shownColumns.map((_, i) => cellOf(row[i])));
  const widths = shownColumns.map(({ label }, i) =>
    Math.min(WIDEST, Math.max(NARROWEST, label.length, ...texts.map((row) => row[i]?.length ?? 0))),
  );
  const table: TableElement = {
    type: "Table",
    spacing: title ? "Small" : "Medium",
    firstRowAsHeaders: true,
    showGridLines: false,
    columns: shownColumns.map(({ align }, i) => ({
      width: widths[i] ?? NARROWEST,
      horizontalCellContentAlignment: align === "right" ? "Right" : "Left",
    })),
    rows: [
      { type: "TableRow", cells: shownColumns.map(({ label }) => cell(clip(label, most), true)) },
      ...texts.map((row) => ({ type: "TableRow" as const, cells: row.map((text) => cell(text, false)) })),
    ],
  };
  return [
    ...(title ? [literal(clip(title, 300), { weight: "Bolder", spacing: "Medium" })] : []),
    table,
    ...moreElements(more, ""),
  ];
}

const cell = (text: string, isHeader: boolean) => ({
  type: "TableCell" as const,
  items: [literal(text, isHeader ? { size: "Small", weight: "Bolder", isSubtle: true } : {})],
});

/** What there is no room for, counted. */
export const moreElements = (hidden: number, what: string): Element[] =>
  hidden > 0
    ? [literal(`${moreLine(hidden)} ${what}`.trim(), { size: "Small", isSubtle: true, spacing: "Small" })]
    : [];

/** One row a step: its label and formula, the amount at the right edge, parts indented. Folded where other things come first. */
export function stepElements(steps: readonly Step[], locale: string, isFolded: boolean): Element[] {
  if (steps.length === 0) return [];
  const id = "explanation";
  return [
    ...(isFolded
      ? [
          {
            type: "ActionSet" as const,
            spacing: "Small" as const,
            actions: [{ type: "Action.ToggleVisibility" as const, title: "How it adds up", targetElements: [id] }],
          },
        ]
      : []),
    {
      type: "Container",
      id,
      isVisible: !isFolded,
      spacing: "Medium",
      items: steps.map(({ step, depth }) => stepRow(step, depth, locale)),
    },
  ];
}

function stepRow({ label, value, formula }: Explanation, depth: number, locale: string): Element {
  const weight = depth === 0 ? "Bolder" : "Default";
  return {
    type: "ColumnSet",
    spacing: "Small",
    ...(depth === 0 ? { separator: true } : {}),
    columns: [
      ...(depth > 0 ? [column(`${Math.min(depth, 8) * INDENT_PX}px`, [])] : []),
      column("stretch", [
        literal(clip(label, 150), { weight }),
        ...(formula ? [literal(clip(formula, 300), { size: "Small", isSubtle: true, spacing: "None" })] : []),
      ]),
      column("auto", [literal(clip(formatValue(value, locale), 150), { weight, horizontalAlignment: "Right" })]),
    ],
  };
}
