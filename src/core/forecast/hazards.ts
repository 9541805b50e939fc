import { calendarSlots } from "./calendar-slots.js";
import { at, clamp, daysLeft, type Moment } from "./moment.js";
import { TUNING } from "./tuning.js";

/** First age in days of each bin of the hazards; the last bin is open. */
const AGE_BINS = [0, 1, 3, 7, 11, 15, 21, 30, 45, 60, 75, 90, 105, 120, 150, 200, 300];
const OLDEST = 400;

const binOfAge = Int32Array.from({ length: OLDEST + 1 }, (_, age) => AGE_BINS.findLastIndex((from) => from <= age));

/** Chances to be won within what is left of the period. */
export interface WinChances {
  /** Of a deal that is open at the as-of moment. */
  ofOpen(created: number, advanced: number): number;
  /** Of a deal created on each of the days that remain. */
  readonly ofNewOn: Float64Array;
  /** Share of decided deals of the rep that are won over the team's, drawn to 1. */
  repFactor(rep: number): number;
}

/** Daily chances by age to be won, to be lost and to advance. */
interface Hazard {
  readonly win: Float64Array;
  readonly loss: Float64Array;
  readonly advance: Float64Array;
}

/**
 * Daily cause-specific hazards by age, each drawn to the overall one with the weight of `hazardPrior` deal days. A deal counts
 * from its creation or the start of the history, whichever is later, since one that ended earlier is not seen.
 */
export function winChances(moment: Moment): WinChances {
  const { deals, historyStart, asOf } = moment;
  const [fresh, later] = [emptyCounts(), emptyCounts()];
  const calendar = calendarOf(moment);
  const from = Math.max(historyStart, asOf - TUNING.hazardDays);
  const count = deals.created.length;
  for (let pass = 0; pass < 2; pass++) {
    // The second pass weighs every day at risk by how busy that day of the quarter is.
    if (pass === 1) {
      calendar.fit(hazardOf(fresh), hazardOf(later), from);
      for (const counts of [fresh, later]) for (const row of Object.values(counts)) row.fill(0);
    }
    for (let i = 0; i < count; i++) {
      const created = at(deals.created, i);
      if (created > asOf) continue;
      const closed = at(deals.closed, i);
      const end = Math.min(closed, asOf);
      if (end < from) continue;
      const advanced = Math.min(at(deals.advanced, i), end + 1);
      const won = at(deals.won, i) === 1;
      // Up to the day of advancing a deal is fresh, afterwards its age counts from that day.
      const lastFresh = Math.min(end, advanced);
      expose(fresh, created, Math.max(created, from), lastFresh, pass === 1 ? calendar : null);
      if (closed <= asOf && closed <= lastFresh && closed >= from) {
        const bin = binOf(closed - created);
        const row = won ? fresh.win : fresh.loss;
        row[bin] = at(row, bin) + 1;
      } else if (advanced <= end && advanced >= from) {
        const bin = binOf(advanced - created);
        fresh.advance[bin] = at(fresh.advance, bin) + 1;
      }
      if (advanced < end) {
        expose(later, advanced + 1, Math.max(advanced + 1, from), end, pass === 1 ? calendar : null);
        if (closed <= asOf && closed >= from) {
          const bin = binOf(closed - advanced - 1);
          const row = won ? later.win : later.loss;
          row[bin] = at(row, bin) + 1;
        }
      }
    }
  }
  const [freshHazard, laterHazard] = [hazardOf(fresh), hazardOf(later)];
  const tables = chanceTables(freshHazard, laterHazard, moment, calendar);
  const factor = repFactors(moment);
  return {
    ofOpen: (created, advanced) =>
      advanced <= asOf
        ? at(tables.later, clamp(asOf - advanced, 0, OLDEST))
        : at(tables.fresh, clamp(asOf + 1 - created, 0, OLDEST)),
    ofNewOn: tables.newOn,
    repFactor: (rep) => at(factor, rep),
  };
}

interface Counts {
  readonly win: Float64Array;
  readonly loss: Float64Array;
  readonly advance: Float64Array;
  readonly exposure: Float64Array;
}

const emptyCounts = (): Counts => ({
  win: new Float64Array(AGE_BINS.length),
  loss: new Float64Array(AGE_BINS.length),
  advance: new Float64Array(AGE_BINS.length),
  exposure: new Float64Array(AGE_BINS.length),
});

const binOf = (age: number): number => at(binOfAge, clamp(age, 0, OLDEST));

/** Adds the days `start` to `end` (both included) at risk of a deal whose age is 0 on `zero`. */
function expose({ exposure }: Counts, zero: number, start: number, end: number, calendar: Calendar | null): void {
  if (calendar) {
    for (let day = start; day <= end; day++) {
      const bin = binOf(day - zero);
      exposure[bin] = at(exposure, bin) + calendar.busy(day);
    }
    return;
  }
  let day = start;
  while (day <= end) {
    const bin = binOf(day - zero);
    const next = AGE_BINS[bin + 1];
    const until = next === undefined ? end : Math.min(end, zero + next - 1);
    exposure[bin] = at(exposure, bin) + until - day + 1;
    day = until + 1;
  }
}

