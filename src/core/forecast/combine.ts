import { at } from "./moment.js";

/** The draws in ascending order, in an array of their own. */
export const sorted = (draws: Float64Array): Float64Array => Float64Array.from(draws).sort();

/** Quantile of ascending values, 0 <= q <= 1, linear between neighbours. */
export function quantile(ascending: Float64Array, q: number): number {
  if (ascending.length === 0) return Number.NaN;
  const place = q * (ascending.length - 1);
  const low = Math.floor(place);
  const high = Math.min(ascending.length - 1, low + 1);
  return at(ascending, low) + (place - low) * (at(ascending, high) - at(ascending, low));
}

/** The average of the quantiles, not of the samples: two sharp ranges side by side do not become one wide range. */
export function averageQuantiles(a: Float64Array, b: Float64Array, weightOfA: number): Float64Array {
  return a.map((value, i) => weightOfA * value + (1 - weightOfA) * at(b, i));
}
