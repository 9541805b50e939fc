import type { Change } from "../core/change/index.js";
import { toDecimal } from "../core/money.js";
import type { Statement } from "../core/statement.js";

const side = ({ plan, period, asOf, earned, payable }: Statement): unknown => ({
  plan,
  period: period.key,
  asOf,
  earned: toDecimal(earned),
  payable: toDecimal(payable),
});

/** Why pay changed, for programs: amounts as exact decimal strings; the causes sum to the difference in payable. */
export const changeJson = ({ before, after, difference, causes }: Change): unknown => ({
  payee: after.payee,
  currency: after.currency,
  before: side(before),
  after: side(after),
  difference: toDecimal(difference),
  causes: causes.map(({ amount, ...cause }) => ({ ...cause, amount: toDecimal(amount) })),
});
