import type { PayeeFacts } from "../facts.js";
import { type Money, minus, money } from "../money.js";
import { payoutWith } from "../outlook.js";
import type { Period } from "../period.js";
import { newestIn, type Plans } from "../plan-history.js";
import { quantile, sorted } from "./combine.js";
import { at } from "./moment.js";

/** What the period may pay, from the landing to the cheque. */
export interface PayForecast {
  readonly p10: Money;
  readonly p50: Money;
  readonly p90: Money;
  /** For an accrual: not the pay of the mean, since pay bends at tiers and caps. */
  readonly mean: Money;
}

/** Landings that the plan is applied to: each one is a full recomputation. */
const LANDINGS = 41;

/**
 * Pays every one of 41 evenly spaced draws of the credited total through the plan; what a draw has above `credited` counts as one more
 * credit on the measure. Amounts are minor units of the measure. Points of the pay are rounded to the nearest minor unit.
 */
export function payForecast(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  measure: string,
  credited: Money,
  draws: Float64Array,
): PayForecast {
  const { currency } = newestIn(plans, period);
  const ascending = sorted(draws);
  const pays = Float64Array.from({ length: LANDINGS }, (_, i) => {
    const landing = money(Math.round(quantile(ascending, (i + 0.5) / LANDINGS)), credited.currency);
    return payoutWith(plans, facts, period, measure, minus(landing, credited)).minor;
  });
  const ordered = sorted(pays);
  const point = (value: number): Money => money(Math.round(value), currency);
  let sum = 0;
  for (let i = 0; i < LANDINGS; i++) sum += at(pays, i);
  return {
    p10: point(quantile(ordered, 0.1)),
    p50: point(quantile(ordered, 0.5)),
    p90: point(quantile(ordered, 0.9)),
    mean: point(sum / LANDINGS),
  };
}
