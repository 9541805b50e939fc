import { addMonths, daysBetween, type IsoDate, monthOf } from "../calendar.js";
import type { ForecastPeriod } from "./moment.js";

/** Days since 1970-01-01. */
export const dayNumber = (date: IsoDate): number => daysBetween("1970-01-01", date);

/** Months go round by the quarter, longer periods by the year. */
export const placesOf = (months: number): number => (months === 1 ? 3 : Math.max(1, Math.round(12 / months)));

/** The period that starts on `start` and those before it back to `first`, oldest first. All have `months` months. */
export function periodsBack(
  first: IsoDate,
  start: IsoDate,
  months: number,
): { readonly past: ForecastPeriod[]; readonly current: ForecastPeriod } {
  const periodAt = (day: IsoDate): ForecastPeriod => ({
    start: dayNumber(day),
    end: dayNumber(addMonths(day, months)),
    position: Math.floor((monthOf(day) - 1) / months) % placesOf(months),
  });
  const past: ForecastPeriod[] = [];
  for (let day = addMonths(start, -months); day >= first; day = addMonths(day, -months)) past.unshift(periodAt(day));
  return { past, current: periodAt(start) };
}