function hazardOf({ win, loss, advance, exposure }: Counts): Hazard {
  const days = exposure.reduce((a, b) => a + b, 0);
  const rateOf = (events: Float64Array): Float64Array => {
    const overall = days === 0 ? 0 : Math.min(1, events.reduce((a, b) => a + b, 0) / days);
    return events.map((n, bin) =>
      Math.min(1, (n + TUNING.hazardPrior * overall) / (at(exposure, bin) + TUNING.hazardPrior)),
    );
  };
  return { win: rateOf(win), loss: rateOf(loss), advance: rateOf(advance) };
}

/** Backwards from the last day: the chance of a win by the period's end, by age at the start of each day. */
function chanceTables(fresh: Hazard, later: Hazard, moment: Moment, calendar: Calendar) {
  const left = daysLeft(moment);
  let freshNext = new Float64Array(OLDEST + 2);
  let laterNext = new Float64Array(OLDEST + 2);
  const newOn = new Float64Array(left);
  for (let step = left - 1; step >= 0; step--) {
    const busy = calendar.busy(moment.asOf + 1 + step);
    const freshNow = new Float64Array(OLDEST + 2);
    const laterNow = new Float64Array(OLDEST + 2);
    for (let age = 0; age <= OLDEST; age++) {
      const bin = at(binOfAge, age);
      const [win, loss, advance] = withinOne(
        busy * at(fresh.win, bin),
        busy * at(fresh.loss, bin),
        at(fresh.advance, bin),
      );
      freshNow[age] =
        win + advance * at(laterNext, 0) + (1 - win - loss - advance) * at(freshNext, Math.min(OLDEST, age + 1));
      const [wins, lost] = withinOne(busy * at(later.win, bin), busy * at(later.loss, bin), 0);
      laterNow[age] = wins + (1 - wins - lost) * at(laterNext, Math.min(OLDEST, age + 1));
    }
    newOn[step] = at(freshNow, 0);
    [freshNext, laterNext] = [freshNow, laterNow];
  }
  return { fresh: freshNext, later: laterNext, newOn };
}

/** Three daily chances that together stay below 1. */
function withinOne(a: number, b: number, c: number): [number, number, number] {
  const sum = a + b + c;
  return sum <= 1 ? [a, b, c] : [a / sum, b / sum, c / sum];
}

function repFactors({ deals, asOf }: Moment): Float64Array {
  const reps = deals.reps.length;
  const [won, decided] = [new Float64Array(reps), new Float64Array(reps)];
  let [allWon, allDecided] = [0, 0];
  for (let r = 0; r < reps; r++) {
    for (let i = at(deals.firstRow, r); i < at(deals.firstRow, r + 1); i++) {
      if (at(deals.closed, i) > asOf) continue;
      decided[r] = at(decided, r) + 1;
      won[r] = at(won, r) + at(deals.won, i);
    }
    allWon += at(won, r);
    allDecided += at(decided, r);
  }
  const overall = allDecided === 0 ? 0 : allWon / allDecided;
  return won.map((n, r) =>
    overall === 0 ? 1 : (n + TUNING.repDeals * overall) / (at(decided, r) + TUNING.repDeals) / overall,
  );
}

/** How busy a day is for closing deals, 1 = as usual. */
interface Calendar {
  busy(day: number): number;
  fit(fresh: Hazard, later: Hazard, from: number): void;
}

/** By parts of the period and its place in the round: closes seen over closes expected from age alone, drawn to 1. */
function calendarOf(moment: Moment): Calendar {
  const { deals, asOf } = moment;
  const { count, firstDay, slotOf } = calendarSlots(moment, moment.places, TUNING.closingParts);
  const factor = new Float64Array(count).fill(1);
  return {
    busy: (day) => {
      const s = slotOf(day);
      return s < 0 ? 1 : at(factor, s);
    },
    fit(fresh, later, from) {
      const seen = new Float64Array(count);
      const expected = new Float64Array(count);
      for (let i = 0; i < deals.created.length; i++) {
        const created = at(deals.created, i);
        const closed = at(deals.closed, i);
        const end = Math.min(closed, asOf);
        const advanced = at(deals.advanced, i);
        for (let day = Math.max(created, from, firstDay); day <= end; day++) {
          const s = slotOf(day);
          if (s < 0) continue;
          const bin = day <= advanced ? binOf(day - created) : binOf(day - advanced - 1);
          const hazard = day <= advanced ? fresh : later;
          expected[s] = at(expected, s) + at(hazard.win, bin) + at(hazard.loss, bin);
          if (day === closed) seen[s] = at(seen, s) + 1;
        }
      }
      for (let s = 0; s < count; s++)
        factor[s] = (at(seen, s) + TUNING.closingPrior) / (at(expected, s) + TUNING.closingPrior);
    },
  };
}
