/**
 * An exact fraction in lowest terms, denominator positive. Rates derived from amounts (target incentive / quota) and
 * attainment stay fractions until a money line is rounded, so no digit is lost on the way.
 */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Both magnitudes that doubles hold exactly share their divisor in doubles, several times quicker than in bigints. */
function gcd(a: bigint, b: bigint): bigint {
  if (a < SAFE && a > -SAFE && b < SAFE && b > -SAFE) {
    let x = Math.abs(Number(a));
    let y = Math.abs(Number(b));
    while (y !== 0) {
      const rest = x % y;
      x = y;
      y = rest;
    }
    return x === 1 ? 1n : BigInt(x);
  }
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
const SAFE = 2n ** 53n;

/** n/d in lowest terms. Throws RangeError when d is zero: a ratio without a denominator is an outcome its caller must name. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const num = typeof n === "bigint" ? n : BigInt(n);
  const den = typeof d === "bigint" ? d : BigInt(d);
  if (den === 1n) return { n: num, d: 1n };
  if (den === 0n) throw new RangeError("a rational needs a denominator other than zero");
  const g = gcd(num, den) || 1n;
  if (g === 1n && den > 0n) return { n: num, d: den };
  return den < 0n ? { n: -num / g, d: -den / g } : { n: num / g, d: den / g };
}

export const ZERO = rational(0);
export const ONE = rational(1);

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Exact value of a decimal numeral ("0.085", "-12", "1e3"). Throws RangeError on anything else. */
export function parseDecimal(text: string): Rational {
  const m = DECIMAL.exec(text.trim());
  const whole = m?.[2] ?? "";
  const fraction = m?.[3] ?? "";
  if (!m || whole.length + fraction.length === 0) throw new RangeError(`"${text}" is not a decimal number`);
  const exponent = Number(m[4] ?? 0) - fraction.length;
  const digits = BigInt(whole + fraction) * (m[1] === "-" ? -1n : 1n);
  return exponent >= 0 ? rational(digits * 10n ** BigInt(exponent)) : rational(digits, 10n ** BigInt(-exponent));
}

// Most sums are of whole minor units or of one denominator, so that case skips the cross products.
export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n - b.n, a.d) : rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });

/** -1, 0 or 1 as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const isZero = (a: Rational): boolean => a.n === 0n;
export const isNegative = (a: Rational): boolean => a.n < 0n;
export const total = (values: Iterable<Rational>): Rational => {
  let result = ZERO;
  for (const value of values) result = add(result, value);
  return result;
};
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

/** How a value between two representable neighbours is settled. `half_up` sends ties away from zero, as spreadsheets and SQL `round` do. */
export type Rounding = "half_up" | "half_even" | "down" | "up";

/** The nearest integer under `mode`. `down` is toward zero, `up` away from zero. */
export function roundToInteger({ n, d }: Rational, mode: Rounding = "half_up"): bigint {
  const sign = n < 0n ? -1n : 1n;
  const magnitude = n < 0n ? -n : n;
  const quotient = magnitude / d;
  const twiceRest = (magnitude % d) * 2n;
  if (twiceRest === 0n) return sign * quotient;
  const away =
    mode === "up" ||
    (mode === "half_up" && twiceRest >= d) ||
    (mode === "half_even" && (twiceRest > d || (twiceRest === d && quotient % 2n === 1n)));
  return sign * (away ? quotient + 1n : quotient);
}

/** Decimal numeral with at most `places` digits after the point, half-up, trailing zeros dropped: 2/3 -> "0.6667" at 4. */
export function toDecimalString({ n, d }: Rational, places = 12): string {
  if (d === 1n) return n.toString();
  const scaled = roundToInteger({ n: n * 10n ** BigInt(places), d });
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  const fraction = places === 0 ? "" : digits.slice(-places).replace(/0+$/, "");
  const whole = places === 0 ? digits : digits.slice(0, -places);
  return `${scaled < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}
