import { type Money, minus, plus, zero } from "../money.js";
import type { StatementLine } from "../statement.js";
import { moneyText } from "../wording.js";

export interface MinimumResult {
  readonly lines: readonly StatementLine[];
  readonly carried: Money;
}

const MINIMUM = { rule: "minimum_payment", clause: "minimum_payment" } as const;

/** A payment below the minimum, with what waited from earlier, is carried to the next one; so is what is owed. Source: section 14. */
export function minimumIn(minimum: Money, pay: Money, waiting: Money): MinimumResult {
  const lines: StatementLine[] = [];
  if (waiting.minor !== 0)
    lines.push({
      label: "Carried from earlier",
      formula: minimum.minor === 0 ? "pay that was below zero" : `below the minimum payment of ${moneyText(minimum)}`,
      amount: waiting,
      ...MINIMUM,
    });
  const all = plus(pay, waiting);
  if (all.minor >= minimum.minor || all.minor === 0) return { lines, carried: zero(pay.currency) };
  lines.push({
    label: "Carried to the next payment",
    formula: `${moneyText(all)} is below ${minimum.minor === 0 ? "zero" : `the minimum payment of ${moneyText(minimum)}`}`,
    amount: minus(zero(pay.currency), all),
    ...MINIMUM,
  });
  return { lines, carried: all };
}
