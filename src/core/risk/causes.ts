import type { Forecast } from "../forecast/forecast.js";
import { chanceToReach } from "../forecast/forecast.js";
import type { Drivers } from "./drivers.js";
import { shapley } from "./shapley.js";

/** Why somebody may miss: what is below what is usual in the group. */
export const CAUSES = ["coverage", "creation", "conversion", "slip", "deal_size", "ramp"] as const;
export type CauseName = (typeof CAUSES)[number];

export interface Cause {
  readonly cause: CauseName;
  /** This person's and the group's figure, in the driver's own unit; for ramp the share of a full pace, and 1. */
  readonly own: number;
  readonly usual: number;
  /** Part of the chance that is lost by it. The effects of all causes sum to `withAll` - `chance`. */
  readonly effect: number;
  /** The chance if this alone were as usual. */
  readonly chanceWithout: number;
}

export interface Explained {
  /** P(the goal is reached), 0 to 1. */
  readonly chance: number;
  /** The same if everything that is below what is usual were as usual. */
  readonly withAll: number;
  /** Largest effect first; only what lowers the chance. */
  readonly causes: readonly Cause[];
}

/** What is to come of a person: of open deals, and of deals yet to be created. In the forecast's unit. */
interface ToCome {
  readonly open: number;
  readonly created: number;
}

/** No cause is believed to more than treble what is to come. */
const MOST = 3;

/**
 * The chance to reach `goal` and what each cause takes from it: what is to come is raised as it would be if the cause were as usual in
 * the group, every draw in the same proportion. What is better than usual stays as it is. `ramp` is the share of a full pace that
 * somebody new is expected to have, 1 after that; the usual pace of creating deals is held against them in that share only.
 */
export function explain(forecast: Forecast, goal: number, own: Drivers, usual: Drivers, ramp: number): Explained {
  const { open, created } = { open: forecast.fromOpen, created: forecast.fromNew };
  const expected = Math.max(0, open) + Math.max(0, created);
  const share = ramp > 0 && ramp < 1 ? ramp : 1;
  const better = (wanted: number, has: number): number =>
    has > 0 && wanted > has ? Math.min(MOST, wanted / has) : wanted > has ? MOST : 1;
  const lift: Record<CauseName, ToCome> = {
    coverage: { open: better(usual.pipeline, own.pipeline), created: 1 },
    creation: { open: 1, created: better(usual.creation * share, own.creation) },
    conversion: { open: better(usual.winRate, own.winRate), created: better(usual.winRate, own.winRate) },
    slip: { open: better(1 - usual.slip, 1 - own.slip), created: 1 },
    deal_size: { open: 1, created: better(usual.size, own.size) },
    ramp: { open: 1, created: 1 / share },
  };
  const chanceWith = (taking: ReadonlySet<CauseName>): number => {
    if (forecast.over || expected <= 0) return chanceToReach(goal, forecast);
    const product = (part: keyof ToCome): number => [...taking].reduce((all, cause) => all * lift[cause][part], 1);
    const factor = (Math.max(0, open) * product("open") + Math.max(0, created) * product("created")) / expected;
    if (factor === 1) return chanceToReach(goal, forecast);
    const draws = forecast.draws.map((draw) => forecast.closed + (draw - forecast.closed) * factor);
    return chanceToReach(goal, { ...forecast, draws });
  };
  const active = CAUSES.filter((cause) => lift[cause].open > 1 || lift[cause].created > 1);
  const shares = shapley(active, chanceWith);
  const figures: Record<CauseName, readonly [number, number]> = {
    coverage: [own.pipeline, usual.pipeline],
    creation: [own.creation, usual.creation],
    conversion: [own.winRate, usual.winRate],
    slip: [own.slip, usual.slip],
    deal_size: [own.size, usual.size],
    ramp: [share, 1],
  };
  return {
    chance: chanceWith(new Set()),
    withAll: chanceWith(new Set(active)),
    causes: active
      .map((cause) => ({
        cause,
        own: figures[cause][0],
        usual: figures[cause][1],
        effect: shares.get(cause) ?? 0,
        chanceWithout: chanceWith(new Set([cause])),
      }))
      .sort((a, b) => b.effect - a.effect || (a.cause < b.cause ? -1 : 1)),
  };
}
