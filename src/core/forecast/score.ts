import { pinball } from "./calibration.js";
import type { Range3 } from "./conformal.js";

/** A forecast with what came of it. */
export interface Scored extends Range3 {
  readonly pHit: number | null;
  readonly actual: number;
  readonly quota: number;
  /** Won by the as-of day, and the share of the period that had gone: the naive pace is the one over the other. */
  readonly closed: number;
  readonly elapsed: number;
}

/** How good forecasts were, and the same of the naive pace (every quantile equal to it, chance of quota 0 or 1). Lower is better but for cov80. */
export interface ForecastScore {
  readonly cases: number;
  /** Mean pinball loss at 10, 50 and 90 %, in the unit of the amounts. */
  readonly pinball: number;
  /** Sum of the errors of the median over the sum of what came. */
  readonly wape: number;
  /** Mean squared error of the chance of quota; null where a forecast bears none. */
  readonly brier: number | null;
  /** Share of outcomes within the 80 % range; 0.80 is right. */
  readonly coverage80: number;
  /** Each error over that of the naive pace. */
  readonly againstPace: { readonly pinball: number; readonly wape: number; readonly brier: number | null };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Throws RangeError without cases: no forecast is neither good nor bad. */
export function scoreForecasts(cases: readonly Scored[]): ForecastScore {
  if (cases.length === 0) throw new RangeError("there is no forecast to score");
  const pace = cases.map(({ closed, elapsed }) => closed / elapsed);
  const errors = cases.map(({ p50, actual }) => Math.abs(p50 - actual));
  const paceErrors = cases.map(({ actual }, i) => Math.abs((pace[i] as number) - actual));
  const total = cases.reduce((sum, { actual }) => sum + actual, 0);
  const loss = mean(cases.map((one) => pinball(one, one.actual)));
  const paceLoss = mean(
    cases.map(({ actual }, i) => {
      const point = pace[i] as number;
      return pinball({ p10: point, p50: point, p90: point }, actual);
    }),
  );
  const squared = (p: number, { actual, quota }: Scored): number => (p - (actual >= quota ? 1 : 0)) ** 2;
  const brier = cases.some(({ pHit }) => pHit === null) ? null : mean(cases.map((one) => squared(one.pHit ?? 0, one)));
  const paceBrier = mean(cases.map((one, i) => squared((pace[i] as number) >= one.quota ? 1 : 0, one)));
  return {
    cases: cases.length,
    pinball: loss,
    wape: mean(errors) / (total / cases.length),
    brier,
    coverage80: mean(cases.map(({ p10, p90, actual }) => (actual >= p10 && actual <= p90 ? 1 : 0))),
    againstPace: {
      pinball: loss / paceLoss,
      wape: mean(errors) / mean(paceErrors),
      brier: brier === null ? null : brier / paceBrier,
    },
  };
}
