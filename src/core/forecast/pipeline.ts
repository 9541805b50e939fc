import { creationRates } from "./creation.js";
import type { DealSizes } from "./deal-size.js";
import { winChances } from "./hazards.js";
import { at, type Moment } from "./moment.js";
import type { Chance } from "./random.js";
import { TUNING } from "./tuning.js";
import type { WinHistory } from "./wins.js";

/** What the pipeline model expects of one rep: one number for each draw. */
export interface PipelineDraws {
  /** From deals that are open now. */
  readonly existing: Float64Array;
  /** From deals yet to be created. */
  readonly created: Float64Array;
}

/** The pipeline model: every open deal is won or not by the hazards of its age, and new deals come at the rep's own rate. */
export interface PipelineModel {
  /** `shocks`: the team's common factor on every chance, one for each draw. */
  remaining(rep: number, shocks: Float64Array, chance: Chance): PipelineDraws;
  shocks(draws: number, chance: Chance): Float64Array;
}

export function pipelineModel(moment: Moment, wins: WinHistory, sizes: DealSizes): PipelineModel {
  const { deals, asOf } = moment;
  const chances = winChances(moment);
  const ratio = realisation(moment);
  const creation = creationRates(moment, wins);
  let wonOfNew = 0;
  for (let day = 0; day < chances.ofNewOn.length; day++)
    wonOfNew += at(chances.ofNewOn, day) * creation.busy(asOf + 1 + day);
  return {
    shocks(draws, chance) {
      const shocks = new Float64Array(draws);
      for (let j = 0; j < draws; j++) shocks[j] = Math.exp(TUNING.shock * chance.normal() - TUNING.shock ** 2 / 2);
      return shocks;
    },
    remaining(rep, shocks, chance) {
      const existing = new Float64Array(shocks.length);
      const created = new Float64Array(shocks.length);
      const factor = chances.repFactor(rep);
      for (let i = at(deals.firstRow, rep); i < at(deals.firstRow, rep + 1); i++) {
        if (at(deals.created, i) > asOf || at(deals.closed, i) <= asOf) continue;
        const p = factor * chances.ofOpen(at(deals.created, i), at(deals.advanced, i));
        if (p <= 0) continue;
        const amount = at(deals.amountOpen, i);
        for (let j = 0; j < existing.length; j++)
          if (chance.next() < p * at(shocks, j))
            existing[j] = at(existing, j) + (Number.isNaN(amount) ? sizes.draw(rep, chance) : amount * ratio(chance));
      }
      const { shape, rate } = creation.of(rep);
      const perDaily = factor * wonOfNew;
      for (let j = 0; j < created.length; j++) {
        const count = chance.poisson(chance.gamma(shape, rate) * perDaily * at(shocks, j));
        let total = 0;
        for (let n = 0; n < count; n++) total += sizes.draw(rep, chance);
        created[j] = total;
      }
      return { existing, created };
    },
  };
}

/** Won amount over the amount while open, of a won deal at random; 1 where no deal tells. */
function realisation({ deals, asOf }: Moment): (chance: Chance) => number {
  const ratios: number[] = [];
  for (let i = 0; i < deals.closed.length; i++) {
    const ratio = at(deals.amountWon, i) / at(deals.amountOpen, i);
    if (at(deals.won, i) === 1 && at(deals.closed, i) <= asOf && Number.isFinite(ratio)) ratios.push(ratio);
  }
  return (chance) => (ratios.length === 0 ? 1 : (ratios[chance.index(ratios.length)] as number));
}
