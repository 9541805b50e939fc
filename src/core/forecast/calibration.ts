import { averageQuantiles, quantile, sorted } from "./combine.js";
import { type Range3, type Rescale, rescaleFrom, standing } from "./conformal.js";
import { fitMembers } from "./members.js";
import { at, earlierMoment, type Moment } from "./moment.js";
import { TUNING } from "./tuning.js";
import { wonIn } from "./wins.js";

/** What an organisation's own earlier periods say about the two models. */
export interface Calibration {
  /** Weight of the rate model; the rest is the pipeline model's. */
  readonly weight: number;
  readonly rescale: Rescale;
  /** Forecasts of earlier periods that this rests on, and how many periods those are. */
  readonly cases: number;
  readonly periods: number;
  /** Share of them that came within the 80 % range, each range stretched by what the other periods taught; null with fewer than two periods. */
  readonly held80: number | null;
}

const WEIGHTS = [0, 0.25, 0.5, 0.75, 1];
const POINTS = [0.1, 0.5, 0.9] as const;

export const range3 = (ascending: Float64Array): Range3 => ({
  p10: quantile(ascending, 0.1),
  p50: quantile(ascending, 0.5),
  p90: quantile(ascending, 0.9),
});

export const pinball = ({ p10, p50, p90 }: Range3, actual: number): number =>
  [p10, p50, p90].reduce((sum, point, i) => {
    const q = POINTS[i] as number;
    return sum + (actual >= point ? q * (actual - point) : (1 - q) * (point - actual));
  }, 0) / 3;

interface Case {
  readonly period: number;
  readonly byRate: Float64Array;
  readonly byPipeline: Float64Array;
  readonly actual: number;
}

/** Forecasts earlier periods at the same share of the period from what was known then, and compares with what came. */
export function calibrate(moment: Moment, seed: string): Calibration {
  const cases = backCases(moment, seed);
  const losses = WEIGHTS.map((weight) =>
    cases.reduce(
      (sum, one) => sum + pinball(range3(averageQuantiles(one.byRate, one.byPipeline, weight)), one.actual),
      0,
    ),
  );
  const best = Math.min(...losses);
  // A softened minimum: weights that did about as well share the say, and without cases it is the prior.
  let [top, bottom] = [0, 0];
  if (cases.length > 0 && best > 0)
    for (const [i, weight] of WEIGHTS.entries()) {
      const say = Math.exp(-TUNING.weightSharpness * ((losses[i] as number) / best - 1));
      top += say * weight;
      bottom += say;
    }
  const n = cases.length;
  const chosen = bottom === 0 ? TUNING.weightPrior : top / bottom;
  const trust = n / (n + TUNING.weightCases);
  const weight = trust * chosen + (1 - trust) * TUNING.weightPrior;
  const standings = cases.map((one) => ({
    period: one.period,
    z: standing(range3(averageQuantiles(one.byRate, one.byPipeline, weight)), one.actual),
  }));
  const periods = [...new Set(cases.map(({ period }) => period))];
  return {
    weight,
    rescale: rescaleFrom(standings.map(({ z }) => z)),
    cases: n,
    periods: periods.length,
    held80: periods.length < 2 ? null : heldByOthers(standings, periods),
  };
}

/** Each period's outcomes against ranges stretched by the others, so that nothing vouches for itself. */
function heldByOthers(
  standings: readonly { readonly period: number; readonly z: number }[],
  periods: readonly number[],
): number {
  let held = 0;
  for (const period of periods) {
    const { low, high } = rescaleFrom(standings.flatMap((one) => (one.period === period ? [] : [one.z])));
    held += standings.filter((one) => one.period === period && one.z >= low && one.z <= high).length;
  }
  return held / standings.length;
}

function backCases(moment: Moment, seed: string): Case[] {
  const cases: Case[] = [];
  const { past, deals } = moment;
  for (let k = Math.max(1, past.length - TUNING.backPeriods); k < past.length; k++) {
    const earlier = earlierMoment(moment, k);
    const members = fitMembers(earlier, seed, TUNING.backDraws);
    const first = earlier.past.at(-1)?.end ?? 0;
    for (let rep = 0; rep < deals.reps.length; rep++) {
      if (!isKnown(earlier, rep, first)) continue;
      const { byRate, byPipeline } = members.drawsOf(rep);
      cases.push({
        period: k,
        byRate: sorted(byRate),
        byPipeline: sorted(byPipeline),
        actual: wonIn(moment, rep, earlier.current),
      });
    }
  }
  return cases;
}

/** Whether the rep had won something before `day`. */
function isKnown({ deals }: Moment, rep: number, day: number): boolean {
  for (let i = at(deals.firstRow, rep); i < at(deals.firstRow, rep + 1); i++)
    if (at(deals.won, i) === 1 && at(deals.closed, i) < day) return true;
  return false;
}
