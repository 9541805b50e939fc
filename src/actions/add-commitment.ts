import { z } from "zod";
import { formatDate } from "../answer/format.js";
import { CoachingText, refuseOffLimits } from "./coaching-text.js";
import { defineAction, personOf } from "./define-action.js";

/** Something agreed in a 1:1, as an action item that both see and that the next preparation asks about. */
export const addCommitment = defineAction({
  name: "add_commitment",
  description: "Write down what somebody agreed to do, with a day.",
  input: z.object({ person: z.string().max(200).nullable(), text: CoachingText, dueOn: z.iso.date().nullable() }),
  audience: "self_or_manager",
  about: personOf,
  load: async ({ text }) => refuseOffLimits(text),
  preview: (_facts, { subject, asker, locale }, { text, dueOn }) => ({
    headline: `${subject.id === asker.id ? "You" : subject.name} will: ${text}${dueOn ? `, by ${formatDate(dueOn, locale)}` : ""}`,
    notes: [subject.id === asker.id ? "Whoever you report to sees it, too." : `${subject.name} sees it, too.`],
    confirm: "Write it down",
  }),
  async perform(_facts, writes, { subject, asker, now }, { text, dueOn }) {
    const id = await writes.addCommitment({ personId: subject.id, byId: asker.id, text, dueOn }, now);
    return {
      said: { headline: "Written down. I ask about it next time." },
      audit: { entity: "commitment", entityKey: id, before: null, after: { person: subject.key, dueOn } },
    };
  },
});
