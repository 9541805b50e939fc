import { readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { csvText } from "../answer/csv-text.js";
import { toDecimal } from "../core/money.js";
import { toDecimalString } from "../core/rational.js";
import { payoutCells } from "../plans/payout/cells.js";
import { type PayoutOptions, type PayoutTable, payoutTable, settingText } from "../plans/payout/table.js";
import { readPlan } from "../plans/plan-file.js";
import { pad } from "../surfaces/text-table.js";
import { type FileOutcome, faultOf } from "./file-outcome.js";

/** Reads a plan and works out its payout table; what is wrong with file or options is said. */
function tabulated(file: string, options: PayoutOptions, show: (table: PayoutTable) => string): FileOutcome {
  try {
    return { ok: true, text: show(payoutTable(readPlan(readFileSync(file, "utf8")), options)) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, text: `${file}: ${error.message}` };
    return faultOf(file, error);
  }
}

/** `pacer plan table`: payout against attainment, as text or CSV. */
export const planTable = (file: string, options: PayoutOptions & { readonly csv?: boolean }): FileOutcome =>
  tabulated(file, options, options.csv ? tableCsv : tableText);

function tableText(table: PayoutTable): string {
  const cells = payoutCells(table);
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => (row[i] ?? "").length)));
  const lines = cells.map((row, at) => {
    const text = row.map((cell, i) => pad(cell, widths[i] ?? 0, "right")).join("  ");
    return at > 0 && table.rows[at - 1]?.bound ? `${text}  *` : text;
  });
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  const { name, version } = table.plan;
  return [
    `${name}, version ${version}`,
    settingText(table),
    "",
    ...lines,
    "",
    "* where the plan names a boundary; < and > are the last and first step beside a jump",
  ].join("\n");
}

function tableCsv(table: PayoutTable): string {
  const keys = table.plan.components.map(({ key }) => key);
  const header = ["attainment", table.measure, "place", ...keys, "earned", "currency"];
  return csvText([
    header,
    ...table.rows.map((row) => [
      toDecimalString(row.attainment),
      toDecimalString(row.position),
      row.place,
      ...keys.map((key) => {
        const earned = row.components.get(key);
        return earned ? toDecimal(earned) : "";
      }),
      toDecimal(row.earned),
      table.plan.currency,
    ]),
  ]).trimEnd();
}

/** `pacer plan chart`: the same as a picture, SVG or PNG by the name of the file. */
export async function planChart(file: string, out: string, options: PayoutOptions): Promise<FileOutcome> {
  const kind = extname(out).toLowerCase();
  if (kind !== ".svg" && kind !== ".png") return { ok: false, text: `${out}: a chart is written as .svg or .png` };
  let table: PayoutTable | null = null;
  const read = tabulated(file, options, (made) => {
    table = made;
    return "";
  });
  if (!read.ok || !table) return read;
  const { payoutChart } = await import("./payout-chart.js");
  const chart = payoutChart(table);
  if (kind === ".svg") writeFileSync(out, (await import("../charts/svg.js")).chartSvg(chart));
  else writeFileSync(out, (await import("../charts/png.js")).chartPng(chart));
  return { ok: true, text: out };
}
