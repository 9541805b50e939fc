import { z } from "zod";
import { type CommonTerms, defineComponent } from "../component.js";
import { fields, Key, oneOf, Percent } from "../document.js";
import type { Problem } from "../errors.js";
import { add, compare, divide, isZero, multiply, ONE, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { describePerformanceMatrix } from "./performance-matrix-describe.js";

const Points = z.array(Percent, { error: "must be a list of attainments such as [80%, 100%, 120%]" }).min(1);

const terms = {
  rows: fields({ at: Points }),
  columns: fields({ measure: Key, at: Points }),
  payouts: z
    .array(z.array(Percent).min(1), {
      error: "must be a list of rows, each a list of payouts such as [50%, 100%]",
    })
    .min(1),
  between: oneOf(
    ["steps", "interpolated"],
    "steps: the payout of the row and column last reached. interpolated: straight lines between the four payouts around.",
  ),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ rows, columns, payouts, where, base }: Terms): Problem[] {
  const problems: Problem[] = [];
  for (const [path, at] of [["rows.at", rows.at] as const, ["columns.at", columns.at] as const])
    for (const [i, value] of at.entries()) {
      const before = at[i - 1];
      if (before && compare(value, before) <= 0)
        problems.push({ path: `${path}[${i}]`, message: "must be above the one before: attainments go upwards" });
    }
  if (payouts.length !== rows.at.length)
    problems.push({ path: "payouts", message: `has ${payouts.length} rows where rows name ${rows.at.length}` });
  for (const [i, row] of payouts.entries())
    if (row.length !== columns.at.length)
      problems.push({
        path: `payouts[${i}]`,
        message: `has ${row.length} cells where columns name ${columns.at.length}`,
      });
  if (where || base)
    problems.push({ path: where ? "where" : "base", message: "has no effect on a matrix, which pays from the target" });
  return problems;
}

interface Place {
  readonly index: number;
  /** How far towards the next point, 0 to 1. */
  readonly way: Rational;
}

/** Null below the first point; the last point is the most that counts. */
function placeOn(points: readonly Rational[], attainment: Rational): Place | null {
  const index = points.findLastIndex((point) => compare(point, attainment) <= 0);
  const [from, to] = [points[index], points[index + 1]];
  if (!from) return null;
  return { index, way: to ? divide(subtract(attainment, from), subtract(to, from)) : ZERO };
}

/**
 * Payout read off a matrix of two attainments. Below the first row or the first column nothing is paid (two thresholds), above the
 * last no more counts (two caps). Interpolated: (1−u)(1−v)·M(i,j) + u(1−v)·M(i+1,j) + (1−u)v·M(i,j+1) + uv·M(i+1,j+1), with u and v
 * the way from row to row and from column to column. Attainments are not rounded first. Source: plan mechanics, section 7.
 */
export const performanceMatrix = defineComponent({
  type: "performance_matrix",
  terms,
  check,
  describe: describePerformanceMatrix,
  measures: ({ columns }) => [columns.measure],
  needsQuota: () => true,
  columns: () => "totals",
  earn({ rows, columns, payouts, between }, context) {
    const across = context.view(columns.measure);
    const [first, second] = [context.position.attainment, across.attainment];
    if (first === null || second === null) return [];
    const [row, column] = [placeOn(rows.at, first), placeOn(columns.at, second)];
    const label = `Payout at ${percentText(first, 2)} of ${context.position.label.toLowerCase()} and ${percentText(second, 2)} of ${across.label.toLowerCase()}`;
    if (!row || !column) return [{ label, formula: "below the first row or column: nothing is earned", amount: ZERO }];
    const cell = (i: number, j: number): Rational => payouts[row.index + i]?.[column.index + j] ?? ZERO;
    const [u, v] = between === "interpolated" ? [row.way, column.way] : [ZERO, ZERO];
    const corners = [
      { weight: multiply(subtract(ONE, u), subtract(ONE, v)), payout: cell(0, 0) },
      { weight: multiply(u, subtract(ONE, v)), payout: cell(1, 0) },
      { weight: multiply(subtract(ONE, u), v), payout: cell(0, 1) },
      { weight: multiply(u, v), payout: cell(1, 1) },
    ].filter(({ weight }) => !isZero(weight));
    const payout = corners.reduce((sum, corner) => add(sum, multiply(corner.weight, corner.payout)), ZERO);
    const target = context.target();
    const how = corners.map((corner) => `${percentText(corner.weight)} of ${percentText(corner.payout)}`).join(" + ");
    const formula = `${amountText(target, context.currency)} × ${percentText(payout, 6)}${corners.length > 1 ? ` (${how})` : ""}`;
    return [{ label, formula, base: target, rate: payout, amount: multiply(target, payout) }];
  },
});
