import { DateTime } from "luxon";
import { addDays, daysBetween, type IsoDate, weekday } from "../core/calendar.js";
import { type Period, periodOf, shiftPeriod } from "../core/period.js";

/** Everything in the demo company is dated by quarter, counted from the present one: 0 is now, -6 the oldest, 1 the next. */
export type QuarterOffset = number;
export const OLDEST_QUARTER: QuarterOffset = -6;
export const NEXT_QUARTER: QuarterOffset = 1;

export interface DemoCalendar {
  /** The day in the company's own time zone. */
  readonly today: IsoDate;
  quarter(offset: QuarterOffset): Period;
}

export function demoCalendar(now: Date, timeZone: string): DemoCalendar {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).toISODate();
  if (today === null) throw new RangeError("the present is not a date");
  const current = periodOf("quarter", today);
  const quarters = new Map<QuarterOffset, Period>();
  for (let offset = OLDEST_QUARTER; offset <= NEXT_QUARTER; offset++)
    quarters.set(offset, shiftPeriod(current, offset));
  return {
    today,
    quarter(offset) {
      const found = quarters.get(offset);
      if (!found) throw new RangeError(`the demo company has no quarter ${offset}`);
      return found;
    },
  };
}

/** Offsets of all quarters from the oldest to `last`. */
export const offsetsTo = (last: QuarterOffset): QuarterOffset[] =>
  Array.from({ length: last - OLDEST_QUARTER + 1 }, (_, index) => OLDEST_QUARTER + index);

export const lastDayOf = (period: Period): IsoDate => addDays(period.end, -1);

/** The day at `share` (0 = first day, 1 = last day) of the period. */
export const dayAt = (period: Period, share: number): IsoDate =>
  addDays(period.start, Math.round(share * (daysBetween(period.start, period.end) - 1)));

/** The nearest weekday, without leaving the period. */
export function workdayNear(date: IsoDate, period: Period): IsoDate {
  const day = weekday(date);
  if (day <= 5) return date;
  const friday = addDays(date, 5 - day);
  return friday >= period.start ? friday : addDays(date, 8 - day);
}

export const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);
export const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
