import { amount } from "../../answer/answer.js";
import { formatMoney } from "../../answer/format.js";
import { fromRational, NO_CURRENCY, toRational } from "../../core/money.js";
import { ZERO } from "../../core/rational.js";
import type { GoalKind } from "./goal-kind.js";

/** What is earned in the goal's days, in the plan's currency. */
export const payGoal: GoalKind = {
  name: "pay",
  title: ({ target, currency }, locale) =>
    `${formatMoney(fromRational(target ?? ZERO, currency ?? NO_CURRENCY), locale)} earned`,
  value: (reached, { currency }) => amount(fromRational(reached, currency ?? NO_CURRENCY)),
  // Amounts of two currencies are not compared.
  reached: ({ currency }, { pay: { earned } }) => (earned.currency === currency ? toRational(earned) : null),
};
