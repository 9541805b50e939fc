import { addDays, daysBetween, type IsoDate } from "../calendar.js";
import type { PayeeFacts } from "../facts.js";
import type { Money } from "../money.js";
import { type Period, shiftPeriod } from "../period.js";
import type { Plans } from "../plan-history.js";
import { bookUnder, measured } from "../statement-of.js";

/** An earlier window when as much of it had gone as of the running one, and how it ended. */
export interface SamePoint {
  readonly window: Period;
  readonly day: IsoDate;
  readonly byThen: Money;
  readonly inTheEnd: Money;
}

/**
 * Credit at the same share of earlier windows of the same kind, oldest first: those that begin on `from` or later, where the facts
 * begin, with the payee there from the first day. None for a free range of days.
 */
export function samePoints(
  plans: Plans,
  facts: PayeeFacts,
  window: Period,
  measure: string,
  from: IsoDate,
): SamePoint[] {
  if (window.kind === "range") return [];
  const share = daysBetween(window.start, addDays(facts.asOf, 1)) / daysBetween(window.start, window.end);
  const since = facts.payee.hiredOn ?? from;
  const points: SamePoint[] = [];
  for (
    let past = shiftPeriod(window, -1, facts.fiscalYearStartMonth);
    past.start >= from && past.start >= since;
    past = shiftPeriod(past, -1, facts.fiscalYearStartMonth)
  ) {
    const day = addDays(past.start, Math.round(share * daysBetween(past.start, past.end)) - 1);
    const credited = (asOf: IsoDate): Money =>
      measured(bookUnder(plans, { ...facts, asOf }, past), measure, past).credited;
    points.unshift({ window: past, day, byThen: credited(day), inTheEnd: credited(addDays(past.end, -1)) });
  }
  return points;
}
