import { z } from "zod";
import { AskError } from "../errors.js";
import { defineAction } from "./define-action.js";
import { getGoal, goalText, gone, ownerOfGoal, showGoals } from "./goal-of.js";

/** Dropped, or done: for what no data counts, the person alone says so. */
export const endGoal = defineAction({
  name: "end_goal",
  description: "Drop a goal of one's own, or say that it is done.",
  input: z.object({ goal: z.string().max(40), as: z.enum(["dropped", "done"]) }),
  audience: "self",
  about: ownerOfGoal,
  async load({ goal: id }, scope) {
    const goal = await getGoal(scope, id);
    if (goal.state !== "active") throw new AskError("That goal has ended already.", "Ask me for your goals.");
    return goal;
  },
  preview: (goal, scope, { as }) => ({
    headline: as === "done" ? `Done: ${goalText(goal, scope)}` : `Drop your goal: ${goalText(goal, scope)}`,
    confirm: as === "done" ? "It is done" : "Drop it",
  }),
  async perform(goal, writes, scope, { as }) {
    if (!(await writes.changeGoal(goal.id, ["active"], { state: as }, scope.now))) gone();
    return {
      said: {
        headline: as === "done" ? `Well done: ${goalText(goal, scope)}.` : `Dropped: ${goalText(goal, scope)}.`,
        actions: [showGoals],
      },
      audit: { entity: "goal", entityKey: goal.id, before: goal, after: { ...goal, state: as } },
    };
  },
});
