import { z } from "zod";
import { AskError } from "../errors.js";
import { type ActionContext, type ActionScope, defineAction } from "./define-action.js";

/** Only its author knows that a note is there, and only they share it: for everybody else it is nobody's. */
const authorOf = async ({ note }: { note: string }, { store, asker }: ActionContext) => {
  const found = await store.findCoachingNote(note);
  return found?.authorId === asker.id ? asker : null;
};

export const shareNote = defineAction({
  name: "share_note",
  description: "Share one's own coaching note with the person it is about.",
  input: z.object({ note: z.string().max(40) }),
  audience: "self",
  about: authorOf,
  async load({ note: id }, { store }: ActionScope) {
    const note = await store.findCoachingNote(id);
    if (!note || note.sharedAt) throw new AskError("That note is shared already.");
    return { note, person: await store.findPerson(note.personId) };
  },
  preview: ({ note, person }) => ({
    headline: `Share with ${person?.name ?? "them"}: ${note.text}`,
    notes: ["It cannot be taken back."],
    confirm: "Share it",
  }),
  async perform({ note, person }, writes, { asker, now }) {
    if (!(await writes.shareCoachingNote(note.id, asker.id, now))) throw new AskError("That note is shared already.");
    return {
      said: { headline: `Shared with ${person?.name ?? "them"}.` },
      audit: { entity: "coaching_note", entityKey: note.id, before: { shared: false }, after: { shared: true } },
    };
  },
});
