import type { Rational, Rounding } from "../rational.js";

/**
 * Whole numbers held in doubles, which is what columns are made of. Every function says for which values it is exact; whoever
 * calls one proves the bound first (`isExact`) and leaves the payee to fractions of any size where it does not hold.
 */

/** Whole numbers below it are exact in a double, and so is any sum or product whose double comes out below it. */
const LIMIT = 2 ** 53;

/** True when rounded quotients of whole numbers up to `largest` by `divisor` are exact: see `rounderFor`. */
export const isExact = (largest: number, divisor: number): boolean => 2 * largest + 3 * divisor < LIMIT;

/** a × b where that is exact, else NaN, which no bound lets through. */
export const product = (a: number, b: number): number => {
  const result = a * b;
  return Math.abs(result) < LIMIT ? result : Number.NaN;
};

/** Greatest common divisor of two whole numbers, not both zero. */
export function commonDivisor(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

/** Least common multiple of two whole numbers above zero; NaN where it is not exact. */
export const commonMultiple = (a: number, b: number): number => product(a / commonDivisor(a, b), b);

/** A fraction of whole numbers in doubles. */
export interface Fraction {
  readonly n: number;
  readonly d: number;
}

/** Null where a double does not hold numerator or denominator exactly. */
export function fractionOf({ n, d }: Rational): Fraction | null {
  const fraction = { n: Number(n), d: Number(d) };
  return Number.isSafeInteger(fraction.n) && Number.isSafeInteger(fraction.d) ? fraction : null;
}

/** n/d as the nearest whole number under a mode, d above zero. */
export type Rounder = (n: number, d: number) => number;

// For whole x, y with x + y <= 2^53 the double x / y lies on the same side of every whole number as the true quotient: a
// quotient below a whole number k falls short of it by at least 1/y, and doubles near k are closer together than that.
// So `Math.floor(x / y)` is exact there. `0 - q` and `q + 0`: there is no minus zero in money.
const ROUNDERS: Readonly<Record<Rounding, Rounder>> = {
  half_up: (n, d) => (n < 0 ? 0 - Math.floor((d - 2 * n) / (2 * d)) : Math.floor((2 * n + d) / (2 * d))),
  half_even: (n, d) => {
    const magnitude = Math.abs(n);
    const quotient = Math.floor(magnitude / d);
    const twiceRest = 2 * (magnitude - quotient * d);
    const away = twiceRest > d || (twiceRest === d && quotient % 2 === 1);
    const rounded = away ? quotient + 1 : quotient;
    return n < 0 ? 0 - rounded : rounded;
  },
  down: (n, d) => (n < 0 ? 0 - Math.floor(-n / d) : Math.floor(n / d) + 0),
  up: (n, d) => (n < 0 ? 0 - Math.floor((d - 1 - n) / d) : Math.floor((n + d - 1) / d)),
};

/** As `roundToInteger`. Exact for values that `isExact(|n|, d)` admits. */
export const rounderFor = (mode: Rounding): Rounder => ROUNDERS[mode];
