import { type Money, minus, zero } from "../money.js";
import type { StatementLine } from "../statement.js";
import { moneyText } from "../wording.js";

/** Pay below zero that the plan forgives: raised to nothing, and nothing is carried. Source: plan mechanics, section 13. */
export const forgivenBelowZero = (pay: Money): StatementLine[] =>
  pay.minor >= 0
    ? []
    : [
        {
          label: "Not below zero",
          formula: `${moneyText(pay)} is neither owed nor carried`,
          amount: minus(zero(pay.currency), pay),
        },
      ];
