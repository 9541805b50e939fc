import type { EarningLine } from "../component.js";
import { Decimal, fields, oneOf, Percent } from "../document.js";
import { defineModifier } from "../modifier.js";
import { add, compare, isNegative, multiply, negate, type Rational, subtract, total, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { payByDeal } from "./lines.js";

/**
 * The most one deal pays in a component, its kickers included: an amount, or a share of the deal's paid amount. The excess is lost.
 * What is taken back for a deal is limited in the same way. Source: plan mechanics, section 5.
 */
export const dealCap = defineModifier({
  field: "deal_cap",
  part: "cap",
  terms: fields({
    amount: Decimal.optional(),
    rate: Percent.optional(),
    excess: oneOf(["lost"], "lost: what is above the cap is never paid."),
  }),
  check: ({ amount, rate }) =>
    (amount === undefined) === (rate === undefined)
      ? [{ path: "deal_cap", message: "needs one of amount (25000) and rate (15% of the deal)" }]
      : [],
  describe: ({ amount, rate }, words) => [
    `One deal pays ${amount ? words.amount(amount) : `${percentText(rate ?? ZERO)} of what it counts`} at most.`,
  ],
  apply({ amount, rate }, lines, { base, currency }) {
    const values = new Map<string, Rational>();
    for (const { credit, value } of base.credits)
      values.set(credit.dealKey, add(values.get(credit.dealKey) ?? ZERO, value));
    const children = payByDeal(lines).flatMap(({ dealKey, label, amount: paid }): EarningLine[] => {
      if (dealKey === undefined) return [];
      const value = values.get(dealKey) ?? ZERO;
      const magnitude = (of: Rational) => (isNegative(of) ? negate(of) : of);
      const limit = amount ?? multiply(rate ?? ZERO, magnitude(value));
      if (compare(magnitude(paid), limit) <= 0) return [];
      const words = rate ? ` (${percentText(rate)} × ${amountText(value, currency)})` : "";
      return [
        {
          label,
          dealKey,
          formula: `${amountText(limit, currency)}${words} − ${amountText(paid, currency)}, the excess is not paid`,
          amount: subtract(isNegative(paid) ? negate(limit) : limit, paid),
        },
      ];
    });
    if (children.length === 0) return lines;
    const text = amount ? amountText(amount, currency) : percentText(rate ?? ZERO);
    return [...lines, { label: `Cap of ${text} a deal`, amount: total(children.map((line) => line.amount)), children }];
  },
});
