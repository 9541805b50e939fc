import { calibrate, range3 } from "./calibration.js";
import { averageQuantiles, sorted } from "./combine.js";
import { rescaled } from "./conformal.js";
import { fitMembers } from "./members.js";
import { at, type Moment } from "./moment.js";
import { TUNING, type Tuning } from "./tuning.js";

export interface RepForecast {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
  readonly draws: Float64Array;
}

export interface Forecaster {
  forecastOf(rep: number): RepForecast;
  readonly calibration: ReturnType<typeof calibrate>;
}

export function fitForecast(moment: Moment, seed: string, tuning: Tuning = TUNING): Forecaster {
  const calibration = calibrate(moment, seed, tuning);
  const members = fitMembers(moment, seed, tuning, tuning.draws);
  return {
    calibration,
    forecastOf(rep) {
      const { byRate, byPipeline } = members.drawsOf(rep);
      const combined = averageQuantiles(sorted(byRate), sorted(byPipeline), calibration.weight);
      const closed = at(members.wins.wonSoFar, rep);
      const draws = rescaled(combined, range3(combined), calibration.rescale, closed);
      const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
      return { ...range3(draws), mean, draws };
    },
  };
}

/** P(total >= quota): 1 where it is won already, otherwise between 2 and 98 %. */
export function chanceToHit(draws: Float64Array, closed: number, quota: number): number {
  if (closed >= quota) return 1;
  let hits = 0;
  for (let j = 0; j < draws.length; j++) if (at(draws, j) >= quota) hits++;
  return Math.min(0.98, Math.max(0.02, (hits + 0.5) / (draws.length + 1)));
}
