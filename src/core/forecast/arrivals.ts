import type { DealSizes } from "./deal-size.js";
import { at, type Moment } from "./moment.js";
import type { Chance } from "./random.js";
import { seasonIndex } from "./seasons.js";
import { TUNING } from "./tuning.js";
import { usualShare, type WinHistory } from "./wins.js";

/** The rate model: wins come at the rep's own pace (Gamma and Poisson), each as large as a won deal of before. */
export interface RateModel {
  /** Amount still to be won by the rep in the period, one number for each draw of the team's common factor. */
  remaining(rep: number, teamFactors: Float64Array, chance: Chance): Float64Array;
  /** The team's common factor, one for each draw. */
  teamFactors(draws: number, chance: Chance): Float64Array;
}

export function rateModel(moment: Moment, wins: WinHistory, sizes: DealSizes): RateModel {
  const { past, current, deals } = moment;
  const reps = deals.reps.length;
  const share = usualShare(moment);
  const season = seasonIndex(past, wins.counts, wins.presence, moment.places);
  const now = season(current.position);
  const rates = usualRates(moment, wins, season, share);
  const pastWins = new Float64Array(reps);
  for (let r = 0; r < reps; r++) {
    rates[r] = now * at(rates, r);
    for (const counts of wins.counts) pastWins[r] = at(pastWins, r) + at(counts, r);
  }
  const spread = overDispersion(wins);
  let [allSoFar, allRate] = [0, 0];
  for (let r = 0; r < reps; r++) {
    // Who has no history says nothing about how the team does against it.
    if (!wins.presence.some((row) => at(row, r) > 0)) continue;
    allSoFar += at(wins.soFar, r);
    allRate += at(rates, r);
  }
  return {
    teamFactors(draws, chance) {
      const factors = new Float64Array(draws);
      for (let j = 0; j < draws; j++)
        factors[j] = chance.gamma(TUNING.teamShape + allSoFar, TUNING.teamShape + share * allRate);
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

/**
 * Wins of each rep in a usual period, from the last `ratePeriods` past ones. Who has been there for less than one of them gets
 * the team's mean for what is missing, scaled by the rep's ramp; before the first whole period the mean is of the period so far.
 */
function usualRates(
  moment: Moment,
  wins: WinHistory,
  season: (position: number) => number,
  share: number,
): Float64Array {
  const { past, deals, ramp } = moment;
  const reps = deals.reps.length;
  const [won, present] = [new Float64Array(reps), new Float64Array(reps)];
  let [teamWins, teamPresence] = [0, 0];
  for (let k = Math.max(0, past.length - TUNING.ratePeriods); k < past.length; k++) {
    const usual = season(past[k]?.position ?? 0);
    for (let r = 0; r < reps; r++) {
      const [n, presence] = [at(wins.counts[k] as Float64Array, r), usual * at(wins.presence[k] as Float64Array, r)];
      won[r] = at(won, r) + n;
      present[r] = at(present, r) + presence;
      teamWins += n;
      teamPresence += presence;
    }
  }
  if (teamPresence === 0) {
    teamPresence = share * wins.firstSeen.filter((day) => day <= moment.asOf).length;
    teamWins = wins.soFar.reduce((a, b) => a + b, 0);
  }
  const teamRate = teamPresence > 0 ? teamWins / teamPresence : 0;
  return won.map((n, r) => {
    const missing = Math.max(0, 1 - at(present, r));
    return (n + missing * teamRate * (ramp?.get(deals.reps[r] ?? "") ?? 1)) / Math.max(1, at(present, r));
  });
}

/** Variance of a rep's wins between periods beyond chance, over the squared mean: pooled over reps with two periods. */
function overDispersion({ counts, presence }: WinHistory): number {
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
  return n < 5 ? TUNING.spread : Math.max(TUNING.spreadFloor, sum / n);
}
