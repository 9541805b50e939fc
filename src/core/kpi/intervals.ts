import { type Rational, rational } from "../rational.js";
import { type Interval, sixDigits, toNumber } from "./measured.js";

/** 97.5 % point of the standard normal. */
const Z = 1.959963984540054;

/** Wilson score limits of a share, 95 %. Never outside 0 to 1. Source: Wilson 1927. */
export function wilson(hits: number, n: number): Interval {
  if (n === 0) return { low: rational(0), high: rational(1) };
  const share = hits / n;
  const middle = share + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return {
    low: sixDigits(Math.max(0, (middle - half) / scale)),
    high: sixDigits(Math.min(1, (middle + half) / scale)),
  };
}

/** Limits of a mean by its standard error, not below zero; null with fewer than two values. */
export function meanInterval(values: readonly number[]): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
  const half = Z * Math.sqrt(variance / n);
  return { low: sixDigits(Math.max(0, mean - half)), high: sixDigits(mean + half) };
}

/** Limits of sum(over) / sum(under) by linearisation (the ratio estimator); null with fewer than two pairs or nothing below. */
export function ratioInterval(pairs: readonly (readonly [over: number, under: number])[]): Interval | null {
  const n = pairs.length;
  const under = pairs.reduce((a, [, y]) => a + y, 0);
  if (n < 2 || under === 0) return null;
  const ratio = pairs.reduce((a, [x]) => a + x, 0) / under;
  const variance = pairs.reduce((a, [x, y]) => a + (x - ratio * y) ** 2, 0) / (n - 1);
  const half = (Z * Math.sqrt(n * variance)) / under;
  return { low: sixDigits(Math.max(0, ratio - half)), high: sixDigits(ratio + half) };
}

/** Limits of a total of independent amounts that come at random (compound Poisson), over `days`. */
export function rateInterval(amounts: readonly number[], days: number): Interval | null {
  if (amounts.length < 2 || days <= 0) return null;
  const total = amounts.reduce((a, b) => a + b, 0);
  const half = Z * Math.sqrt(amounts.reduce((a, b) => a + b * b, 0));
  return { low: sixDigits(Math.max(0, total - half) / days), high: sixDigits((total + half) / days) };
}

/** Limits of a - b from the limits of each (the square-and-add rule; of two Wilson intervals, Newcombe's method 10). Null where a limit is open. */
export function differenceInterval(
  a: { readonly value: Rational; readonly interval: Interval | null },
  b: { readonly value: Rational; readonly interval: Interval | null },
): { readonly low: number; readonly high: number } | null {
  if (!a.interval?.high || !b.interval?.high) return null;
  const [x, y] = [toNumber(a.value), toNumber(b.value)];
  const difference = x - y;
  return {
    low: difference - Math.hypot(x - toNumber(a.interval.low), toNumber(b.interval.high) - y),
    high: difference + Math.hypot(toNumber(a.interval.high) - x, y - toNumber(b.interval.low)),
  };
}

/** Limits of a median from the ranks around the middle, whatever the distribution; null with fewer than six values. Source: binomial ranks. */
export function medianInterval(ascending: readonly number[]): Interval | null {
  const n = ascending.length;
  if (n < 6) return null;
  const half = (Z * Math.sqrt(n)) / 2;
  const low = ascending[Math.max(0, Math.floor(n / 2 - half) - 1)] ?? 0;
  const high = ascending[Math.min(n - 1, Math.ceil(n / 2 + half))] ?? low;
  return { low: rational(low), high: rational(high) };
}
