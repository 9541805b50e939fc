import { calendarSlots } from "./calendar-slots.js";
import { at, type Moment } from "./moment.js";
import { TUNING } from "./tuning.js";
import type { WinHistory } from "./wins.js";

/** How many deals a rep creates a day, as a Gamma distribution (mean shape / rate), on a day as busy as usual. */
export interface CreationRates {
  of(rep: number): { readonly shape: number; readonly rate: number };
  /** How busy a day is for creating deals, 1 = as usual. */
  busy(day: number): number;
}

/** The rep's trailing quarter, with a prior of `creationDeals` deals at the team's rate, scaled by the rep's ramp. */
export function creationRates(moment: Moment, { firstSeen }: WinHistory): CreationRates {
  const { deals, asOf, historyStart, ramp } = moment;
  const from = Math.max(historyStart, asOf + 1 - TUNING.creationDays);
  const busy = busyDays(moment);
  // Busy days from the first to the as-of day, so that the rest of the window is a subtraction.
  const busyFrom = new Float64Array(asOf + 2 - from);
  for (let day = asOf; day >= from; day--) busyFrom[day - from] = at(busyFrom, day - from + 1) + busy(day);
  const reps = deals.reps.length;
  const counts = new Float64Array(reps);
  const days = new Float64Array(reps);
  let [allCount, allDays] = [0, 0];
  for (let r = 0; r < reps; r++) {
    for (let i = at(deals.firstRow, r); i < at(deals.firstRow, r + 1); i++) {
      const created = at(deals.created, i);
      if (created >= from && created <= asOf) counts[r] = at(counts, r) + 1;
    }
    days[r] = at(busyFrom, Math.max(from, at(firstSeen, r)) - from);
    allCount += at(counts, r);
    allDays += at(days, r);
  }
  const team = allDays > 0 ? allCount / allDays : 0;
  const priorDays = team > 0 ? TUNING.creationDeals / team : 1;
  return {
    busy,
    of: (rep) => ({
      shape: at(counts, rep) + (team > 0 ? TUNING.creationDeals * (ramp?.get(deals.reps[rep] ?? "") ?? 1) : 0),
      rate: at(days, rep) + priorDays,
    }),
  };
}

/** Deals created in a part of the period over those of an even spread, drawn to 1 with the weight of `creatingPrior` deals. */
function busyDays(moment: Moment): (day: number) => number {
  const { deals, asOf, historyStart } = moment;
  const { count, firstDay, slotOf } = calendarSlots(moment, moment.places, TUNING.creatingParts);
  const from = Math.max(historyStart, firstDay);
  const seen = new Float64Array(count);
  const days = new Float64Array(count);
  let [all, allDays] = [0, 0];
  for (let i = 0; i < deals.created.length; i++) {
    const created = at(deals.created, i);
    const slot = created >= from && created <= asOf ? slotOf(created) : -1;
    if (slot < 0) continue;
    seen[slot] = at(seen, slot) + 1;
    all++;
  }
  for (let day = from; day <= asOf; day++) {
    const slot = slotOf(day);
    if (slot < 0) continue;
    days[slot] = at(days, slot) + 1;
    allDays++;
  }
  const perDay = allDays > 0 ? all / allDays : 0;
  const factor = seen.map((n, slot) => (n + TUNING.creatingPrior) / (perDay * at(days, slot) + TUNING.creatingPrior));
  return (day) => {
    const slot = slotOf(day);
    return slot < 0 ? 1 : at(factor, slot);
  };
}
