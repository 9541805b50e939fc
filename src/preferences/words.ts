import { DateTime } from "luxon";
import { KINDS, type PreferenceChange, type Preferences, type SwitchedKind } from "./preferences.js";

const KIND_WORDS: Readonly<Record<SwitchedKind, string>> = {
  goal_updates: "goal updates",
  nudges: "nudges",
  brief: "brief",
  digest: "weekly digest",
  announcements: "announcements",
};

/** "nudges", "weekly digest": a kind as settings name it. */
const kindWord = (kind: SwitchedKind): string => KIND_WORDS[kind];

/** 1 = "Monday". */
const weekdayName = (weekday: number, locale: string): string =>
  DateTime.fromObject({ weekYear: 2026, weekNumber: 1, weekday: weekday as 1 })
    .setLocale(locale)
    .toFormat("cccc");

/** "18:00" as the locale writes it: "6:00 PM". */
const timeText = (time: string, locale: string): string =>
  DateTime.fromFormat(time, "HH:mm").setLocale(locale).toLocaleString(DateTime.TIME_SIMPLE).replaceAll("\u202f", " ");

const momentText = (moment: string, zone: string, locale: string): string =>
  DateTime.fromISO(moment, { zone })
    .setLocale(locale)
    .toLocaleString({ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" })
    .replaceAll("\u202f", " ");

const LANGUAGES = { en: "English", es: "Spanish", de: "German", fr: "French" } as const;

type Field = keyof Preferences;
/** What each field is called and how its value reads, in the order they are shown. */
const WORDS: { readonly [F in Field]: readonly [string, (p: Preferences, locale: string) => string] } = {
  timeZone: ["Time zone", (p) => p.timeZone.replaceAll("_", " ")],
  quietHours: [
    "Quiet hours",
    ({ quietHours }, l) =>
      quietHours === "none" ? "none" : `${timeText(quietHours.from, l)} to ${timeText(quietHours.to, l)}`,
  ],
  quietDays: ["Quiet days", (p, l) => p.quietDays.map((day) => weekdayName(day, l)).join(", ") || "none"],
  weeklyBudget: ["Nudges a week, at most", (p) => String(p.weeklyBudget)],
  kinds: [
    "Switched on",
    (p) =>
      KINDS.filter((kind) => p.kinds[kind])
        .map(kindWord)
        .join(", ") || "nothing",
  ],
  digestDay: ["Digest day", (p, l) => weekdayName(p.digestDay, l)],
  digestAt: ["Digest time", (p, l) => timeText(p.digestAt, l)],
  briefEvery: ["Brief", (p) => (p.briefEvery === "day" ? "every day" : "every week")],
  pausedUntil: [
    "Paused until",
    (p, l) => (p.pausedUntil === "none" ? "not paused" : momentText(p.pausedUntil, p.timeZone, l)),
  ],
  pausedKinds: [
    "Paused kinds",
    (p, l) =>
      KINDS.flatMap((kind) => {
        const until = p.pausedKinds[kind];
        return until ? [`${kindWord(kind)} until ${momentText(until, p.timeZone, l)}`] : [];
      }).join(", ") || "none",
  ],
  stopped: ["Everything stopped", (p) => (p.stopped ? "yes, but for required notices" : "no")],
  tone: ["Tone", (p) => p.tone],
  language: ["Language", (p) => LANGUAGES[p.language]],
};

export interface PreferenceLine {
  readonly field: Field;
  readonly label: string;
  readonly value: string;
}

/** Every setting in words, one line each. */
export const linesOf = (preferences: Preferences, locale: string): PreferenceLine[] =>
  (Object.keys(WORDS) as Field[]).map((field) => {
    const [label, words] = WORDS[field];
    return { field, label, value: words(preferences, locale) };
  });

/** What a change does, as it reads before and after; fields that read the same are left out. */
export function changedLines(
  before: Preferences,
  after: Preferences,
  change: PreferenceChange,
  locale: string,
): { label: string; before: string; after: string }[] {
  const later = new Map(linesOf(after, locale).map(({ field, value }) => [field, value]));
  return linesOf(before, locale).flatMap(({ field, label, value }) => {
    const now = later.get(field) ?? value;
    return field in change && now !== value ? [{ label, before: value, after: now }] : [];
  });
}
