import { multiply, parseDecimal, type Rational, type Rounding, rational, roundToInteger } from "./rational.js";

/** An amount in the minor unit of its currency (cents for USD, yen for JPY, fils for BHD). Always a safe integer, never -0. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** ISO 4217's code for "no currency": counts such as units stand as amounts in it, with four decimals. */
export const NO_CURRENCY = "XXX";

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  XXX: 4,
};

/** Digits after the point in `currency`'s minor unit: 2 unless ISO 4217 says otherwise. */
export const minorDigits = (currency: string): number => MINOR_DIGITS[currency] ?? 2;

/** Throws RangeError when `minor` is not an integer that a double holds exactly (2^53 - 1 cents is 90 trillion dollars). */
export function money(minor: number | bigint, currency: string): Money {
  const value = Number(minor);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${minor} ${currency} cannot be held exactly in minor units`);
  return { minor: value === 0 ? 0 : value, currency };
}

export const zero = (currency: string): Money => money(0, currency);

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency)
    throw new RangeError(`${a.currency} and ${b.currency} cannot be added without a rate of exchange`);
  return a.currency;
}

export const plus = (a: Money, b: Money): Money => money(a.minor + b.minor, sameCurrency(a, b));
export const minus = (a: Money, b: Money): Money => money(a.minor - b.minor, sameCurrency(a, b));
export const sum = (amounts: Iterable<Money>, currency: string): Money => {
  let total = zero(currency);
  for (const amount of amounts) total = plus(total, amount);
  return total;
};

const UNITS = [1n, 10n, 100n, 1_000n, 10_000n];

/** How many minor units make one of `currency`: 100 for USD. */
export const minorUnits = (currency: string): bigint => UNITS[minorDigits(currency)] ?? 100n;

/** The exact amount in major units: 12.34 USD -> 617/50. */
export const toRational = ({ minor, currency }: Money): Rational => rational(minor, minorUnits(currency));

/** Whole minor units that `value` in major units is exactly; null where it lies between two. */
export function exactMinor({ n, d }: Rational, currency: string): bigint | null {
  const scaled = n * minorUnits(currency);
  if (d === 1n) return scaled;
  return scaled % d === 0n ? scaled / d : null;
}

/** `value` in major units, rounded once to the minor unit. */
export function fromRational(value: Rational, currency: string, rounding: Rounding = "half_up"): Money {
  return money(roundToInteger({ n: value.n * minorUnits(currency), d: value.d }, rounding), currency);
}

/** amount x factor, rounded once to the minor unit. */
export const times = (amount: Money, factor: Rational, rounding: Rounding = "half_up"): Money =>
  money(roundToInteger(multiply(rational(amount.minor), factor), rounding), amount.currency);

/** Money from a decimal numeral in major units. Throws RangeError when it has more digits than the currency's minor unit: rounding input is a decision for its reader. */
export function parseMoney(text: string, currency: string): Money {
  const scaled = multiply(parseDecimal(text), rational(10n ** BigInt(minorDigits(currency))));
  if (scaled.d !== 1n)
    throw new RangeError(`"${text}" has more than ${minorDigits(currency)} decimals, too many for ${currency}`);
  return money(scaled.n, currency);
}

/** Exact decimal numeral in major units with all digits of the minor unit: "1234.50". */
export function toDecimal(amount: Money): string {
  const digits = minorDigits(amount.currency);
  if (digits === 0) return String(amount.minor);
  const sign = amount.minor < 0 ? "-" : "";
  const text = String(Math.abs(amount.minor)).padStart(digits + 1, "0");
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Splits `amount` by `shares` with the largest-remainder rule, so the parts sum to the amount times the sum of shares when
 * that is a whole minor unit, and to its half-up rounding otherwise. Ties of remainder go to the earlier share. Source: plan mechanics, rounding of splits.
 */
export function allocate(amount: Money, shares: readonly Rational[]): Money[] {
  const exact = shares.map((share) => multiply(rational(amount.minor), share));
  const floors = exact.map((value) => floor(value));
  const total = roundToInteger(exact.reduce((a, b) => rational(a.n * b.d + b.n * a.d, a.d * b.d), rational(0)));
  let left = total - floors.reduce((a, b) => a + b, 0n);
  const order = exact
    .map((value, index) => ({ index, rest: rational(value.n - (floors[index] ?? 0n) * value.d, value.d) }))
    .sort(
      (a, b) =>
        Number(b.rest.n * a.rest.d - a.rest.n * b.rest.d > 0n) -
          Number(b.rest.n * a.rest.d - a.rest.n * b.rest.d < 0n) || a.index - b.index,
    );
  for (const { index } of order) {
    if (left <= 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return floors.map((minor) => money(minor, amount.currency));
}

const floor = ({ n, d }: Rational): bigint => (n >= 0n || n % d === 0n ? n / d : n / d - 1n);
