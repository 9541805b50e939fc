import type { Book } from "../book.js";
import { addDays, earlierOf } from "../calendar.js";
import type { Span } from "../component.js";
import { exchange } from "../currency.js";
import { fromRational, type Money, toRational } from "../money.js";
import type { Plan } from "../plan.js";
import { multiply } from "../rational.js";
import { moneyText } from "../wording.js";

/**
 * Payable in the currency paid out: the payee's own, else the plan's choice. One conversion of the rounded payable at the rate in
 * force on the last day of the period, rounded to that currency's minor unit. A missing rate is an error. Source: section 17.
 */
export function payoutOf(
  terms: NonNullable<Plan["payout"]>,
  { plan, facts }: Book,
  payable: Money,
  span: Span,
): { readonly amount: Money; readonly formula: string } {
  const currency = facts.payoutCurrency ?? terms.currency ?? plan.currency;
  const day = earlierOf(addDays(span.end, -1), facts.asOf);
  const { rate, how } = exchange(facts.fxRates, terms.fx, plan.currency, currency, day);
  return {
    amount: fromRational(multiply(toRational(payable), rate), currency, plan.rounding.mode),
    formula: `${moneyText(payable)} × ${how}, ${terms.fx.kind} rate of ${day}`,
  };
}
