import { count } from "../../answer/answer.js";
import { NO_CURRENCY, toRational } from "../../core/money.js";
import { type Rational, toDecimalString, ZERO } from "../../core/rational.js";
import type { GoalKind } from "./goal-kind.js";

const number = (value: Rational | null) => Number(toDecimalString(value ?? ZERO, 1));

/** A number of something: counted where the person's plan counts it ("meetings"), otherwise for the person to say. */
export const activityGoal: GoalKind = {
  name: "activity",
  title: ({ target, what }) => `${number(target)} ${what ?? "activities"}`,
  value: (reached, { what }) => count(number(reached), what ?? ""),
  reached({ what }, { pay: { measures } }) {
    const stem = what?.toLowerCase().replace(/s$/, "");
    const measure = measures.find(
      ({ unit, credited }) => unit?.replace(/s$/, "") === stem && credited.currency === NO_CURRENCY,
    );
    return measure ? toRational(measure.credited) : null;
  },
};
