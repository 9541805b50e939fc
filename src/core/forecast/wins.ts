import { at, elapsedShare, type ForecastPeriod, type Moment, sameShareOf } from "./moment.js";
import { TUNING } from "./tuning.js";

/** Wins of every rep by period, and what they brought, as of a moment. */
export interface WinHistory {
  /** counts[k][r]: wins of rep r in the past period k. */
  readonly counts: readonly Float64Array[];
  /** Wins of rep r in the period so far, and what they brought. */
  readonly soFar: Float64Array;
  readonly wonSoFar: Float64Array;
  /** Share of the past period k in which rep r was already active: 1, 0, or the part after the first deal. */
  readonly presence: readonly Float64Array[];
  /** First day on which rep r is seen, by a deal created or won; the day after the as-of day for who is not. */
  readonly firstSeen: Float64Array;
}

export function winHistory(moment: Moment): WinHistory {
  const { deals, past, current, asOf, historyStart } = moment;
  const reps = deals.reps.length;
  const counts = past.map(() => new Float64Array(reps));
  const presence = past.map(() => new Float64Array(reps));
  const soFar = new Float64Array(reps);
  const wonSoFar = new Float64Array(reps);
  const firstSeen = new Float64Array(reps).fill(asOf + 1);
  for (let r = 0; r < reps; r++) {
    for (let i = at(deals.firstRow, r); i < at(deals.firstRow, r + 1); i++) {
      const created = Math.max(historyStart, at(deals.created, i));
      if (created < at(firstSeen, r)) firstSeen[r] = created;
      const closed = at(deals.closed, i);
      if (at(deals.won, i) === 0 || closed > asOf) continue;
      if (closed >= current.start) {
        soFar[r] = at(soFar, r) + 1;
        wonSoFar[r] = at(wonSoFar, r) + at(deals.amountWon, i);
        continue;
      }
      const k = periodIndex(past, closed);
      const row = counts[k];
      if (row) row[r] = at(row, r) + 1;
    }
    for (const [k, period] of past.entries()) (presence[k] as Float64Array)[r] = presentShare(period, at(firstSeen, r));
  }
  return { counts, presence, soFar, wonSoFar, firstSeen };
}

const presentShare = ({ start, end }: ForecastPeriod, from: number): number =>
  from <= start ? 1 : from >= end ? 0 : (end - from) / (end - start);

/** Periods follow each other without a gap, so the search may start from the latest. -1 = before the first. */
function periodIndex(past: readonly ForecastPeriod[], day: number): number {
  for (let k = past.length - 1; k >= 0; k--) {
    const { start, end } = past[k] as ForecastPeriod;
    if (day >= start) return day < end ? k : -1;
  }
  return -1;
}

/**
 * Share of a period's wins that is usually in by now: the team's own curve over the last `sharePeriods` past periods, drawn towards the
 * calendar share with the weight of `shareWins` wins. Between 2 % and 98 %.
 */
export function usualShare(moment: Moment): number {
  const { shareWins, sharePeriods } = TUNING;
  const { deals, past } = moment;
  const recent = past.slice(-sharePeriods);
  const first = recent[0];
  const elapsed = elapsedShare(moment);
  if (!first) return Math.min(0.98, Math.max(0.02, elapsed));
  const marks = recent.map((period) => sameShareOf(period, moment));
  let [early, all] = [0, 0];
  for (let i = 0; i < deals.closed.length; i++) {
    const closed = at(deals.closed, i);
    if (at(deals.won, i) === 0 || closed < first.start || closed > moment.asOf) continue;
    const k = periodIndex(recent, closed);
    if (k < 0) continue;
    all++;
    if (closed <= (marks[k] as number)) early++;
  }
  return Math.min(0.98, Math.max(0.02, (early + shareWins * elapsed) / (all + shareWins)));
}

/** What the rep won in a period. */
export function wonIn({ deals }: Moment, rep: number, { start, end }: ForecastPeriod): number {
  let sum = 0;
  for (let i = at(deals.firstRow, rep); i < at(deals.firstRow, rep + 1); i++) {
    const closed = at(deals.closed, i);
    if (at(deals.won, i) === 1 && closed >= start && closed < end) sum += at(deals.amountWon, i);
  }
  return sum;
}

/** What everybody won from `since` to the as-of day. */
export function wonSince({ deals, asOf }: Moment, since: number): number {
  let sum = 0;
  for (let i = 0; i < deals.closed.length; i++) {
    const closed = at(deals.closed, i);
    if (at(deals.won, i) === 1 && closed >= since && closed <= asOf) sum += at(deals.amountWon, i);
  }
  return sum;
}
