import type { Answer, Explanation, Figure, Progress, Value } from "../../answer/answer.js";
import { contextParts, filledCells, formatRatio, formatValue } from "../../answer/format.js";
import { plain } from "../plain.js";
import { columnsOf, pad, textTable } from "../text-table.js";

const BAR_CELLS = 24;

/** The answer as text for a terminal, a log of a conversation or a screen reader: no colour, no markup, every figure. */
export function renderText(answer: Answer): string {
  const show = (value: Value) => plain(formatValue(value, answer.locale));
  const parts = [
    [plain(answer.headline), ...(answer.body ? [plain(answer.body)] : [])].join("\n"),
    answer.progress ? progressText(answer.progress, answer.locale) : "",
    figuresText(answer.figures, show),
    ...(answer.tables ?? []).map((table) => textTable(table, show)),
    (answer.explanation ?? []).map((step) => explanationText(step, show, 0)).join("\n"),
    (answer.notes ?? []).map((note) => `Note: ${plain(note)}`).join("\n"),
    (answer.attachments ?? []).map(({ name, label }) => `File: ${plain(name)}, ${plain(label)}`).join("\n"),
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

/** Labels left, values in one right-aligned column; words are no amounts and stay left. */
function figuresText(figures: readonly Figure[], show: (value: Value) => string): string {
  const labels = Math.max(0, ...figures.map(({ label }) => columnsOf(plain(label))));
  const values = Math.max(0, ...figures.map(({ value }) => (value.kind === "text" ? 0 : columnsOf(show(value)))));
  return figures
    .map(({ label, value }) => {
      const shown = value.kind === "text" ? show(value) : pad(show(value), values, "right");
      return `${pad(plain(label), labels)}  ${shown}`;
    })
    .join("\n");
}

function explanationText(step: Explanation, show: (value: Value) => string, depth: number): string {
  const formula = step.formula ? ` = ${plain(step.formula)}` : "";
  const line = `${"  ".repeat(depth)}${plain(step.label)}: ${show(step.value)}${formula}`;
  return [line, ...(step.children ?? []).map((child) => explanationText(child, show, depth + 1))].join("\n");
}
