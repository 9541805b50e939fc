import type { IsoDate } from "./calendar.js";
import { FactsError } from "./errors.js";
import type { FxKind, FxRate } from "./facts.js";
import { ONE, type Rational } from "./rational.js";

/**
 * The rate that turns one unit of `from` into `to` on `day`: the newest of the plan's kind in force then. A missing rate is an
 * error, never 1, and no rate is derived by inverting another: 1/rate is not what anybody published.
 */
export function rateOn(
  rates: readonly FxRate[],
  kind: FxKind | null,
  from: string,
  to: string,
  day: IsoDate,
): Rational {
  if (from === to) return ONE;
  if (kind === null)
    throw new FactsError(
      `The plan pays in ${to} and meets ${from}, but does not say which rates of exchange to use: add fx: plan, spot or average to the plan.`,
    );
  let found: FxRate | undefined;
  for (const rate of rates) {
    if (rate.kind !== kind || rate.from !== from || rate.to !== to || rate.validFrom > day) continue;
    if (!found || rate.validFrom > found.validFrom) found = rate;
  }
  if (!found)
    throw new FactsError(
      `There is no ${kind} rate from ${from} to ${to} in force on ${day}: add one that is valid from that day or earlier.`,
    );
  return found.rate;
}
