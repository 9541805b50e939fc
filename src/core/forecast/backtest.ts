import { chanceToReach, type Forecast, fitForecast } from "./forecast.js";
import { at, elapsedShare, type Moment, momentAt } from "./moment.js";
import type { Scored } from "./score.js";
import { wonIn } from "./wins.js";

/** A forecast of an earlier period as it would have been made then, with what came of it. `quota` is 0 where there was none. */
export interface BackCase extends Scored {
  readonly rep: string;
  /** Place of the period among the past ones, and its first day. */
  readonly period: number;
  readonly start: number;
  readonly asOf: number;
  readonly confidence: Forecast["confidence"];
}

/** The shares of a period at which a record is kept. */
const SHARES = [0.25, 0.5, 0.75];
/** A forecast needs this many periods before it to have learnt anything. */
const LEAST_BEFORE = 2;

/**
 * Forecasts the last `periods` past periods again, at a quarter, a half and three quarters of each, from what was known then and
 * nothing later, calibration included. People who had no deal by then are left out. `quotaOf` gives the quota that was in force, in the
 * unit of the deals, or null.
 */
export function backtest(
  moment: Moment,
  seed: string,
  periods: number,
  quotaOf: (rep: string, start: number, asOf: number) => number | null,
): BackCase[] {
  const first = Math.max(LEAST_BEFORE, moment.past.length - periods);
  return moment.past.slice(first).flatMap((_, i) =>
    SHARES.flatMap((share) => {
      const then = momentAt(moment, first + i, share);
      const forecaster = fitForecast(then, seed);
      return then.deals.reps.flatMap((rep, r): BackCase[] => {
        if (!seenBy(then, r)) return [];
        const forecast = forecaster.forecastOf(rep);
        const quota = quotaOf(rep, then.current.start, then.asOf);
        const { p10, p50, p90, closed, confidence } = forecast;
        return [
          {
            rep,
            period: first + i,
            start: then.current.start,
            asOf: then.asOf,
            confidence,
            p10,
            p50,
            p90,
            pHit: quota === null ? null : chanceToReach(quota, forecast),
            quota: quota ?? 0,
            closed,
            elapsed: elapsedShare(then),
            actual: wonIn(moment, r, then.current),
          },
        ];
      });
    }),
  );
}

/** Whether the rep had a deal by then. */
function seenBy({ deals, asOf }: Moment, rep: number): boolean {
  for (let i = at(deals.firstRow, rep); i < at(deals.firstRow, rep + 1); i++)
    if (at(deals.created, i) <= asOf) return true;
  return false;
}
