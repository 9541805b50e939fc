import { z } from "zod";
import { text } from "../answer/answer.js";
import { type Preferences, settled } from "../preferences/preferences.js";
import { linesOf } from "../preferences/words.js";
import { defineSkill, type Rendered, TextField } from "./define-skill.js";
import { plainWords } from "./requests/plain-words.js";
import { type SettingsRequest, settingsRequest } from "./requests/settings.js";
import { action, formAction } from "./words.js";

export const settingsSkill = defineSkill({
  name: "settings",
  description:
    "How and when the asker is written to: quiet hours, time zone, digest day, what is sent, pauses, tone. Shows the settings, or proposes the change that the message asks for.",
  input: z.object({ text: TextField }),
  audience: "everyone",
  async load({ text: said }, { store, asker, now }) {
    const preferences = settled(await store.getChosenPreferences(asker.id), asker, store.organisation);
    return { preferences, request: said === null ? null : settingsRequest(said, now, preferences.timeZone), said };
  },
  compute: (facts) => facts,
  render: ({ preferences, request, said }, { locale }) => {
    const wanted = request && Object.keys(request.change).length > 0 ? request : null;
    if (wanted) return proposal(wanted, preferences);
    return { ...listed(preferences, locale), ...(said === null ? {} : readOnly(said)) };
  },
});

function proposal({ change, everybody }: SettingsRequest, now: Preferences): Rendered {
  // "Not on Fridays either": days are added to those that are quiet already.
  const days = change.quietDays && [...new Set([...now.quietDays, ...change.quietDays])].sort();
  const input = days && days.length < 7 ? { ...change, quietDays: days } : change;
  return { headline: "Your settings", proposes: { action: everybody ? "change_defaults" : "change_settings", input } };
}

function listed(preferences: Preferences, locale: string): Rendered {
  const lines = linesOf(preferences, locale).filter(
    ({ field }) =>
      (field !== "stopped" || preferences.stopped) &&
      (field !== "pausedKinds" || Object.keys(preferences.pausedKinds).length > 0),
  );
  return {
    headline: preferences.stopped
      ? "Your messages are stopped, but for required notices."
      : "This is how I write to you.",
    body: "To change something, say it: “quiet hours 6pm to 8am”, “mute nudges till Monday”, “send my digest Fridays at 4”, “my time zone is Madrid”.",
    tables: [
      {
        columns: [{ label: "Setting" }, { label: "Now" }],
        rows: lines.map(({ label, value }) => [text(label), text(value)]),
      },
    ],
    notes: ["Notices that the law or a signature asks for always come, and never in your quiet hours."],
    confidential: true,
    actions: [formAction("Change my settings", "settings_form"), action("What can I ask?", "help")],
  };
}

const CURRENCY = /\b(?:currency|euros?|dollars?|pounds?|yen|wahrung|moneda|devise|eur|usd|gbp)\b/;
const ASKS_CHANGE =
  /\b(?:change|set|switch|show amounts|stop|turn|use|make|andere|stell\w*|cambia\w*|pon|change[rz]?|mets)\b/;

/** An honest word where a change was asked for that is none of these settings. */
function readOnly(said: string): Partial<Rendered> {
  const plain = plainWords(said);
  if (CURRENCY.test(plain))
    return {
      headline: "I show amounts in the currency your plan pays in, and that can't be changed here.",
      body: "An amount in another currency would not be the one you are paid.",
    };
  return ASKS_CHANGE.test(plain)
    ? { headline: "I'm not sure which setting you mean, so I have changed nothing. This is how things are set." }
    : {};
}
