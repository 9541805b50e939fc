import { type RateModel, rateModel } from "./arrivals.js";
import { dealSizes } from "./deal-size.js";
import type { Moment } from "./moment.js";
import { at } from "./moment.js";
import { type PipelineModel, pipelineModel } from "./pipeline.js";
import { Chance } from "./random.js";
import { type WinHistory, winHistory } from "./wins.js";

/** Draws of one rep's total by the two models, in the order of the team's common factors. */
export interface MemberDraws {
  readonly byRate: Float64Array;
  readonly byPipeline: Float64Array;
  readonly existing: Float64Array;
  readonly created: Float64Array;
}

/** Both models, fitted to everything known at one moment. */
export interface Members {
  readonly wins: WinHistory;
  drawsOf(rep: number): MemberDraws;
}

export function fitMembers(moment: Moment, seed: string, draws: number): Members {
  const wins = winHistory(moment);
  const sizes = dealSizes(moment);
  const rate: RateModel = rateModel(moment, wins, sizes);
  const pipeline: PipelineModel = pipelineModel(moment, wins, sizes);
  const team = new Chance(seed, "team", moment.asOf);
  const factors = rate.teamFactors(draws, team);
  const shocks = pipeline.shocks(draws, team);
  return {
    wins,
    drawsOf(rep) {
      const chance = new Chance(seed, moment.deals.reps[rep] ?? "", moment.asOf);
      const closed = at(wins.wonSoFar, rep);
      const byRate = rate.remaining(rep, factors, chance).map((value) => value + closed);
      const { existing, created } = pipeline.remaining(rep, shocks, chance);
      const byPipeline = existing.map((value, j) => value + at(created, j) + closed);
      return { byRate, byPipeline, existing, created };
    },
  };
}
