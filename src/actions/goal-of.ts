import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import { periodSpanning } from "../core/period.js";
import { AskError } from "../errors.js";
import { goalTitle } from "../skills/goals/index.js";
import { termsOf } from "../skills/goals/progress.js";
import type { Goal } from "../store/written/goals.js";
import type { ActionContext, ActionScope } from "./define-action.js";

/** Whose a goal is, for actions that name one. */
export const ownerOfGoal = async ({ goal }: { goal: string }, { store }: ActionContext) => {
  const found = await store.findGoal(goal);
  return found && store.findPerson(found.personId);
};

export async function getGoal({ store }: ActionScope, id: string): Promise<Goal> {
  const goal = await store.findGoal(id);
  if (!goal) throw new AskError("That goal is not there any more.", "Ask me for your goals.");
  return goal;
}

/** "110% of quota, in Q4 2026". */
export function goalText(goal: Goal, { store, locale }: ActionScope): string {
  const period = periodSpanning(goal, store.organisation.fiscalYearStartMonth);
  const when =
    period.kind === "range"
      ? `by ${periodLabel(dayOf(addDays(goal.end, -1)), locale)}`
      : `in ${periodLabel(period, locale)}`;
  return `${goalTitle(termsOf(goal), locale)}, ${when}`;
}

const dayOf = (day: string) => ({ kind: "day" as const, key: day, start: day, end: addDays(day, 1) });

/** Only while it is `states`; somebody may have changed it since the preview. */
export const gone = (): never => {
  throw new AskError("That goal has changed meanwhile, so I left it as it is.", "Ask me for your goals.");
};

export const showGoals = { label: "Show my goals", ask: { skill: "goal_set", input: {} } };
