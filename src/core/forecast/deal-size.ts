import { at, type Moment } from "./moment.js";
import type { Chance } from "./random.js";
import { TUNING } from "./tuning.js";

/** Draws what a win brings: a won deal of the rep's own last year, or one of the team's brought to the rep's usual size. */
export interface DealSizes {
  draw(rep: number, chance: Chance): number;
}

/**
 * Own deals with the chance n / (n + `ownSizes`), n = the rep's wins of the last `sizeDays` days; the rep's usual size is the own
 * mean drawn to the team's by the same weight. Without any win in the team every draw is 0.
 */
export function dealSizes({ deals, asOf }: Moment): DealSizes {
  const { ownSizes: ownPrior, sizeDays: days } = TUNING;
  const reps = deals.reps.length;
  const amounts = new Float64Array(deals.closed.length);
  const first = new Int32Array(reps + 1);
  const sums = new Float64Array(reps);
  let count = 0;
  let sum = 0;
  for (let r = 0; r < reps; r++) {
    for (let i = at(deals.firstRow, r); i < at(deals.firstRow, r + 1); i++) {
      const closed = at(deals.closed, i);
      if (at(deals.won, i) === 0 || closed > asOf || closed <= asOf - days) continue;
      amounts[count++] = at(deals.amountWon, i);
      sum += at(deals.amountWon, i);
      sums[r] = at(sums, r) + at(deals.amountWon, i);
    }
    first[r + 1] = count;
  }
  const team = count === 0 ? 0 : sum / count;
  const ownCount = (rep: number): number => at(first, rep + 1) - at(first, rep);
  const usual = (rep: number): number => (at(sums, rep) + ownPrior * team) / (ownCount(rep) + ownPrior);
  return {
    draw(rep, chance) {
      const own = ownCount(rep);
      if (count === 0) return 0;
      if (chance.next() * (own + ownPrior) < own) return at(amounts, at(first, rep) + chance.index(own));
      const picked = at(amounts, chance.index(count));
      return team === 0 ? picked : (picked * usual(rep)) / team;
    },
  };
}
