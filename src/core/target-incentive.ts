import type { z } from "zod";
import type { Span } from "./component.js";
import { need } from "./component.js";
import { fields, Key, Multiple, Percent, suggestion } from "./document.js";
import { FactsError, type Problem } from "./errors.js";
import type { PayeeFacts } from "./facts.js";
import { fromRational, toRational } from "./money.js";
import type { Plan } from "./plan.js";
import { quotaFor } from "./quota.js";
import { divide, multiply, ONE, type Rational, rational } from "./rational.js";
import { reliefFor } from "./relief.js";
import { monthFractions, timeShare } from "./time-share.js";

/** A plan's own target incentive: a share of the quota of one measure, over the same days. */
export const TargetIncentive = fields({ of_quota: Percent.or(Multiple), measure: Key });
export type TargetIncentiveTerms = z.output<typeof TargetIncentive>;

export function checkTargetIncentive({ targetIncentive, measures, relief, currency }: Plan): Problem[] {
  if (!targetIncentive) return [];
  const known = [...measures.keys()];
  const measure = measures.get(targetIncentive.measure);
  if (!measure) {
    const near = suggestion(targetIncentive.measure, known);
    const message = `"${targetIncentive.measure}" is not among the plan's measures${near} (${known.join(", ")})`;
    return [{ path: "target_incentive.measure", message }];
  }
  const problems: Problem[] = [];
  if (measure.unit !== "money")
    problems.push({
      path: "target_incentive.measure",
      message: `"${measure.key}" counts ${measure.unit}, and a share of its quota would not be an amount in ${currency}: name a measure of money`,
    });
  for (const field of ["proration", "ramp"] as const)
    if (relief[field]?.of.includes("target_incentive"))
      problems.push({
        path: `${field}.of`,
        message:
          "names target_incentive, which is a share of the quota here and shrinks with it: leave it out, or it would shrink twice",
      });
  return problems;
}

/**
 * A payee's target incentive over `span`: the plan's share of quota rounded to the minor unit, or else the payee's own yearly
 * amount by months and relief, exact. Throws a FactsError when what it stands on is missing; `purpose` says who asks.
 */
export function targetIncentiveOver(
  plan: Plan,
  facts: PayeeFacts,
  span: Span,
  within: Span,
  purpose: string,
): Rational {
  const { name } = facts.payee;
  if (plan.targetIncentive) {
    const { of_quota, measure } = plan.targetIncentive;
    const quota = need(
      quotaFor(plan, facts, measure, span, within),
      `${name} has no quota for ${measure}, of which the target incentive of ${plan.name} is a share: set one for these days.`,
    );
    return toRational(fromRational(multiply(of_quota, quota), plan.currency, plan.rounding.mode));
  }
  const yearly = need(
    facts.targetIncentive,
    `${name} has no target incentive, which ${purpose} of ${plan.name} pays from: add one, or give the component a target.`,
  );
  if (yearly.currency !== plan.currency)
    throw new FactsError(
      `The target incentive of ${name} is in ${yearly.currency} and the plan pays in ${plan.currency}: state it in ${plan.currency}.`,
    );
  return divide(multiply(toRational(yearly), targetMonths(plan, facts, span, within)), rational(12));
}

/** The months of target incentive that count in `span`, a part of the window `within`, after ramp and proration. */
export function targetMonths({ relief }: Plan, facts: PayeeFacts, span: Span, within: Span): Rational {
  const whole = span.start === within.start && span.end === within.end;
  const share = whole ? ONE : timeShare(relief.proration, span, within);
  return multiply(multiply(monthFractions(within), share), reliefFor(relief, facts, "target_incentive", span));
}
