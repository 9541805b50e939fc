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
  const rates = new Float64Array(reps);
  const pastWins = new Float64Array(reps);
  const first = Math.max(0, past.length - tuning.ratePeriods);
  // What the whole team does in a period, for who has little of an own history.
  let [teamWins, teamPresence] = [0, 0];
  const own: { wins: number; presence: number }[] = [];
  for (let r = 0; r < reps; r++) {
    let [won, present] = [0, 0];
    for (let k = first; k < past.length; k++) {
      const weight = 0.5 ** ((past.length - 1 - k) / tuning.halfLife);
      won += weight * at(wins.counts[k] as Float64Array, r);
      present += weight * at(wins.presence[k] as Float64Array, r) * season(past[k]?.position ?? 0);
    }
    for (const counts of wins.counts) pastWins[r] = at(pastWins, r) + at(counts, r);
    own.push({ wins: won, presence: present });
    teamWins += won;
    teamPresence += present;
  }
  const teamRate = teamPresence > 0 ? teamWins / teamPresence : 0;
  for (const [r, { wins: won, presence }] of own.entries())
    rates[r] = (now * (won + tuning.ratePrior * teamRate)) / Math.max(1e-9, presence + tuning.ratePrior);
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
        factors[j] = chance.gamma(tuning.teamShape + allSoFar, tuning.teamShape + share * allRate);
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
