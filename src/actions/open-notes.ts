import { z } from "zod";
import { text as textValue } from "../answer/answer.js";
import { formatDate } from "../answer/format.js";
import { defineAction, personOf } from "./define-action.js";

/** Break-glass: an admin reads private notes about somebody, with a reason, and it is on record that they did. */
export const openNotes = defineAction({
  name: "open_notes",
  description: "An admin opens the private coaching notes about somebody, for a stated reason, on record.",
  input: z.object({ person: z.string().max(200), reason: z.string().trim().min(10).max(500) }),
  audience: "admin_for_others",
  about: personOf,
  load: async () => null,
  preview: (_facts, { subject }, { reason }) => ({
    headline: `Open the private coaching notes about ${subject.name}?`,
    body: `Reason: ${reason}`,
    notes: ["It goes on record with your name and the reason, where auditors see it."],
    confirm: "Open them, on record",
  }),
  async perform(_facts, writes, { subject, locale }, { reason }) {
    const notes = await writes.readAllCoachingNotes(subject.id);
    return {
      said: {
        headline: `${notes.length} ${notes.length === 1 ? "note" : "notes"} about ${subject.name}.`,
        tables: [
          {
            columns: [{ label: "Day" }, { label: "By" }, { label: "Note" }],
            rows: notes.map(({ createdAt, authorName, text }) => [
              textValue(formatDate(createdAt.toISOString().slice(0, 10), locale)),
              textValue(authorName),
              textValue(text),
            ]),
          },
        ],
      },
      audit: {
        entity: "coaching_note",
        entityKey: subject.key,
        before: null,
        after: { opened: notes.map(({ id }) => id), reason },
      },
    };
  },
});
