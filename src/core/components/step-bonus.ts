import { z } from "zod";
import { type CommonTerms, type ComponentContext, defineComponent, type Goal } from "../component.js";
import { Decimal, fields, Multiple, oneOf, Percent, Position, Text } from "../document.js";
import type { Problem } from "../errors.js";
import { compare, multiply, type Rational, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { positionText } from "./rate-table-bands.js";
import { describeStepBonus } from "./step-bonus-describe.js";

const Step = fields({
  at: Position,
  bonus: Decimal.optional(),
  of_target: Percent.or(Multiple).optional(),
  label: Text.optional(),
});
type Step = z.output<typeof Step>;

const terms = {
  pays: oneOf(
    ["highest", "additive"],
    "highest: only the highest step reached pays. additive: every step reached pays, one on top of the other.",
  ),
  edge: oneOf(["lower", "upper"], "upper: exactly at a step already pays it. lower: the step must be passed."),
  steps: z.array(Step, { error: "must be a list of steps, each with at and bonus" }).min(1, "needs at least one step"),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ steps, where, base }: Terms): Problem[] {
  const problems: Problem[] = steps.flatMap((step, i) => {
    const before = steps[i - 1];
    const found: Problem[] = [];
    if ((step.bonus === undefined) === (step.of_target === undefined))
      found.push({
        path: `steps[${i}].bonus`,
        message: "give either bonus (1000) or of_target (10% of the target incentive)",
      });
    if (before && before.at.percent !== step.at.percent)
      found.push({
        path: `steps[${i}].at`,
        message: "mixes percentages of quota with amounts: write every step the same way",
      });
    else if (before && compare(step.at.value, before.at.value) <= 0)
      found.push({ path: `steps[${i}].at`, message: "must be above the step before: steps go upwards" });
    return found;
  });
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on a bonus: give the bonus a measure of its own that counts only those deals",
    });
  return problems;
}

const placeOf = (step: Step, context: ComponentContext): Rational =>
  step.at.percent ? multiply(step.at.value, context.position.quota ?? ZERO) : step.at.value;

function isReached(step: Step, edge: Terms["edge"], { position }: ComponentContext): boolean {
  const side = step.at.percent
    ? position.attainment === null
      ? -1
      : compare(position.attainment, step.at.value)
    : compare(position.credited, step.at.value);
  return edge === "upper" ? side >= 0 : side > 0;
}

const payOf = (step: Step, context: ComponentContext): Rational =>
  step.bonus ? multiply(step.bonus, context.relief("bonuses")) : multiply(step.of_target ?? ZERO, context.target());

/**
 * A fixed amount for reaching a step: the highest step's, or every step's. Steps stand on attainment, an amount or units.
 * Source: plan mechanics, section 4.
 */
export const stepBonus = defineComponent({
  type: "step_bonus",
  terms,
  check,
  describe: describeStepBonus,
  canMakeUp: true,
  needsQuota: ({ steps }) => steps.some((step) => step.at.percent),
  earn({ steps, pays, edge }, context) {
    const reached = steps.filter((step) => isReached(step, edge, context));
    const paid = pays === "highest" ? reached.slice(-1) : reached;
    const stands = context.position.attainment
      ? percentText(context.position.attainment, 2)
      : positionText(context.position.credited, context);
    return paid.map((step) => {
      const place = step.at.percent ? percentText(step.at.value) : positionText(step.at.value, context);
      const amount = payOf(step, context);
      const share = step.of_target
        ? `${percentText(step.of_target)} × ${amountText(context.target(), context.currency)}`
        : "";
      return {
        label: step.label ?? `Bonus for ${place}`,
        formula: `${stands} ${edge === "upper" ? "≥" : ">"} ${place}: ${share || amountText(amount, context.currency)}`,
        amount,
      };
    });
  },
  columns: () => "totals",
  goals: ({ steps, edge }, context): Goal[] =>
    steps.map((step) => ({
      label:
        step.label ??
        `Bonus for ${step.at.percent ? percentText(step.at.value) : positionText(step.at.value, context)}`,
      at: placeOf(step, context),
      reachedAt: edge === "upper",
    })),
});
