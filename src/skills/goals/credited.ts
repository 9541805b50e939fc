import { amount } from "../../answer/answer.js";
import { formatMoney } from "../../answer/format.js";
import { fromRational, NO_CURRENCY, toRational } from "../../core/money.js";
import { ZERO } from "../../core/rational.js";
import type { GoalKind } from "./goal-kind.js";

/** What is credited on the plan's main measure: "book 300k". */
export const creditedGoal: GoalKind = {
  name: "credited",
  title: ({ target, currency }, locale) =>
    `${formatMoney(fromRational(target ?? ZERO, currency ?? NO_CURRENCY), locale)} credited`,
  value: (reached, { currency }) => amount(fromRational(reached, currency ?? NO_CURRENCY)),
  reached: ({ currency }, { outlook: { credited } }) => (credited.currency === currency ? toRational(credited) : null),
};
