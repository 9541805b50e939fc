import { date } from "../../answer/answer.js";
import { figure } from "../../skills/words.js";
import { defineMessage } from "../define-message.js";
import { Announced, findAnnounced, newestFor, planOf } from "./announced.js";
import { answerButtons } from "./answer-buttons.js";

/** A plan version still waits for the recipient's answer. Nothing once they gave one. */
export const planReminder = defineMessage({
  name: "plan_reminder",
  description: "A reminder that a version of your plan waits for your answer",
  class: "important",
  topic: "notices",
  recipe: Announced,
  async render({ announcement: id }, scope) {
    const row = await findAnnounced(scope.store, id);
    const plan = row && (await planOf(row, scope));
    if (!plan || plan.answer !== null) return null;
    return {
      headline: `${plan.name}, version ${plan.version}, waits for your answer.`,
      body: "Have a look when you have two minutes: acknowledge it, or say what is unclear and get an answer.",
      figures: [figure("from", "In force for you from", date(plan.from))],
      actions: answerButtons(plan.hash),
    };
  },
  example: (scope) => newestFor(scope, true),
});
