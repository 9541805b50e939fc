import { z } from "zod";
import { type CommonTerms, defineComponent, type Goal } from "../component.js";
import { fields, Multiple, oneOf, Percent, Position } from "../document.js";
import type { Problem } from "../errors.js";
import {
  add,
  compare,
  divide,
  multiply,
  ONE,
  type Rational,
  rational,
  roundToInteger,
  subtract,
  ZERO,
} from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { describePayCurve } from "./pay-curve-describe.js";

const Written = fields({
  at: Position.describe("Attainment."),
  pays: Percent.or(Multiple).describe("The share of the target that is paid there.").optional(),
  each_percent: Percent.or(Multiple)
    .describe("What each 1% of attainment beyond adds, up to the next point.")
    .optional(),
});

interface Point {
  readonly at: Position;
  readonly pays: Rational;
  /** Rise of the payout for each whole of attainment from here to the next point, where the plan states it. */
  readonly rise?: Rational;
}

/** Every point with its payout: its own, or where the rise of the point before leads. */
const Points = z
  .array(Written, { error: "must be a list of points, each with at (attainment) and pays (share of target)" })
  .min(1, "needs at least one point")
  .transform((written, ctx): Point[] => {
    const points: Point[] = [];
    for (const [i, { at, pays, each_percent }] of written.entries()) {
      const before = points[i - 1];
      const led = before?.rise && add(before.pays, multiply(before.rise, subtract(at.value, before.at.value)));
      const found = pays ?? led;
      if (!found)
        ctx.addIssue({
          code: "custom",
          path: [i, "pays"],
          message:
            "is missing: give the share of the target paid here (only a point after one with each_percent may go without)",
        });
      const rise = each_percent && multiply(each_percent, rational(100));
      points.push({ at, pays: found ?? ZERO, ...(rise ? { rise } : {}) });
    }
    return points;
  });

const terms = {
  points: Points,
  above: oneOf(
    ["capped", "continues"],
    "capped: above the last point no more is paid. continues: the last slope goes on without end.",
  ),
  between: oneOf(["interpolated", "steps"])
    .default("interpolated")
    .describe("interpolated: straight lines between points. steps: the point last reached."),
  attainment: oneOf(["exact", "full_percents"])
    .default("exact")
    .describe("exact: as it is. full_percents: whole percents alone count."),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ points, where, base, above, between }: Terms): Problem[] {
  const problems: Problem[] = points.flatMap(({ at }, i) => {
    const before = points[i - 1];
    if (!at.percent)
      return [{ path: `points[${i}].at`, message: "must be attainment: write it as a percentage, such as 100%" }];
    const rise = before ? compare(at.value, before.at.value) : 1;
    if (rise < 0) return [{ path: `points[${i}].at`, message: "must be above the point before: points go upwards" }];
    if (rise > 0) return [];
    const third = points[i - 2];
    const jumps = between === "interpolated" && third && compare(third.at.value, at.value) < 0;
    return jumps
      ? []
      : [
          {
            path: `points[${i}].at`,
            message:
              "is the point before once more. Two points at one attainment are a jump between two lines: the first ends the line below, the second is paid from there on",
          },
        ];
  });
  const last = points.at(-1);
  if (above === "continues" && !last?.rise && (points.length < 2 || between === "steps"))
    problems.push({
      path: "above",
      message: "cannot continue without a slope: it needs two interpolated points, or each_percent on the last one",
    });
  if (
    above === "continues" &&
    !last?.rise &&
    points.some((point, i) => i === points.length - 2 && isJump(point, points[i + 1]))
  )
    problems.push({
      path: "above",
      message: "cannot continue after a jump that nothing follows: add a point above it",
    });
  if (above === "capped" && last?.rise)
    problems.push({ path: "above", message: "is capped and the last point has each_percent: keep one of them" });
  if (between === "steps" && points.some(({ rise }) => rise))
    problems.push({ path: "between", message: "steps has no slope, and a point has each_percent: keep one of them" });
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on a pay curve: give the component a measure of its own that counts only those deals",
    });
  return problems;
}

const slope = (from: Point, to: Point): Rational =>
  divide(subtract(to.pays, from.pays), subtract(to.at.value, from.at.value));

/** True for the point that ends the line below a jump: the next one pays at the same attainment. */
const isJump = ({ at }: Point, next: Point | undefined): boolean =>
  next !== undefined && compare(next.at.value, at.value) === 0;

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
  const rise = from.rise ?? (b ? slope(a, b) : null);
  if (!rise) return { payout: from.pays, how: `capped at ${percentText(from.pays)}` };
  return {
    payout: add(from.pays, multiply(subtract(attainment, from.at.value), rise)),
    how: `${percentText(from.pays)} + (${percentText(attainment, 6)} − ${percentText(from.at.value)}) × ${percentText(rise, 6)}`,
  };
}

/** 104.9% -> 104%. */
const wholePercents = (attainment: Rational): Rational =>
  rational(roundToInteger(multiply(attainment, rational(100)), "down"), 100n);

/**
 * Payout read off a curve of attainment: nothing below the first point (the point itself pays), straight lines between
 * points (two points at one attainment are a jump, and the second pays there; each_percent gives payout points for each point of
 * attainment), capped or continuing above the last. Attainment is not rounded first unless the plan rounds it; `attainment:
 * full_percents` counts only whole percents reached. Source: plan mechanics, sections 2 and 4.
 */
export const payCurve = defineComponent({
  type: "pay_curve",
  terms,
  check,
  describe: describePayCurve,
  canMakeUp: true,
  needsQuota: () => true,
  earn(curve, context) {
    const { attainment, label } = context.position;
    if (attainment === null) return [];
    const read = payoutAt(curve, curve.attainment === "exact" ? attainment : wholePercents(attainment));
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
    points
      .filter((point, i) => !isJump(point, points[i + 1]))
      .map(({ at, pays }) => ({
        label: `${percentText(at.value)} of quota (pays ${percentText(pays)} of target)`,
        at: multiply(at.value, position.quota ?? ZERO),
        reachedAt: true,
      })),
});
