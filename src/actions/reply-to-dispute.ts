import { z } from "zod";
import { text as words } from "../answer/answer.js";
import { figure } from "../skills/words.js";
import { defineAction } from "./define-action.js";
import { decidedMeanwhile, getUndecided, payeeOfDispute, showDispute, UNDECIDED } from "./dispute-of.js";

/** What is said in a dispute. From the payee it waits for an answer again; from anybody else who may, it is the answer. */
export const replyToDispute = defineAction({
  name: "reply_to_dispute",
  description: "Add to a dispute of one's own, or answer one of a report.",
  input: z.object({ dispute: z.int().positive(), text: z.string().min(2).max(1_000) }),
  audience: "self_or_manager",
  about: payeeOfDispute,
  load: ({ dispute }, scope) => getUndecided(scope, dispute),
  preview: (dispute, { asker, subject }, { text }) => ({
    headline:
      asker.id === subject.id
        ? `Add to dispute #${dispute.number}`
        : `Answer ${subject.name} on dispute #${dispute.number}`,
    body:
      asker.id === subject.id
        ? "It goes to whoever is looking at it."
        : `${subject.name} sees your answer. Deciding it is a step of its own, for an admin.`,
    figures: [figure("said", "Your words", words(text))],
    confirm: asker.id === subject.id ? "Add it" : "Send the answer",
  }),
  async perform({ id, number, state: before }, writes, { asker, subject, now }, { text }) {
    const state = asker.id === subject.id ? ("open" as const) : ("answered" as const);
    const change = { state, authorId: asker.id, kind: asker.id === subject.id ? "comment" : "answered", text };
    if (!(await writes.changeDispute(id, UNDECIDED, change, now))) decidedMeanwhile();
    return {
      said: {
        headline: state === "open" ? `Added to dispute #${number}.` : `Answered dispute #${number}.`,
        actions: [showDispute(number)],
      },
      audit: { entity: "dispute", entityKey: String(number), before: { state: before }, after: { state } },
    };
  },
});
