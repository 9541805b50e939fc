import { count } from "../../answer/answer.js";
import { contains } from "../../core/period.js";
import { type Rational, rational, toDecimalString, ZERO } from "../../core/rational.js";
import type { GoalKind } from "./goal-kind.js";

const number = (value: Rational | null) => Number(toDecimalString(value ?? ZERO, 1));

/** Deals credited in the goal's days, each once however many credits it brought. */
export const dealsGoal: GoalKind = {
  name: "deals",
  title: ({ target }) => `${number(target)} ${number(target) === 1 ? "deal" : "deals"} closed`,
  value: (reached) => count(number(reached), number(reached) === 1 ? "deal" : "deals"),
  reached: (_goal, { payee: { facts }, span }) =>
    rational(
      new Set(
        facts.credits
          .filter(({ creditedOn, amount }) => contains(span, creditedOn) && amount.minor > 0)
          .map(({ dealKey }) => dealKey),
      ).size,
    ),
};
