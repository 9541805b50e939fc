import { activityGoal } from "./activity.js";
import { attainmentGoal } from "./attainment.js";
import { coverageGoal } from "./coverage.js";
import { creditedGoal } from "./credited.js";
import { dealsGoal } from "./deals.js";
import type { GoalKind, GoalTerms } from "./goal-kind.js";
import { payGoal } from "./pay.js";
import { skillGoal } from "./skill.js";

const all: readonly GoalKind[] = [
  attainmentGoal,
  payGoal,
  creditedGoal,
  dealsGoal,
  coverageGoal,
  activityGoal,
  skillGoal,
];

/** Every kind of goal, by its name. */
export const goalKinds: ReadonlyMap<string, GoalKind> = new Map(all.map((kind) => [kind.name, kind]));

/** "110% of quota". */
export const goalTitle = (goal: GoalTerms, locale: string): string =>
  goalKinds.get(goal.kind)?.title(goal, locale) ?? goal.kind;
