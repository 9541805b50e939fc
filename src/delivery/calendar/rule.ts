import { DateTime } from "luxon";
import { z } from "zod";
import { addDays, type IsoDate, monthOf, weekday, yearOf } from "../../core/calendar.js";
import { instantOf } from "./local-time.js";

const at = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");
const Weekday = z.int().min(1).max(7);
/** What happens on a holiday of the organisation. */
const onHoliday = z.enum(["send", "skip", "next_workday"]).default("send");

/** When something comes again, in local time. 1 = Monday ... 7 = Sunday; a day that a month lacks is its last day. */
export const Rule = z.discriminatedUnion("every", [
  z.object({
    every: z.literal("day"),
    at,
    weekdays: z.array(Weekday).min(1).default([1, 2, 3, 4, 5, 6, 7]),
    onHoliday: z.enum(["send", "skip"]).default("send"),
  }),
  z.object({ every: z.literal("week"), at, weekday: Weekday, onHoliday }),
  z.object({ every: z.literal("month"), at, day: z.int().min(1).max(31), onHoliday }),
  z.object({ every: z.literal("year"), at, month: z.int().min(1).max(12), day: z.int().min(1).max(31), onHoliday }),
]);
export type Rule = z.infer<typeof Rule>;

/** One time that a rule comes round. The key names it for good, whatever happens to time of day and zone. */
export interface Occasion {
  /** "2026-11-24", "2026-W48" (ISO 8601), "2026-11" or "2026". */
  readonly key: string;
  readonly at: Date;
}

export interface Calendar {
  readonly zone: string;
  /** Days on which the organisation does not work. */
  readonly holidays: ReadonlySet<IsoDate>;
}

const dayOfMonth = (date: IsoDate): number => Number(date.slice(8, 10));
const isDay = (date: IsoDate, day: number): boolean =>
  dayOfMonth(date) === day || (dayOfMonth(date) < day && monthOf(addDays(date, 1)) !== monthOf(date));

/** How each rule falls on days and names its occasions. */
const shapes: {
  readonly [E in Rule["every"]]: {
    fallsOn(rule: Extract<Rule, { every: E }>, date: IsoDate): boolean;
    keyOf(date: IsoDate): string;
  };
} = {
  day: { fallsOn: ({ weekdays }, date) => weekdays.includes(weekday(date)), keyOf: (date) => date },
  week: { fallsOn: (rule, date) => weekday(date) === rule.weekday, keyOf: isoWeekOf },
  month: { fallsOn: ({ day }, date) => isDay(date, day), keyOf: (date) => date.slice(0, 7) },
  year: {
    fallsOn: ({ month, day }, date) => monthOf(date) === month && isDay(date, day),
    keyOf: (date) => String(yearOf(date)),
  },
};

/** "2026-W53": the year is the week's own, which can be another than the day's. */
export function isoWeekOf(date: IsoDate): string {
  const { weekYear, weekNumber } = DateTime.fromISO(date, { zone: "utc" });
  return `${weekYear}-W${String(weekNumber).padStart(2, "0")}`;
}

/** Longer than any row of holidays and weekends that an occasion could be put off by. */
const LONGEST_BREAK_DAYS = 31;

/** The day that an occasion due on `date` is sent on; null when it is left out. */
function sentOn(rule: Rule, date: IsoDate, { holidays }: Calendar): IsoDate | null {
  if (rule.onHoliday === "send" || !holidays.has(date)) return date;
  if (rule.onHoliday === "skip") return null;
  for (let later = addDays(date, 1), i = 0; i < LONGEST_BREAK_DAYS; later = addDays(later, 1), i++)
    if (weekday(later) <= 5 && !holidays.has(later)) return later;
  return null;
}

/** The rule's occasions in order, from those due on `from` on, without end. */
function* occasionsFrom(rule: Rule, from: IsoDate, calendar: Calendar): Generator<Occasion> {
  const shape = shapes[rule.every] as (typeof shapes)["day"];
  for (let date = from; ; date = addDays(date, 1)) {
    if (!shape.fallsOn(rule as Extract<Rule, { every: "day" }>, date)) continue;
    const day = sentOn(rule, date, calendar);
    if (day !== null) yield { key: shape.keyOf(date), at: instantOf(day, rule.at, calendar.zone) };
  }
}

/** No occasion due before this day is sent after the moment: a day's own is sent by its end, one that is put off within the longest break. */
function firstDue(rule: Rule, moment: Date, { zone }: Calendar): IsoDate {
  const day = DateTime.fromJSDate(moment, { zone }).toISODate() ?? "";
  return rule.onHoliday === "next_workday" ? addDays(day, -LONGEST_BREAK_DAYS) : day;
}

/** The first occasion after `moment`. Null for a rule that comes round no more, such as one whose every day is a holiday. */
export function nextOccasion(rule: Rule, moment: Date, calendar: Calendar): Occasion | null {
  const latest = moment.getTime() + 3 * 366 * 86_400_000;
  for (const occasion of occasionsFrom(rule, firstDue(rule, moment, calendar), calendar)) {
    if (occasion.at > moment) return occasion.at.getTime() > latest ? null : occasion;
  }
  return null;
}

/** The last occasion from `from` to `upTo`, both included; null without one. `passed` = those before it. */
export function latestOccasion(
  rule: Rule,
  span: { readonly from: Date; readonly upTo: Date },
  calendar: Calendar,
): { readonly occasion: Occasion; readonly passed: number } | null {
  let found: { occasion: Occasion; passed: number } | null = null;
  for (const occasion of occasionsFrom(rule, firstDue(rule, span.from, calendar), calendar)) {
    if (occasion.at > span.upTo) break;
    if (occasion.at >= span.from) found = { occasion, passed: found ? found.passed + 1 : 0 };
  }
  return found;
}
