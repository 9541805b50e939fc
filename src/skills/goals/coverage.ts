import { text, type Value } from "../../answer/answer.js";
import { toRational } from "../../core/money.js";
import { add, divide, isZero, type Rational, toDecimalString, ZERO } from "../../core/rational.js";
import type { GoalKind } from "./goal-kind.js";

const times = (value: Rational | null): string => `${Number(toDecimalString(value ?? ZERO, 1))}×`;

/**
 * Open deals expected to close in the days of the quota, over what is left to it: 3 = three times as much as is missing. Not counted
 * without a quota or past it.
 */
export const coverageGoal: GoalKind = {
  name: "coverage",
  title: ({ target }) => `${times(target)} pipeline coverage of what is left to quota`,
  value: (reached): Value => text(times(reached)),
  reached(_goal, { outlook: { left, window }, deals }) {
    if (!left || isZero(toRational(left))) return null;
    let open = ZERO;
    for (const { status, credited, expectedCloseOn } of deals) {
      if (status !== "open" || !credited || expectedCloseOn === null || expectedCloseOn >= window.end) continue;
      if (credited.currency !== left.currency) return null;
      open = add(open, toRational(credited));
    }
    return divide(open, toRational(left));
  },
};
