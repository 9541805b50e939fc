import type { Action } from "../../answer/answer.js";
import { action } from "../../skills/words.js";

/** Buttons that bear the hash of a plan's text: pressed when it is another one by now, they answer nothing. */
export const answerButtons = (hash: string): Action[] => [
  action("I acknowledge", "approvals", { which: hash, text: "i acknowledge the plan" }),
  action("Decline and ask", "approvals", { which: hash, text: "i decline my plan" }),
  action("How does my plan work?", "plan_explain"),
];
