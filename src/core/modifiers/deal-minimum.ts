import type { EarningLine } from "../component.js";
import { dealsAmong } from "../deals.js";
import { Decimal } from "../document.js";
import { defineModifier } from "../modifier.js";
import { compare, isNegative, isZero, multiply, subtract, total, ZERO } from "../rational.js";
import { amountText } from "../wording.js";
import { payByDeal } from "./lines.js";

/**
 * The least each deal pays: one that earns less is raised to it, a payee with part of a deal to that part of it. Deals at or below
 * zero are left as they are. Source: plan mechanics, section 5 (minimum payment per order).
 */
export const dealMinimum = defineModifier({
  field: "deal_minimum",
  terms: Decimal,
  check: (least) =>
    isNegative(least) || isZero(least) ? [{ path: "deal_minimum", message: "must be above zero, such as 50" }] : [],
  describe: (least, words) => [
    `A deal that earns less than ${words.amount(least)} is raised to that, with part of a deal to that part of it.`,
  ],
  apply(least, lines, { base, currency }) {
    const pay = new Map(payByDeal(lines).map(({ dealKey, amount }) => [dealKey, amount]));
    const children = dealsAmong(base.credits).flatMap(({ key, name, value, share }): EarningLine[] => {
      const earned = pay.get(key) ?? ZERO;
      const own = multiply(least, share);
      if (isNegative(value) || isZero(value) || compare(earned, own) >= 0) return [];
      const formula = `${amountText(own, currency)} − ${amountText(earned, currency)}`;
      return [{ label: name, dealKey: key, formula, amount: subtract(own, earned) }];
    });
    if (children.length === 0) return lines;
    const label = `Raised to ${amountText(least, currency)} a deal`;
    return [...lines, { label, amount: total(children.map((line) => line.amount)), children }];
  },
});
