import type { DealSizes } from "./deal-size.js";
import { at, type Moment } from "./moment.js";
import type { Chance } from "./random.js";
import { seasonIndex } from "./seasons.js";
import { usualShare, type WinHistory } from "./wins.js";
import type { Tuning } from "./tuning.js";

/** The rate model: wins come at the rep's own pace (Gamma and Poisson), each as large as a won deal of before. */
export interface RateModel {
  /** Amount still to be won by the rep in the period, one number for each draw of the team's common factor. */
  remaining(rep: number, teamFactors: Float64Array, chance: Chance): Float64Array;
  /** The team's common factor, one for each draw. */
  teamFactors(draws: number, chance: Chance): Float64Array;
}

export function rateModel(moment: Moment, wins: WinHistory, sizes: DealSizes, tuning: Tuning): RateModel {
  const { past, current, deals } = moment;
  const reps = deals.reps.length;
  const share = usualShare(moment, tuning.shareWins, tuning.sharePeriods);
  const season = seasonIndex(past, wins.counts, wins.presence, tuning.places);
  const now = season(current.position);
  const rates = ratesBefore(past.length, moment, wins, season, tuning);
  const drift = teamDrift(moment, wins, season, tuning);
  const pastWins = new Float64Array(reps);
  for (let r = 0; r < reps; r++) {
    rates[r] = now * drift.level * at(rates, r);
    for (const counts of wins.counts) pastWins[r] = at(pastWins, r) + at(counts, r);
  }
  const spread = overDispersion(wins, tuning);
  let [allSoFar, allRate] = [0, 0];
  for (let r = 0; r < reps; r++) {
    allSoFar += at(wins.soFar, r);
    allRate += at(rates, r);
  }
  return {
    teamFactors(draws, chance) {
      const factors = new Float64Array(draws);
      for (let j = 0; j < draws; j++)
        factors[j] = chance.gamma(drift.shape + allSoFar, drift.shape + share * allRate);
      return factors;
    },
    remaining(rep, teamFactors, chance) {
      const totals = new Float64Array(teamFactors.length);
      const shape = 1 / (spread + 1 / Math.max(1, at(pastWins, rep)));
      const rate = at(rates, rep);
      if (rate <= 0) return totals;
      for (let j = 0; j < totals.length; j++) {
        const mean = rate * at(teamFactors, j);
        const drawn = chance.gamma(shape + at(wins.soFar, rep), shape / mean + share);
        const count = chance.poisson(drawn * (1 - share));
        let total = 0;
        for (let i = 0; i < count; i++) total += sizes.draw(rep, chance);
        totals[j] = total;
      }
      return totals;
    },
  };
}

/** Wins of each rep in a usual period, from the last `ratePeriods` before the period `before`; drawn to the team's. */
function ratesBefore(before: number, { past, deals }: Moment, wins: WinHistory, season: (position: number) => number, tuning: Tuning): Float64Array {
  const reps = deals.reps.length;
  const [won, present] = [new Float64Array(reps), new Float64Array(reps)];
  let [teamWins, teamPresence] = [0, 0];
  for (let k = Math.max(0, before - tuning.ratePeriods); k < before; k++) {
    const weight = 0.5 ** ((before - 1 - k) / tuning.halfLife);
    const usual = weight * season(past[k]?.position ?? 0);
    for (let r = 0; r < reps; r++) {
      const [n, presence] = [weight * at(wins.counts[k] as Float64Array, r), usual * at(wins.presence[k] as Float64Array, r)];
      won[r] = at(won, r) + n;
      present[r] = at(present, r) + presence;
      teamWins += n;
      teamPresence += presence;
    }
  }
  const teamRate = teamPresence > 0 ? teamWins / teamPresence : 0;
  return won.map((n, r) => (n + tuning.ratePrior * teamRate) / Math.max(1e-9, at(present, r) + tuning.ratePrior));
}

/** How a period of the whole team compares with the periods before it: usual level and how much it varies (1 / variance). */
function teamDrift(moment: Moment, wins: WinHistory, season: (position: number) => number, tuning: Tuning): { level: number; shape: number } {
  const { past, deals } = moment;
  const logs: number[] = [];
  for (let k = 1; k < past.length; k++) {
    const usual = ratesBefore(k, moment, wins, season, tuning);
    let [expected, seen] = [0, 0];
    for (let r = 0; r < deals.reps.length; r++) {
      // Only reps who were there before: a joiner says nothing about growth of the others.
      const rate = at(usual, r);
      if (rate <= 0) continue;
      expected += rate * season(past[k]?.position ?? 0);
      seen += at(wins.counts[k] as Float64Array, r);
    }
    if (expected > 0 && seen > 0) logs.push(Math.log(seen / expected));
  }
  const n = logs.length;
  const mean = n === 0 ? 0 : logs.reduce((a, b) => a + b, 0) / n;
  const level = mean * (n / (n + tuning.driftPrior));
  const squares = logs.reduce((a, b) => a + (b - level) ** 2, 0);
  const variance = (tuning.varPrior / tuning.teamShape + squares) / (tuning.varPrior + n);
  return { level: Math.exp(level), shape: 1 / variance };
}

/** Variance of a rep's wins between periods beyond chance, over the squared mean: pooled over reps with two periods. */
function overDispersion({ counts, presence }: WinHistory, tuning: Tuning): number {
  const reps = counts[0]?.length ?? 0;
  let [sum, n] = [0, 0];
  for (let r = 0; r < reps; r++) {
    const own = counts.filter((_, k) => at(presence[k] as Float64Array, r) === 1).map((row) => at(row, r));
    if (own.length < 2) continue;
    const mean = own.reduce((a, b) => a + b, 0) / own.length;
    if (mean === 0) continue;
    const variance = own.reduce((a, b) => a + (b - mean) ** 2, 0) / (own.length - 1);
    sum += variance / mean ** 2 - 1 / mean;
    n++;
  }
  return n < 5 ? tuning.spread : Math.max(tuning.spreadFloor, sum / n);
}
