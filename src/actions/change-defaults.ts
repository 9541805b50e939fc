import { AskError } from "../errors.js";
import { PreferenceChange, settled } from "../preferences/preferences.js";
import { changedLines } from "../preferences/words.js";
import { tableOf } from "./change-settings.js";
import { defineAction } from "./define-action.js";

/** What everybody starts with who chose nothing. Somebody's own choice stays. */
export const changeDefaults = defineAction({
  name: "change_defaults",
  description: "Change the organisation's settings for everybody who chose none of their own.",
  input: PreferenceChange,
  audience: "admin",
  about: "organisation",
  async load(change, { store, asker, locale }) {
    const { defaults } = await store.getChosenPreferences(asker.id);
    const nobody = { timeZone: null, locale: "en" };
    const before = settled({ own: {}, defaults }, nobody, store.organisation);
    const after = settled({ own: {}, defaults: { ...defaults, ...change } }, nobody, store.organisation);
    const lines = changedLines(before, after, change, locale);
    if (lines.length === 0) throw new AskError("That is how it is set already.", "Nothing needs to change.");
    return { defaults, lines };
  },
  preview: ({ lines }, { store }) => ({
    headline: `For everybody at ${store.organisation.name} who chose nothing: ${lines.map(({ label, after }) => `${label}: ${after}`).join("; ")}.`,
    body: "What somebody chose for themselves stays.",
    tables: [tableOf(lines)],
    confirm: "Save for everybody",
  }),
  async perform({ defaults, lines }, writes, { store, now }, change) {
    await writes.changePreferenceDefaults(change, now);
    return {
      said: { headline: `Saved for everybody. ${lines.map(({ label, after }) => `${label}: ${after}`).join("; ")}.` },
      audit: {
        entity: "preference_defaults",
        entityKey: store.organisation.slug,
        before: defaults,
        after: { ...defaults, ...change },
      },
    };
  },
});
