import { addDays, addMonths, daysBetween, type IsoDate } from "../calendar.js";
import { dealColumns, type ForecastDeal } from "./deal-columns.js";
import type { Moment } from "./moment.js";
import { dayNumber, periodsBack, placesOf } from "./periods.js";

/** A history that begins with a close in the first days of a period has all of that period. */
const FIRST_DAYS = 5;

/**
 * The moment at the end of `asOf` in the window, from an organisation's own deals: history begins with the first close that is known.
 * A window that is not of whole months, cut by a change of plan, is compared with whole ones before it. `ramp`: by rep, the share of a full pace.
 */
export function momentIn(
  window: { readonly start: IsoDate; readonly end: IsoDate },
  asOf: IsoDate,
  deals: readonly ForecastDeal[],
  reps: Iterable<string>,
  ramp: ReadonlyMap<string, number> = new Map(),
): Moment {
  const months = Math.max(1, Math.round(daysBetween(window.start, window.end) / 30.44));
  const historyStart = deals.reduce((day, { closed }) => Math.min(day, closed ?? day), dayNumber(asOf));
  const first = addDays("1970-01-01", historyStart - FIRST_DAYS);
  const { past, current } = periodsBack(first, window.start, months);
  const whole = addMonths(window.start, months) === window.end;
  return {
    deals: dealColumns(deals, reps),
    historyStart,
    past,
    current: whole ? current : { ...current, end: dayNumber(window.end) },
    asOf: dayNumber(asOf),
    places: placesOf(months),
    ramp,
  };
}
