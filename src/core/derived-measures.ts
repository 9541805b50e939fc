import type { CountedCredit, MeasureView } from "./component.js";
import { rateOn } from "./currency.js";
import type { PayeeFacts } from "./facts.js";
import { toRational } from "./money.js";
import type { MeasureTerms, Plan } from "./plan.js";
import { add, divide, isZero, multiply, type Rational, rational, total, ZERO } from "./rational.js";
import { labelOf } from "./wording.js";

/**
 * Blended attainment: the weighted sum of other measures' attainments, in points of which 100 are the quota. It has no credits
 * of its own. Without a quota for one of them there is none for the blend. Source: plan mechanics, section 8.
 */
export function blended(
  measure: MeasureTerms,
  weights: Readonly<Record<string, Rational>>,
  view: (key: string) => MeasureView,
): MeasureView {
  const attainments = Object.entries(weights).map(([key, weight]) => ({ weight, reached: view(key).attainment }));
  const attainment = attainments.some(({ reached }) => reached === null)
    ? null
    : total(attainments.map(({ weight, reached }) => multiply(weight, reached ?? ZERO)));
  return {
    name: measure.key,
    label: measure.label ?? labelOf(measure.key),
    unit: measure.unit,
    credited: multiply(attainment ?? ZERO, rational(100)),
    quota: attainment && rational(100),
    attainment,
    credits: [],
  };
}

/** Margin over amount of all credits together (not the mean of their rates); zero without any. A recorded total is the rate itself. */
export function marginRate(
  margin: Rational,
  credits: readonly CountedCredit[],
  plan: Plan,
  facts: PayeeFacts,
): Rational {
  if (credits.some(({ credit }) => credit.measures)) return margin;
  const amounts = credits.map(({ credit }) =>
    multiply(
      toRational(credit.amount),
      rateOn(facts.fxRates, plan.fx, credit.amount.currency, plan.currency, credit.creditedOn),
    ),
  );
  const sold = amounts.reduce(add, ZERO);
  return isZero(sold) ? ZERO : divide(margin, sold);
}
