import type { Explanation, Table, Value } from "../../answer/answer.js";
import { formatValue } from "../../answer/format.js";
import { clip, plain } from "../plain.js";
import { moreLine } from "../text-table.js";
import type { Room } from "./render.js";
import { column, type Element, literal, type TableElement } from "./render-elements.js";
import { TEAMS_LIMITS as LIMITS } from "./render-limits.js";

const INDENT_PX = 16;
/** Bounds of a column's weight, which is the length of its longest text: amounts keep to one line, long names wrap. */
const NARROWEST = 8;
const WIDEST = 24;

/** The first rows in sight, the others behind "Show 68 more", what there is no room for counted. */
export function tableElements(
  { title, columns, rows, more = 0 }: Table,
  locale: string,
  room: Room,
  id: string,
): Element[] {
  const shownColumns = columns.slice(0, LIMITS.tableColumns);
  const cellOf = (value: Value | undefined) => (value ? clip(plain(formatValue(value, locale)), room.cell) : "") || "–";
  const texts = rows.slice(0, room.rows).map((row) => shownColumns.map((_, i) => cellOf(row[i])));
  const widths = shownColumns.map(({ label }, i) =>
    Math.min(WIDEST, Math.max(NARROWEST, label.length, ...texts.map((row) => row[i]?.length ?? 0))),
  );
  const tableOf = (part: readonly (readonly string[])[], withHeader: boolean): TableElement => ({
    type: "Table",
    spacing: !withHeader ? "None" : title ? "Small" : "Medium",
    firstRowAsHeaders: withHeader,
    showGridLines: false,
    columns: shownColumns.map(({ align }, i) => ({
      width: widths[i] ?? NARROWEST,
      horizontalCellContentAlignment: align === "right" ? "Right" : "Left",
    })),
    rows: [
      ...(withHeader
        ? [{ type: "TableRow" as const, cells: shownColumns.map(({ label }) => cell(clip(label, room.cell), true)) }]
        : []),
      ...part.map((row) => ({ type: "TableRow" as const, cells: row.map((text) => cell(text, false)) })),
    ],
  });
  const inSight = texts.slice(0, LIMITS.rowsInSight);
  const behind = texts.slice(LIMITS.rowsInSight);
  const hidden = rows.length - texts.length + more;
  return [
    ...(title ? [literal(title, { weight: "Bolder", spacing: "Medium" })] : []),
    tableOf(inSight, true),
    ...(behind.length > 0
      ? [
          {
            type: "Container" as const,
            id,
            isVisible: false,
            spacing: "None" as const,
            items: [tableOf(behind, false)],
          },
          toggle(`Show ${behind.length} more`, id),
        ]
      : []),
    ...moreElements(hidden, ""),
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

const toggle = (title: string, id: string): Element => ({
  type: "ActionSet",
  spacing: "Small",
  actions: [{ type: "Action.ToggleVisibility", title, targetElements: [id] }],
});

/** One row a step: its label and formula, the amount at the right edge, parts indented. Folded where other things come first. */
export function explanationElements(
  explanation: readonly Explanation[],
  locale: string,
  room: Room,
  isFolded: boolean,
): Element[] {
  const steps = explanation.flatMap((step) => flatten(step, 0));
  if (steps.length === 0) return [];
  const shown = steps.slice(0, room.steps).map(({ step, depth }) => stepRow(step, depth, locale));
  const more = moreElements(steps.length - shown.length, "steps");
  const id = "explanation";
  return [
    ...(isFolded ? [toggle("How it adds up", id)] : []),
    { type: "Container", id, isVisible: !isFolded, spacing: "Medium", items: [...shown, ...more] },
  ];
}

interface Step {
  readonly step: Explanation;
  readonly depth: number;
}
const flatten = (step: Explanation, depth: number): Step[] => [
  { step, depth },
  ...(step.children ?? []).flatMap((child) => flatten(child, depth + 1)),
];

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
