import type { DealColumns } from "./deal-columns.js";

/** A period by day numbers: `start` is in it, `end` is the first day after it. */
export interface ForecastPeriod {
  readonly start: number;
  readonly end: number;
  /** Place in the yearly or quarterly round (month of the quarter, quarter of the year), 0 = first. */
  readonly position: number;
}

/**
 * What is knowable at the end of the day `asOf`, and for which period a forecast is asked. `deals` may hold what came later:
 * everything that reads them looks away from it, so that an earlier moment is only another `asOf`.
 */
export interface Moment {
  readonly deals: DealColumns;
  /** First day from which every close is known. A deal created earlier is there only if it was still open then. */
  readonly historyStart: number;
  /** Whole periods before the current one, oldest first, with no gap. */
  readonly past: readonly ForecastPeriod[];
  readonly current: ForecastPeriod;
  readonly asOf: number;
  /** Places in the round: 3 months of a quarter, 4 quarters of a year. */
  readonly places: number;
  /** What part of a full rep's pace somebody without a history of a whole period is expected to have; 1 where not said. */
  readonly ramp?: ReadonlyMap<string, number>;
}

export const at = (values: Float64Array | Int32Array | Uint8Array, index: number): number => values[index] as number;

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Share of the period gone by the end of the as-of day, 0 to 1. */
export const elapsedShare = ({ current, asOf }: Moment): number =>
  clamp((asOf + 1 - current.start) / (current.end - current.start), 0, 1);

/** Days of the period after the as-of day. */
export const daysLeft = ({ current, asOf }: Moment): number => Math.max(0, current.end - 1 - asOf);

/** The last day of `period` at which `share` of it has gone. */
const dayAtShare = (period: ForecastPeriod, share: number): number =>
  period.start + Math.floor(share * (period.end - period.start) + 0.5) - 1;

/** The last day of `period` at which as much of it has gone as of the current one at `moment`. */
export const sameShareOf = (period: ForecastPeriod, moment: Moment): number => dayAtShare(period, elapsedShare(moment));

/** The moment in the past period `index` at which `share` of it had gone. */
export function momentAt(moment: Moment, index: number, share: number): Moment {
  const current = moment.past[index] as ForecastPeriod;
  return { ...moment, past: moment.past.slice(0, index), current, asOf: dayAtShare(current, share) };
}

/** The moment in the past period `index` at which as much of it had gone. */
export const earlierMoment = (moment: Moment, index: number): Moment => momentAt(moment, index, elapsedShare(moment));
