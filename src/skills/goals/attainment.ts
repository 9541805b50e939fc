import { ratio } from "../../answer/answer.js";
import { formatRatio } from "../../answer/format.js";
import { ZERO } from "../../core/rational.js";
import type { GoalKind } from "./goal-kind.js";

/** Attainment of the plan's main measure: 1.1 is 110 % of quota. */
export const attainmentGoal: GoalKind = {
  name: "attainment",
  title: ({ target }, locale) => `${formatRatio(target ?? ZERO, locale).replace(/[.,]0(?=\s?%)/, "")} of quota`,
  value: (reached) => ratio(reached),
  reached: (_goal, { outlook: { attainment } }) => (attainment.ok ? attainment.ratio : null),
};
