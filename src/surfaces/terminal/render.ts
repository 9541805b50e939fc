import type { Answer, Explanation, Figure, Progress, Table, Value } from "../../answer/answer.js";
import { contextParts, filledCells, formatRatio, formatValue } from "../../answer/format.js";
import { plain } from "../plain.js";

const BAR_CELLS = 24;

/** Columns that a terminal gives the text: wide East Asian characters and emoji take two. */
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const width = (text: string): number => {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
};
const pad = (text: string, columns: number, align: "left" | "right" = "left"): string => {
  const space = " ".repeat(Math.max(0, columns - width(text)));
  return align === "right" ? space + text : text + space;
};

/** The answer as text for a terminal, a log of a conversation or a screen reader: no colour, no markup, every figure. */
export function renderText(answer: Answer): string {
  const show = (value: Value) => plain(formatValue(value, answer.locale));
  const parts = [
    [plain(answer.headline), ...(answer.body ? [plain(answer.body)] : [])].join("\n"),
    answer.progress ? progressText(answer.progress, answer.locale) : "",
    figuresText(answer.figures, show),
    ...(answer.tables ?? []).map((table) => tableText(table, show)),
    (answer.explanation ?? []).map((step) => explanationText(step, show, 0)).join("\n"),
    (answer.notes ?? []).map((note) => `Note: ${plain(note)}`).join("\n"),
    contextParts(answer).map(plain).join(" · "),
    answer.actions?.length ? `Ask next: ${answer.actions.map((action) => plain(action.label)).join(" · ")}` : "",
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function progressText({ label, ratio, markers = [] }: Progress, locale: string): string {
  const filled = filledCells(ratio, BAR_CELLS);
  const bar = "█".repeat(filled) + "░".repeat(BAR_CELLS - filled);
  const ticks = markers.map((marker) => `${plain(marker.label)} ${formatRatio(marker.ratio, locale)}`);
  return [`${bar} ${formatRatio(ratio, locale)} ${plain(label)}`, ...(ticks.length ? [ticks.join(" · ")] : [])].join(
    "\n",
  );
}

function figuresText(figures: readonly Figure[], show: (value: Value) => string): string {
  const rows = figures.map(({ label, value }) => [plain(label), show(value)] as const);
  const labels = Math.max(0, ...rows.map(([label]) => width(label)));
  const values = Math.max(0, ...figures.map(({ value }) => (value.kind === "text" ? 0 : width(show(value)))));
  return rows
    .map(
      ([label, value], i) =>
        `${pad(label, labels)}  ${figures[i]?.value.kind === "text" ? value : pad(value, values, "right")}`,
    )
    .join("\n");
}

function tableText({ title, columns, rows, more }: Table, show: (value: Value) => string): string {
  const cells = [columns.map((column) => plain(column.label)), ...rows.map((row) => row.map(show))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => width(row[i] ?? ""))));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, columns[i]?.align ?? "left"))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((columns) => "─".repeat(columns)).join("  "));
  return [...(title ? [plain(title)] : []), ...lines, ...(more ? [`… and ${more} more`] : [])].join("\n");
}

function explanationText(step: Explanation, show: (value: Value) => string, depth: number): string {
  const formula = step.formula ? ` = ${plain(step.formula)}` : "";
  const line = `${"  ".repeat(depth)}${plain(step.label)}: ${show(step.value)}${formula}`;
  return [line, ...(step.children ?? []).map((child) => explanationText(child, show, depth + 1))].join("\n");
}
