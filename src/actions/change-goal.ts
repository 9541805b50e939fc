import { z } from "zod";
import { AskError } from "../errors.js";
import { defineAction } from "./define-action.js";
import { getGoal, goalText, gone, ownerOfGoal, showGoals } from "./goal-of.js";

export const changeGoal = defineAction({
  name: "change_goal",
  description: "Change the target of a goal of one's own.",
  input: z.object({ goal: z.string().max(40), target: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/) }),
  audience: "self",
  about: ownerOfGoal,
  async load({ goal: id, target }, scope) {
    const goal = await getGoal(scope, id);
    if (goal.state !== "active" || goal.target === null) throw new AskError("That goal has no target to change.");
    if (goal.target === target) throw new AskError("That is the goal already.", "Nothing needs to change.");
    return goal;
  },
  preview: (goal, scope, { target }) => ({
    headline: `Your goal becomes ${goalText({ ...goal, target }, scope)}`,
    body: `It was ${goalText(goal, scope)}.`,
    confirm: "Change the goal",
  }),
  async perform(goal, writes, scope, { target }) {
    if (!(await writes.changeGoal(goal.id, ["active"], { target }, scope.now))) gone();
    return {
      said: { headline: `Changed: ${goalText({ ...goal, target }, scope)}.`, actions: [showGoals] },
      audit: { entity: "goal", entityKey: goal.id, before: goal, after: { ...goal, target } },
    };
  },
});
