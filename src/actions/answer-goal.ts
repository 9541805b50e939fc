import { z } from "zod";
import { AskError } from "../errors.js";
import { defineAction } from "./define-action.js";
import { getGoal, goalText, gone, ownerOfGoal, showGoals } from "./goal-of.js";

/** What a manager suggested is a goal once the person takes it up. Declining needs no reason, and nobody is told one. */
export const answerGoal = defineAction({
  name: "answer_goal",
  description: "Take up or decline a goal that was suggested to the asker.",
  input: z.object({ goal: z.string().max(40), as: z.enum(["active", "declined"]) }),
  audience: "self",
  about: ownerOfGoal,
  async load({ goal: id }, scope) {
    const goal = await getGoal(scope, id);
    if (goal.state !== "suggested") throw new AskError("That suggestion has been answered already.");
    return goal;
  },
  preview: (goal, scope, { as }) => ({
    headline: `${as === "active" ? "Take up" : "Decline"} what ${goal.setByName} suggested: ${goalText(goal, scope)}`,
    confirm: as === "active" ? "Take it up" : "Decline",
  }),
  async perform(goal, writes, scope, { as }) {
    if (!(await writes.changeGoal(goal.id, ["suggested"], { state: as }, scope.now))) gone();
    return {
      said: {
        headline: as === "active" ? `Your goal is set: ${goalText(goal, scope)}.` : "Declined.",
        actions: [showGoals],
      },
      audit: { entity: "goal", entityKey: goal.id, before: goal, after: { ...goal, state: as } },
    };
  },
});
