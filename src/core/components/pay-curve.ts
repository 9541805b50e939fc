import { z } from "zod";
import { type CommonTerms, defineComponent, type Goal } from "../component.js";
import { fields, Multiple, oneOf, Percent, Position } from "../document.js";
import type { Problem } from "../errors.js";
import { add, compare, divide, multiply, ONE, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";

const Point = fields({ at: Position, pays: Percent.or(Multiple) });
type Point = z.output<typeof Point>;

const terms = {
  points: z
    .array(Point, { error: "must be a list of points, each with at (attainment) and pays (share of target)" })
    .min(1, "needs at least one point"),
  above: oneOf(
    ["capped", "continues"],
    "capped: above the last point no more is paid. continues: the last slope goes on without end.",
  ),
  between: oneOf(["interpolated", "steps"]).default("interpolated"),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ points, where, base, above, between }: Terms): Problem[] {
  const problems: Problem[] = points.flatMap(({ at }, i) => {
    const before = points[i - 1];
    if (!at.percent)
      return [{ path: `points[${i}].at`, message: "must be attainment: write it as a percentage, such as 100%" }];
    if (before && compare(at.value, before.at.value) <= 0)
      return [{ path: `points[${i}].at`, message: "must be above the point before: points go upwards" }];
    return [];
  });
  if (above === "continues" && (points.length < 2 || between === "steps"))
    problems.push({ path: "above", message: "cannot continue without a slope: it needs two interpolated points" });
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on a pay curve: give the component a measure of its own that counts only those deals",
    });
  return problems;
}

const slope = (from: Point, to: Point): Rational =>
  divide(subtract(to.pays, from.pays), subtract(to.at.value, from.at.value));

interface Curve {
  readonly points: readonly Point[];
  readonly above: Terms["above"];
  readonly between: Terms["between"];
}

/** Payout as a share of target at `attainment`, exact, with the words of how it was read off the curve. */
export function payoutAt(
  { points, above, between }: Curve,
  attainment: Rational,
): { readonly payout: Rational; readonly how: string } {
  const index = points.findLastIndex((point) => compare(point.at.value, attainment) <= 0);
  const from = points[index];
  if (!from) return { payout: ZERO, how: `below ${percentText(points[0]?.at.value ?? ZERO)}` };
  const to = points[index + 1];
  const before = points[index - 1];
  if (compare(from.at.value, attainment) === 0 || between === "steps")
    return { payout: from.pays, how: percentText(from.pays) };
  const [a, b] = to ? [from, to] : above === "continues" && before ? [before, from] : [from, null];
  if (!b) return { payout: from.pays, how: `capped at ${percentText(from.pays)}` };
  const rise = slope(a, b);
  return {
    payout: add(from.pays, multiply(subtract(attainment, from.at.value), rise)),
    how: `${percentText(from.pays)} + (${percentText(attainment, 6)} − ${percentText(from.at.value)}) × ${percentText(rise, 6)}`,
  };
}

/**
 * Payout read off a curve of attainment: nothing below the first point (the point itself pays), straight lines between
 * points, capped or continuing above the last. Attainment is not rounded first unless the plan rounds it.
 * Source: plan mechanics, section 4.
 */
export const payCurve = defineComponent({
  type: "pay_curve",
  terms,
  check,
  needsQuota: () => true,
  earn(curve, context) {
    const { attainment, label } = context.position;
    if (attainment === null) return [];
    const read = payoutAt(curve, attainment);
    const held = !context.accelerators && compare(read.payout, ONE) > 0;
    const { payout, how } = held ? { payout: ONE, how: "no more than 100% while a gate is missed" } : read;
    const target = context.target();
    return [
      {
        label: `Payout at ${percentText(attainment, 2)} of ${label.toLowerCase()} quota`,
        formula: `${amountText(target, context.currency)} × ${percentText(payout, 6)} (${how})`,
        base: target,
        rate: payout,
        amount: multiply(target, payout),
      },
    ];
  },
  columns: () => "totals",
  goals: ({ points }, { position }): Goal[] =>
    points.map(({ at, pays }) => ({
      label: `${percentText(at.value)} of quota (pays ${percentText(pays)} of target)`,
      at: multiply(at.value, position.quota ?? ZERO),
      reachedAt: true,
    })),
});
