import { exactMinor, type Money, money, NO_CURRENCY, toDecimal } from "./money.js";
import { multiply, type Rational, rational, toDecimalString } from "./rational.js";

/**
 * How formulas show their values: plain English digits, the same for every reader, so that a formula can be copied into a
 * calculator. Figures of an answer are worded elsewhere, in the reader's locale.
 */

const SYMBOLS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥" };

/** "1234567.5" -> "1,234,567.5". */
function grouped(numeral: string): string {
  const point = numeral.indexOf(".");
  const first = numeral.startsWith("-") ? 1 : 0;
  let groups = point === -1 ? numeral : numeral.slice(0, point);
  for (let at = groups.length - 3; at > first; at -= 3) groups = `${groups.slice(0, at)},${groups.slice(at)}`;
  return point === -1 ? groups : groups + numeral.slice(point);
}

export function moneyText(amount: Money): string {
  if (amount.currency === NO_CURRENCY) return numberText(rational(amount.minor, 10_000));
  const numeral = toDecimal(amount);
  const sign = numeral.startsWith("-") ? "-" : "";
  const digits = grouped(numeral.replace("-", ""));
  const symbol = SYMBOLS[amount.currency];
  return symbol ? `${sign}${symbol}${digits}` : `${sign}${amount.currency} ${digits}`;
}

/** An exact amount in major units; digits beyond the minor unit are shown rather than rounded away, up to six. */
export function amountText(value: Rational, currency: string): string {
  const exact = exactMinor(value, currency);
  if (exact !== null) return moneyText(money(exact, currency));
  const symbol = SYMBOLS[currency] ?? `${currency} `;
  const numeral = toDecimalString(value, 6);
  return numeral.startsWith("-") ? `-${symbol}${grouped(numeral.slice(1))}` : `${symbol}${grouped(numeral)}`;
}

export const numberText = (value: Rational, places = 4): string => grouped(toDecimalString(value, places));

/** 0.085 -> "8.5%". */
export const percentText = (value: Rational, places = 4): string =>
  `${grouped(toDecimalString(multiply(value, rational(100)), places))}%`;

/** "new_business" -> "New business". */
export const labelOf = (key: string): string => {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
