import { DateTime } from "luxon";
import { KINDS, type PreferenceChange, type Preferences, preferencesOf } from "../preferences/preferences.js";
import { plainWords } from "../skills/requests/plain-words.js";
import { zoneIn } from "../skills/requests/zones.js";
import { clockChoices } from "./clock-choices.js";
import { defineForm, type Filled, fault, textOf } from "./define-form.js";

const KIND_LABELS: Readonly<Record<(typeof KINDS)[number], string>> = {
  goal_updates: "Goal updates",
  nudges: "Nudges",
  brief: "Daily brief",
  digest: "Weekly digest",
  announcements: "Announcements",
};
const ON_OFF = [
  { value: "on", label: "On" },
  { value: "off", label: "Off" },
];
const BUDGETS = [0, 1, 2, 3, 5, 10];
const TONES = ["friendly", "brief", "formal"] as const;
const LANGUAGES = { en: "English", es: "Español", de: "Deutsch", fr: "Français" } as const;
const NONE = "none";

const days = (locale: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    value: String(weekday),
    label: DateTime.fromObject({ weekYear: 2026, weekNumber: 1, weekday: weekday as 1 })
      .setLocale(locale)
      .toFormat("cccc"),
  }));

const dayListWords = (list: readonly number[], locale: string): string =>
  list.length === 0 ? "None" : list.map((day) => days(locale)[day - 1]?.label ?? "").join(", ");

/** How and when the asker is written to, filled in as it is now: what is left as it was is not changed. */
export const settingsForm = defineForm({
  name: "settings_form",
  title: "Your settings",
  about: "What you leave as it is stays. Notices that the law or a signature asks for always come.",
  action: "change_settings",
  isFor: "everyone",
  async fields({ store, asker, locale }) {
    const now = await preferencesOf(store, asker.id);
    const { quietHours, quietDays, kinds } = now;
    const hours = quietHours === "none" ? [] : [quietHours.from, quietHours.to];
    const clock = clockChoices(locale, [...hours, now.digestAt]);
    const lists = [[6, 7], [7], [5, 6], [5, 6, 7], []];
    const dayLists = lists.some((list) => String(list) === String(quietDays)) ? lists : [[...quietDays], ...lists];
    const budgets = [...new Set([...BUDGETS, now.weeklyBudget])].sort((a, b) => a - b).map(String);
    return [
      {
        key: "timeZone",
        label: "Time zone",
        kind: "text",
        maxChars: 60,
        value: now.timeZone,
        hint: "A city or a zone: Madrid, Pacific.",
      },
      {
        key: "quietFrom",
        label: "Quiet from",
        kind: "choice",
        value: quietHours === "none" ? NONE : quietHours.from,
        choices: [{ label: "No quiet hours", value: NONE }, ...clock],
      },
      {
        key: "quietTo",
        label: "Quiet until",
        kind: "choice",
        choices: clock,
        ...(quietHours === "none" ? {} : { value: quietHours.to }),
      },
      {
        key: "quietDays",
        label: "Days without messages",
        kind: "choice",
        value: quietDays.join(",") || NONE,
        choices: dayLists.map((list) => ({ value: list.join(",") || NONE, label: dayListWords(list, locale) })),
      },
      {
        key: "weeklyBudget",
        label: "Nudges a week, at most",
        kind: "choice",
        value: String(now.weeklyBudget),
        choices: budgets.map((value) => ({ value, label: value })),
      },
      ...KINDS.map((kind) => ({
        key: kind,
        label: KIND_LABELS[kind],
        kind: "choice" as const,
        value: kinds[kind] ? "on" : "off",
        choices: ON_OFF,
      })),
      { key: "digestDay", label: "Digest day", kind: "choice", value: String(now.digestDay), choices: days(locale) },
      { key: "digestAt", label: "Digest time", kind: "choice", value: now.digestAt, choices: clock },
      { key: "pausedUntil", label: "Pause everything until", kind: "day", hint: "Messages come again on this day." },
      {
        key: "tone",
        label: "Tone",
        kind: "choice",
        value: now.tone,
        choices: TONES.map((value) => ({ value, label: value })),
      },
      {
        key: "language",
        label: "Language",
        kind: "choice",
        value: now.language,
        choices: Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
      },
    ];
  },
  async read(filled, context) {
    const now = await preferencesOf(context.store, context.asker.id);
    const said = textOf(filled, "timeZone");
    const zone = said === null || said === now.timeZone ? now.timeZone : zoneIn(plainWords(said));
    if (zone === null) return fault("timeZone", "I don't know that zone. Name a city, such as Madrid or Chicago.");
    const from = textOf(filled, "quietFrom");
    const to = textOf(filled, "quietTo");
    if (from !== null && from !== NONE && to === null) return fault("quietTo", "Say when the quiet hours end.");
    if (from !== null && from === to) return fault("quietTo", "The end has to differ from the start.");
    const wanted = wantedOf(filled, zone, from, to);
    if (wanted.pausedUntil && new Date(wanted.pausedUntil) <= context.now)
      return fault("pausedUntil", "That day has begun already. Choose a later one.");
    return { ok: true, input: changes(wanted, now) };
  },
  fieldOf: { quietHours: "quietTo", kinds: "goal_updates" },
});

function wantedOf(filled: Filled, timeZone: string, from: string | null, to: string | null): PreferenceChange {
  const number = (key: string) => {
    const said = textOf(filled, key);
    return said === null ? {} : { [key]: Number(said) };
  };
  const word = (key: string) => {
    const said = textOf(filled, key);
    return said === null ? {} : { [key]: said };
  };
  const list = textOf(filled, "quietDays");
  const paused = textOf(filled, "pausedUntil");
  const switched = KINDS.flatMap((kind) => {
    const said = textOf(filled, kind);
    return said === null ? [] : [[kind, said === "on"] as const];
  });
  return {
    timeZone,
    ...(from === NONE ? { quietHours: "none" } : from !== null && to !== null ? { quietHours: { from, to } } : {}),
    ...(list === null ? {} : { quietDays: list === NONE ? [] : list.split(",").map(Number) }),
    ...number("weeklyBudget"),
    ...number("digestDay"),
    ...word("digestAt"),
    ...word("tone"),
    ...word("language"),
    ...(switched.length > 0 ? { kinds: Object.fromEntries(switched) } : {}),
    ...(paused === null ? {} : { pausedUntil: DateTime.fromISO(paused, { zone: timeZone }).toUTC().toISO() }),
  } as PreferenceChange;
}

/** Only what differs: a setting that the organisation decides is not made one's own by a form that merely showed it. */
function changes(wanted: PreferenceChange, now: Preferences): PreferenceChange {
  const kinds = Object.entries(wanted.kinds ?? {}).filter(
    ([kind, on]) => now.kinds[kind as keyof typeof now.kinds] !== on,
  );
  const differing = Object.entries(wanted).filter(
    ([field, value]) => field !== "kinds" && JSON.stringify(value) !== JSON.stringify(now[field as keyof Preferences]),
  );
  return { ...Object.fromEntries(differing), ...(kinds.length > 0 ? { kinds: Object.fromEntries(kinds) } : {}) };
}
