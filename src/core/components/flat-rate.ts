import { type CommonTerms, type CountedCredit, dealLabel, defineComponent, type EarningLine } from "../component.js";
import { checkRate, type RateTerms, rateOf, rateTerms } from "../rate.js";
import { add, compare, isZero, multiply, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, numberText } from "../wording.js";
import { flatRateColumns } from "./flat-rate-columns.js";
import { describeFlatRate } from "./flat-rate-describe.js";

/**
 * One rate on all that is credited: a percentage, a multiple of the base commission rate (target incentive / quota), or an
 * amount per unit. Credit below zero takes back at the same rate. With `threshold.unlocks: excess_only` the rate counts only
 * beyond the threshold, and deals are paid in the order they were credited. Source: plan mechanics, sections 1 and 3.
 */
export const flatRate = defineComponent({
  type: "flat_rate",
  terms: rateTerms,
  paysRate: true,
  describe: (terms, words) => describeFlatRate(terms as CommonTerms & RateTerms, words),
  needsQuota: ({ multiple, threshold }) =>
    multiple !== undefined || (threshold?.at_least ?? threshold?.above)?.percent === true,
  check: (terms) => [
    ...checkRate(terms as RateTerms),
    ...(terms.threshold?.unlocks === "excess_only" && (terms.base || terms.where || terms.threshold.measure)
      ? [
          {
            path: "threshold",
            message: "with excess_only must stand on what is paid: leave base, where and threshold.measure out",
          },
        ]
      : []),
  ],
  columns(terms, minorDigits) {
    const beyond = terms.threshold?.unlocks === "excess_only" ? terms.threshold : undefined;
    const from = beyond?.at_least ?? beyond?.above ?? null;
    return flatRateColumns(terms as RateTerms, terms.label ?? "Commission", from, minorDigits);
  },
  earn(terms, context) {
    const { base, position, currency } = context;
    const rate = rateOf(terms as RateTerms, context);
    const moneyOnly = (value: Rational) => (base.unit === "money" ? value : undefined);
    const paid = (value: Rational) =>
      base.unit === "money" ? amountText(value, currency) : `${numberText(value)} ${base.unit}`;
    const line = (counted: CountedCredit, value: Rational): EarningLine => ({
      label: dealLabel(counted),
      formula: `${rate.short} × ${paid(value)}${counted.origin ? ` (${counted.origin})` : ""}`,
      base: moneyOnly(value),
      rate: rate.value,
      amount: multiply(rate.value, value),
      dealKey: counted.credit.dealKey,
    });
    const threshold = terms.threshold?.unlocks === "excess_only" ? terms.threshold : undefined;
    if (!threshold) {
      return [
        {
          label: terms.label ?? "Commission",
          formula: `${rate.text} × ${paid(base.credited)}`,
          base: moneyOnly(base.credited),
          rate: rate.value,
          amount: multiply(rate.value, base.credited),
          children: base.credits.map((counted) => line(counted, counted.value)),
        },
      ];
    }
    const bound = threshold.at_least ?? threshold.above;
    if (!bound || (bound.percent && position.quota === null)) return [];
    const from = bound.percent
      ? multiply(bound.value, position.quota ?? ZERO)
      : multiply(bound.value, context.relief("thresholds"));
    const beyond = (at: Rational) => (compare(at, from) > 0 ? subtract(at, from) : ZERO);
    let at = ZERO;
    const children: EarningLine[] = [];
    for (const counted of base.credits) {
      const next = add(at, counted.value);
      const value = subtract(beyond(next), beyond(at));
      if (!isZero(value)) children.push(line(counted, value));
      at = next;
    }
    const excess = beyond(base.credited);
    return [
      {
        label: `Beyond the threshold of ${paid(from)}`,
        formula: `${rate.text} × (${paid(base.credited)} − ${paid(from)})`,
        base: moneyOnly(excess),
        rate: rate.value,
        amount: multiply(rate.value, excess),
        children,
      },
    ];
  },
});
