import { quantile } from "./combine.js";
import { TUNING } from "./tuning.js";

export interface Range3 {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Where the 10, 50 and 90 % points of a range should lie, in half-widths of the range as drawn: (-1, 0, 1) leaves it. */
export interface Rescale {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** How far from the middle an outcome lay, in half-widths of its own side. */
export function standing({ p10, p50, p90 }: Range3, actual: number): number {
  const width = actual >= p50 ? p90 - p50 : p50 - p10;
  if (width <= 0) return actual === p50 ? 0 : Math.sign(actual - p50) * 3;
  return Math.max(-4, Math.min(4, (actual - p50) / width));
}

/** Moves the points to where `n` past outcomes lay, drawn to (-1, 0, 1) with n / (n + prior cases). */
export function rescaleFrom(standings: readonly number[]): Rescale {
  const z = Float64Array.from(standings).sort();
  const point = (q: number, unchanged: number, cases: number): number => {
    if (z.length === 0) return unchanged;
    const weight = z.length / (z.length + cases);
    return weight * quantile(z, q) + (1 - weight) * unchanged;
  };
  const mid = point(0.5, 0, TUNING.middleCases);
  return {
    low: Math.min(mid - 0.05, point(0.1, -1, TUNING.rescaleCases)),
    mid,
    high: Math.max(mid + 0.05, point(0.9, 1, TUNING.rescaleCases)),
  };
}

/** Ascending draws, each moved as the points are; straight between them and beyond. None falls below `floor`. */
export function rescaled(draws: Float64Array, { p10, p50, p90 }: Range3, by: Rescale, floor: number): Float64Array {
  const [down, up] = [p50 - p10, p90 - p50];
  // A middle that moves does so in the half-width of the side it moves to.
  const mid = p50 + by.mid * (by.mid >= 0 ? up : down);
  const low = p50 + by.low * (by.low >= 0 ? up : down);
  const high = p50 + by.high * (by.high >= 0 ? up : down);
  return draws.map((value) => {
    const moved =
      value >= p50
        ? mid + (up > 0 ? ((value - p50) / up) * (high - mid) : 0)
        : mid + (down > 0 ? ((value - p50) / down) * (mid - low) : 0);
    return Math.max(floor, moved);
  });
}
