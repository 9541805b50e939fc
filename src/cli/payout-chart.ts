import type { LineChart, Mark, Point } from "../charts/chart.js";
import { toDecimal } from "../core/money.js";
import { planWords } from "../core/plan-words.js";
import { compare, ONE, toDecimalString } from "../core/rational.js";
import { labelOf, moneyText, percentText } from "../core/wording.js";
import { type PayoutRow, type PayoutTable, settingText } from "../plans/payout/table.js";

const toDouble = (row: PayoutRow): Point => ({
  x: Number(toDecimalString(row.attainment)),
  y: Number(toDecimal(row.earned)),
});

/** Lines without a break; each jump ends one and starts the next at the attainment where the plan puts it. */
function segmentsOf(rows: readonly PayoutRow[]): Point[][] {
  const segments: Point[][] = [[]];
  for (const [i, row] of rows.entries()) {
    const [before, after] = [rows[i - 1], rows[i + 1]];
    const current = segments.at(-1) ?? [];
    if (row.place === "below" && after) {
      current.push({ ...toDouble(row), x: toDouble(after).x, open: true });
      segments.push([]);
    } else if (row.place === "above" && before) {
      segments.push([{ ...toDouble(row), x: toDouble(before).x, open: true }]);
    } else current.push(toDouble(row));
  }
  return segments.filter((points) => points.length > 0);
}

/** The least attainment from which no more is earned, where that is above quota and before the end of the table. */
function plateauOf(rows: readonly PayoutRow[]): PayoutRow | undefined {
  const last = rows.at(-1);
  const first = rows.find(({ earned }) => earned.minor === last?.earned.minor);
  return first && last && first !== last && compare(first.attainment, ONE) > 0 ? first : undefined;
}

/** Payout against attainment as a picture: jumps as jumps, quota and the named places marked. */
export function payoutChart(table: PayoutTable): LineChart {
  const { plan, measure, rows, atQuota, setting } = table;
  const label = plan.measures.get(measure)?.label ?? labelOf(measure);
  const top = plateauOf(rows);
  const marks: Mark[] = [
    ...(atQuota ? [{ axis: "x", at: 1, label: `Quota · ${moneyText(atQuota)}` } as const] : []),
    ...(top
      ? [{ axis: "y", at: Number(toDecimal(top.earned)), label: `No more than ${moneyText(top.earned)}` } as const]
      : []),
  ];
  const years = { month: "month", quarter: "quarter", half: "half-year", year: "year" } as Readonly<
    Record<string, string>
  >;
  return {
    title: `${plan.name}: payout by ${planWords(plan).measure(measure)}`,
    subtitle: `Earned for one ${years[setting.period.kind] ?? "period"}. ${settingText(table)}`,
    x: { label: `Attainment of ${label.charAt(0).toLowerCase()}${label.slice(1)} quota`, format: "percent" },
    y: { label: `Earned (${plan.currency})`, format: "money", currency: plan.currency },
    series: [
      {
        name: "Earned",
        segments: segmentsOf(rows),
        named: rows
          .filter(({ bound, place, attainment }) => bound && place === "on" && compare(attainment, ONE) !== 0)
          .map((row) => ({ ...toDouble(row), label: percentText(row.attainment, 2) })),
      },
    ],
    marks,
  };
}
