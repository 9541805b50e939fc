import { z } from "zod";
import { date, text as words } from "../answer/answer.js";
import { AskError } from "../errors.js";
import { figure } from "../skills/words.js";
import { defineAction } from "./define-action.js";

/**
 * What a person says to the version of their plan: that they have read it, or that they decline and what they ask. Bound to the text
 * by its hash: another text waits for another answer. Nobody signs for somebody else.
 */
export const answerPlan = defineAction({
  name: "answer_plan",
  description: "Acknowledge a version of one's own plan, or decline it with a question.",
  input: z.object({
    plan: z.string().max(40),
    hash: z.string().length(64),
    as: z.enum(["acknowledged", "declined"]),
    text: z.string().max(1_000).nullable(),
  }),
  audience: "self",
  about: "asker",
  async load({ plan, hash, as, text }, { store, asker, today }) {
    const found = (await store.listPlansToAcknowledge(asker.id, today)).find(({ planId }) => planId === plan);
    if (!found) throw new AskError("That plan is not yours any more.", "Ask me what is waiting for you.");
    if (found.hash !== hash)
      throw new AskError("The plan's text has changed meanwhile.", "Ask me what is waiting for you, and read it anew.");
    if (found.answer === as && as === "acknowledged")
      throw new AskError(
        `You have acknowledged ${found.name}, version ${found.version} already.`,
        "Nothing is waiting.",
      );
    if (as === "declined" && !text)
      throw new AskError("What would you like to ask?", "Say it with your answer: “I decline my plan: …”.");
    return found;
  },
  preview: ({ name, version, from, hash }, _scope, { as, text }) => ({
    headline:
      as === "acknowledged"
        ? `Acknowledge ${name}, version ${version}`
        : `Decline ${name}, version ${version}, and ask`,
    body:
      as === "acknowledged"
        ? "It says that you have read this version and know that your pay follows it. The record keeps its exact text and the time."
        : "Your admins see your question and answer you. The plan stays in force meanwhile.",
    figures: [
      figure("from", "In force for you from", date(from)),
      figure("hash", "Its text", words(`SHA-256 ${hash.slice(0, 12)}…`)),
      ...(text ? [figure("asked", "You ask", words(text))] : []),
    ],
    confirm: as === "acknowledged" ? "I acknowledge" : "Decline and ask",
    actions: [{ label: "How does my plan work?", ask: { skill: "plan_explain", input: {} } }],
  }),
  async perform({ name, version, answer }, writes, { asker, now }, { plan, hash, as, text }) {
    if (!(await writes.addAcknowledgement({ personId: asker.id, planId: plan, hash, answer: as, text }, now)))
      throw new AskError("The plan's text has changed meanwhile.", "Ask me what is waiting for you, and read it anew.");
    return {
      said: {
        headline:
          as === "acknowledged"
            ? `Thank you: ${name}, version ${version} is acknowledged.`
            : `Your question about ${name}, version ${version} is with your admins.`,
      },
      audit: {
        entity: "plan_acknowledgement",
        entityKey: `${asker.key} ${hash.slice(0, 12)}`,
        before: { answer },
        after: { answer: as, hash, text },
      },
    };
  },
});
