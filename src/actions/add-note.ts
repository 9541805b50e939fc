import { z } from "zod";
import { CoachingText, refuseOffLimits } from "./coaching-text.js";
import { defineAction, personOf } from "./define-action.js";

/** A leader's private note on somebody. The audit row holds none of its words. */
export const addNote = defineAction({
  name: "add_note",
  description: "Keep a private coaching note on somebody who reports to the asker.",
  input: z.object({ person: z.string().max(200), text: CoachingText }),
  audience: "manager",
  about: personOf,
  load: async ({ text }) => refuseOffLimits(text),
  preview: (_facts, { subject }, { text }) => ({
    headline: `A note on ${subject.name}: ${text}`,
    notes: ["You alone read it until you share it."],
    confirm: "Keep the note",
  }),
  async perform(_facts, writes, { subject, asker, now }, { text }) {
    const id = await writes.addCoachingNote({ personId: subject.id, authorId: asker.id, text }, now);
    return {
      said: { headline: `Kept. You see it when you prepare your next 1:1 with ${subject.name}.` },
      audit: { entity: "coaching_note", entityKey: id, before: null, after: { person: subject.key } },
    };
  },
});
