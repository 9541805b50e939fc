import type { IsoDate } from "./calendar.js";
import type { Credit } from "./facts.js";
import { type Money, minus, times } from "./money.js";
import type { MeasureTerms } from "./plan.js";
import { add, multiply, type Rational, ZERO } from "./rational.js";

/**
 * A credit on the day that the measure counts it: as it closed, when it was invoiced, or as the customer pays, in parts that add up to
 * the last minor unit; a refund is a payment below zero. What was not invoiced or paid does not count yet. Filters judge the deal as
 * it closed. Recorded totals have no other day. Source: plan mechanics, section 0 (which date anchors a transaction) and 14.
 */
export function anchored({ counted_on }: MeasureTerms, credit: Credit): readonly Credit[] {
  if (counted_on === "closed" || credit.measures) return [credit];
  if (counted_on === "invoiced")
    return credit.invoicedOn === undefined ? [] : [{ ...credit, creditedOn: credit.invoicedOn, partOf: credit }];
  const { amount, share, quota } = credit;
  let before = ZERO;
  return paymentsByDay(credit).map(([on, paid]): Credit => {
    const after = add(before, paid);
    const part = (of: Money): Money => minus(times(of, after), times(of, before));
    const own: Credit = {
      ...credit,
      creditedOn: on,
      amount: part(amount),
      share: multiply(share, paid),
      ...(quota ? { quota: { amount: part(quota.amount), share: multiply(quota.share, paid) } } : {}),
      partOf: credit,
    };
    before = after;
    return own;
  });
}

/** What the customer paid, as shares of the deal, one for each day. */
function paymentsByDay({ collected = [] }: Credit): [IsoDate, Rational][] {
  const days = new Map<IsoDate, Rational>();
  for (const { on, share } of collected) days.set(on, add(days.get(on) ?? ZERO, share));
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}
