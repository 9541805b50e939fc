import { text } from "../answer/answer.js";
import { AskError } from "../errors.js";
import { PreferenceChange, settled } from "../preferences/preferences.js";
import { changedLines } from "../preferences/words.js";
import { type ActionScope, defineAction } from "./define-action.js";

type Line = ReturnType<typeof changedLines>[number];

/** How and when the asker wants to be written to. Nobody sets this for somebody else; what everybody starts with is `change_defaults`. */
export const changeSettings = defineAction({
  name: "change_settings",
  description: "Change my own settings: quiet hours, time zone, digest, what is sent, pauses.",
  input: PreferenceChange,
  audience: "self",
  about: "asker",
  async load(change, { store, asker, locale }: ActionScope) {
    const chosen = await store.getChosenPreferences(asker.id);
    const own = { ...chosen.own, ...change };
    const before = settled(chosen, asker, store.organisation);
    const after = settled({ ...chosen, own }, asker, store.organisation);
    const lines = changedLines(before, after, change, locale);
    if (lines.length === 0) throw new AskError("That is how it is set already.", "Nothing needs to change.");
    return { own: chosen.own, lines };
  },
  preview: ({ lines }) => ({
    headline:
      lines.length === 1 && lines[0]
        ? `${lines[0].label}: ${lines[0].after}`
        : `${lines.length} settings would change.`,
    tables: [tableOf(lines)],
    confirm: "Save",
  }),
  async perform({ own, lines }, writes, { asker, now }, change) {
    await writes.changePreferences(asker.id, change, now);
    return {
      said: {
        headline: `Saved. ${lines.map(({ label, after }) => `${label}: ${after}`).join("; ")}.`,
        actions: [{ label: "Show my settings", ask: { skill: "settings", input: {} } }],
      },
      audit: { entity: "preference", entityKey: asker.key, before: own, after: { ...own, ...change } },
    };
  },
});

export const tableOf = (lines: readonly Line[]) => ({
  columns: [{ label: "Setting" }, { label: "Now" }, { label: "Then" }],
  rows: lines.map(({ label, before, after }) => [text(label), text(before), text(after)]),
});
