import { fromRational, type Money, NO_CURRENCY, toDecimal, toRational } from "./money.js";
import { isZero, multiply, type Rational, rational, subtract, toDecimalString } from "./rational.js";

/**
 * How formulas show their values: plain English digits, the same for every reader, so that a formula can be copied into a
 * calculator. Figures of an answer are worded elsewhere, in the reader's locale.
 */

const SYMBOLS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥" };

const grouped = (numeral: string): string => {
  const [whole = "", fraction] = numeral.split(".");
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? groups : `${groups}.${fraction}`;
};

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
  const whole = fromRational(value, currency);
  const exact = isZero(subtract(value, toRational(whole)));
  if (exact) return moneyText(whole);
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
