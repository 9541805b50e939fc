import { type Calibration, calibrate, range3 } from "./calibration.js";
import { averageQuantiles, sorted } from "./combine.js";
import { type Range3, rescaled } from "./conformal.js";
import { fitMembers } from "./members.js";
import { at, daysLeft, type Moment } from "./moment.js";
import { TUNING } from "./tuning.js";

/** The distribution of what is won in the whole period. Amounts are in the unit of the deals given. */
export interface Forecast extends Range3 {
  readonly mean: number;
  /** Equally likely totals. Of two people forecast together, the same place belongs to the same fortune of the team. */
  readonly draws: Float64Array;
  /** What the mean is made of: won by now, expected of deals that are open, and of deals yet to be created. */
  readonly closed: number;
  readonly fromOpen: number;
  readonly fromNew: number;
  /** low: less than one whole period of history, so that the team's pace stands for the rep's own. */
  readonly confidence: "usual" | "low";
  /** The as-of day is the last of the period: what is won is the total. */
  readonly over: boolean;
}

/** Forecasts of everybody at one moment. Fitting costs what the organisation's deals cost; a rep then what the rep's deals cost. */
export interface Forecaster {
  readonly calibration: Calibration;
  /** Throws RangeError for somebody who was not named among the deals' reps. */
  forecastOf(rep: string): Forecast;
  /** The sum of the reps: draws are added place by place, so that a fortune common to all widens the range. */
  forecastOfTeam(reps: readonly string[]): Forecast;
}

/** The same moment and seed give the same forecasts, whatever the order of deals and people. Nothing after the as-of day is read. */
export function fitForecast(moment: Moment, seed: string): Forecaster {
  const calibration = calibrate(moment, seed);
  const members = fitMembers(moment, seed, TUNING.draws);
  const indexOf = new Map(moment.deals.reps.map((rep, index) => [rep, index]));
  const forecastOf = (name: string): Forecast => {
    const rep = indexOf.get(name);
    if (rep === undefined) throw new RangeError(`nobody is called ${name} here`);
    const closed = at(members.wins.wonSoFar, rep);
    const confidence = members.wins.presence.some((row) => at(row, rep) === 1) ? "usual" : "low";
    if (daysLeft(moment) === 0) return { ...landed(closed), confidence };
    const { byRate, byPipeline, existing, created } = members.drawsOf(rep);
    const combined = averageQuantiles(sorted(byRate), sorted(byPipeline), calibration.weight);
    const ascending = rescaled(combined, range3(combined), calibration.rescale, closed);
    const raw = averageQuantiles(byRate, byPipeline, calibration.weight);
    const mean = average(ascending);
    const open = average(existing);
    const all = open + average(created);
    const fromOpen = all > 0 ? ((mean - closed) * open) / all : 0;
    return {
      ...range3(ascending),
      mean,
      draws: inOrderOf(raw, ascending),
      closed,
      fromOpen,
      fromNew: mean - closed - fromOpen,
      confidence,
      over: false,
    };
  };
  return {
    calibration,
    forecastOf,
    forecastOfTeam: (reps) => sumOfForecasts([...reps].sort().map(forecastOf)),
  };
}

/** On the last day, what is won is the total. */
const landed = (closed: number) => ({
  p10: closed,
  p50: closed,
  p90: closed,
  mean: closed,
  draws: new Float64Array(TUNING.draws).fill(closed),
  closed,
  fromOpen: 0,
  fromNew: 0,
  over: true,
});

const average = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;

/** The ascending values, each put where the value of the same rank stands in `pattern`. */
function inOrderOf(pattern: Float64Array, ascending: Float64Array): Float64Array {
  const places = Array.from(pattern.keys()).sort((a, b) => at(pattern, a) - at(pattern, b) || a - b);
  const placed = new Float64Array(ascending.length);
  for (const [rank, place] of places.entries()) placed[place] = at(ascending, rank);
  return placed;
}

/**
 * The sum of people forecast at one moment with one seed, of one fit or several: draws are added place by place, so that a
 * fortune common to all widens the range. Nobody is a sum of nothing, certain and over.
 */
export function sumOfForecasts(forecasts: readonly Forecast[]): Forecast {
  const draws = new Float64Array(TUNING.draws);
  for (const one of forecasts) for (let j = 0; j < draws.length; j++) draws[j] = at(draws, j) + at(one.draws, j);
  const total = (part: (one: Forecast) => number) => forecasts.reduce((sum, one) => sum + part(one), 0);
  return {
    ...range3(sorted(draws)),
    mean: total(({ mean }) => mean),
    draws,
    closed: total(({ closed }) => closed),
    fromOpen: total(({ fromOpen }) => fromOpen),
    fromNew: total(({ fromNew }) => fromNew),
    confidence: forecasts.every(({ confidence }) => confidence === "low") ? "low" : "usual",
    over: forecasts.every(({ over }) => over),
  };
}

/**
 * P(total >= quota). Certain only once that much is won (the deals given know no clawback) or the period is over; otherwise
 * between 2 and 98 %. The odds are raised to `oddsPower`, since the averaged range is a little too cautious.
 */
export function chanceToReach(quota: number, { draws, closed, over }: Forecast): number {
  if (closed >= quota) return 1;
  if (over) return 0;
  let hits = 0;
  for (let j = 0; j < draws.length; j++) if (at(draws, j) >= quota) hits++;
  const odds = ((hits + 0.5) / (draws.length - hits + 0.5)) ** TUNING.oddsPower;
  return Math.min(0.98, Math.max(0.02, odds / (1 + odds)));
}
