import { z } from "zod";
import { type CommonTerms, type ComponentContext, defineComponent, type EarningLine } from "../component.js";
import { Bool, fields, Key, oneOf, Percent, Text } from "../document.js";
import { FactsError, type Problem } from "../errors.js";
import type { Score } from "../facts.js";
import { compare, multiply, ONE, type Rational, total, ZERO } from "../rational.js";
import { amountText, labelOf, percentText } from "../wording.js";
import { describeMbo } from "./mbo-describe.js";
import { payoutAt } from "./pay-curve.js";

const Goal = fields({
  weight: Percent,
  label: Text.optional(),
  points: z
    .array(fields({ at: Percent, pays: Percent }))
    .min(1)
    .optional(),
  between: oneOf(["interpolated", "steps"]).default("interpolated"),
});
type Goal = z.output<typeof Goal>;

const terms = {
  measure: Key.or(z.literal("")).default(""),
  goals: z.record(Key, Goal, { error: "must be a mapping of goals to their weights, such as launch: {weight: 60%}" }),
  scores: z.array(Percent).min(1).optional(),
  approval: oneOf(
    ["required", "not_needed"],
    "required: a score without the name of who approved it pays nothing yet. not_needed: every score pays.",
  ),
  evidence: Bool.optional(),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ goals, measure, where, base, measured }: Terms): Problem[] {
  const sum = total(Object.values(goals).map(({ weight }) => weight));
  const problems: Problem[] = [];
  if (compare(sum, ONE) !== 0)
    problems.push({
      path: "goals",
      message: `have weights that add up to ${percentText(sum)}: they must add up to 100%`,
    });
  if (measure !== "" || where || base)
    problems.push({
      path: "measure",
      message: "has no effect on an mbo, which is paid on scores: leave measure, base and where out",
    });
  if (measured === "cumulative")
    problems.push({ path: "measured", message: "cannot be cumulative: scores are of their own window" });
  return problems;
}

/** The score of a goal within the days looked at; of several the latest. */
const scoreOf = (goal: string, { facts, span }: ComponentContext): Score | undefined =>
  (facts.scores ?? [])
    .filter((score) => score.goal === goal && score.start >= span.start && score.end <= span.end)
    .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0))
    .at(-1);

function payoutOf(goal: Goal, score: Rational): Rational {
  if (!goal.points) return score;
  const points = goal.points.map(({ at, pays }) => ({ at: { value: at, percent: true }, pays }));
  return payoutAt({ points, above: "capped", between: goal.between }, score).payout;
}

function lineFor(key: string, goal: Goal, all: Terms, context: ComponentContext): EarningLine {
  const label = goal.label ?? labelOf(key);
  const found = scoreOf(key, context);
  if (!found) return { label, formula: "not scored yet", amount: ZERO };
  const score = percentText(found.score);
  if (all.scores && !all.scores.some((allowed) => compare(allowed, found.score) === 0))
    throw new FactsError(
      `The score of ${key} is ${score}, which is not one of ${all.scores.map((each) => percentText(each)).join(", ")}.`,
    );
  if (all.approval === "required" && !found.approvedBy)
    return { label, formula: `scored ${score}, waits for approval`, amount: ZERO };
  if (all.evidence && !found.evidence) return { label, formula: `scored ${score}, waits for evidence`, amount: ZERO };
  const payout = payoutOf(goal, found.score);
  const target = context.target();
  const through = goal.points ? `, which pays ${percentText(payout)}` : "";
  const by = found.approvedBy ? `, approved by ${found.approvedBy}` : "";
  return {
    label,
    formula: `${amountText(target, context.currency)} × ${percentText(goal.weight)} × ${percentText(payout)} (scored ${score}${through}${by})`,
    base: multiply(target, goal.weight),
    rate: payout,
    amount: multiply(multiply(target, goal.weight), payout),
  };
}

/**
 * Goals that somebody scores (MBO, KSO): target × sum of weight × score. A goal without a score, or without the approval or
 * evidence the plan asks for, pays nothing yet. `scores` lists the only scores allowed; `points` of a goal turn a score into a
 * payout along straight lines, or by steps. Source: plan mechanics, section 15.
 */
export const mbo = defineComponent({
  type: "mbo",
  terms,
  check,
  describe: describeMbo,
  earn: (all, context) => Object.entries(all.goals).map(([key, goal]) => lineFor(key, goal, all, context)),
});
