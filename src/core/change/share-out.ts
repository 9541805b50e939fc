import { add, divide, isZero, multiply, negate, type Rational, rational, subtract, total, ZERO } from "../rational.js";

/** Up to here every subset is computed: 2 to the 8th is 256 statements. */
const EXACT_UP_TO = 8;

/** Pay with the causes whose bit is set, in whole minor units. */
type PayWithCauses = (chosen: ReadonlySet<number>) => number;

/**
 * Shares the difference between no cause and all of them out among `count` causes, exactly. Up to eight: the Shapley value, each
 * cause's effect averaged over every order in which they could have come. Beyond: the mean of what a cause does first and what it
 * does last, and what these do not explain in proportion to their sizes. Either way the shares sum to the difference, depend on
 * no order, give equal causes equal shares and nothing to a cause that never matters, and one cause alone gets all.
 */
export function shareOut(count: number, payWith: PayWithCauses): Rational[] {
  return count <= EXACT_UP_TO ? shapley(count, payWith) : firstAndLast(count, payWith);
}

function shapley(count: number, payWith: PayWithCauses): Rational[] {
  const subsets = 1 << count;
  const pays = Array.from({ length: subsets }, (_, mask) => payWith(new Set(bitsOf(mask, count))));
  const factorial = Array.from({ length: count + 1 }, () => 1);
  for (let i = 1; i <= count; i++) factorial[i] = (factorial[i - 1] ?? 1) * i;
  return Array.from({ length: count }, (_, cause) => {
    let sum = 0n;
    for (let mask = 0; mask < subsets; mask++) {
      if (mask & (1 << cause)) continue;
      const size = bitsOf(mask, count).length;
      const orders = BigInt((factorial[size] ?? 1) * (factorial[count - size - 1] ?? 1));
      sum += orders * BigInt((pays[mask | (1 << cause)] ?? 0) - (pays[mask] ?? 0));
    }
    return rational(sum, BigInt(factorial[count] ?? 1));
  });
}

const bitsOf = (mask: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => i).filter((i) => mask & (1 << i));

function firstAndLast(count: number, payWith: PayWithCauses): Rational[] {
  const all = Array.from({ length: count }, (_, i) => i);
  const none = payWith(new Set());
  const full = payWith(new Set(all));
  const means = all.map((i) => {
    const first = payWith(new Set([i])) - none;
    const last = full - payWith(new Set(all.filter((other) => other !== i)));
    return rational(first + last, 2);
  });
  const rest = subtract(rational(full - none), total(means));
  if (isZero(rest)) return means;
  const sizes = means.map((mean) => (mean.n < 0n ? negate(mean) : mean));
  const whole = total(sizes);
  // Causes that matter only together share alike.
  if (isZero(whole)) return means.map(() => divide(rest, rational(count)));
  return means.map((mean, i) => add(mean, divide(multiply(rest, sizes[i] ?? ZERO), whole)));
}
