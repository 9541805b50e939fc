import { daysBetween, type IsoDate } from "../core/calendar.js";
import { type Money, minorDigits, toDecimal } from "../core/money.js";
import { compare, multiply, ONE, type Rational, rational, roundToInteger, toDecimalString } from "../core/rational.js";
import type { Answer, Value } from "./answer.js";

/** What `Intl` takes for an exact decimal: a numeral, which it reads without going through a double. */
const numeral = (text: string): Intl.StringNumericLiteral => text as Intl.StringNumericLiteral;

/** Intl separates with no-break spaces; people search and paste with plain ones. */
const NO_BREAK = /[\u00a0\u202f]/g;

/** Intl formatters are costly to make (about 50 µs) and an answer needs dozens: one per locale and shape. */
const cached = <T>(make: (locale: string, shape: string) => T) => {
  const made = new Map<string, T>();
  return (locale: string, shape: string): T => {
    const key = `${locale}|${shape}`;
    const known = made.get(key);
    if (known) return known;
    const fresh = make(locale, shape);
    made.set(key, fresh);
    return fresh;
  };
};

const moneyFormat = cached((locale, currency) => {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});
const countFormat = cached((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const percentFormat = cached(
  (locale) => new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const dateFormat = cached((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }));
const momentFormat = cached(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: "UTC",
    }),
);

/** Every digit of the minor unit, with the currency's sign or code as the locale writes it: "$1,234.50", "¥1,234", "BHD 1,234.500". */
export const formatMoney = (amount: Money, locale: string): string =>
  moneyFormat(locale, amount.currency)
    .format(numeral(toDecimal(amount)))
    .replace(NO_BREAK, " ");

/**
 * A percentage to one decimal, half-up, with one exception: what is short of 100 % never reads "100.0%", because a rep would
 * take it for a quota met.
 */
export function formatRatio(value: Rational, locale: string): string {
  const tenths = roundToInteger(multiply(value, rational(1000)));
  const shown = compare(value, ONE) < 0 && tenths >= 1000n ? 999n : tenths;
  return percentFormat(locale, "")
    .format(numeral(toDecimalString(rational(shown, 1000n), 3)))
    .replace(NO_BREAK, " ");
}

/** "23 deals", "3.4 meetings": at most one decimal; the unit is written by the skill, in the right number. */
const formatCount = (count: number, unit: string, locale: string): string =>
  `${countFormat(locale, "").format(count)}${unit && ` ${unit}`}`;

export const formatDate = (date: IsoDate, locale: string): string =>
  dateFormat(locale, "").format(new Date(`${date}T00:00:00Z`));

/** A moment to the minute, in UTC and said so. */
export const formatMoment = (moment: Date, locale: string): string => `${momentFormat(locale, "").format(moment)} UTC`;

/** A value in the words of `locale`. */
export function formatValue(value: Value, locale: string): string {
  switch (value.kind) {
    case "money":
      return formatMoney(value.amount, locale);
    case "ratio":
      return formatRatio(value.ratio, locale);
    case "count":
      return formatCount(value.count, value.unit, locale);
    case "date":
      return formatDate(value.date, locale);
    case "text":
      return value.text;
  }
}

/** When data last came in, and how many days before the answer's day that was, from the second day on. */
function formatAge(dataAsOf: Date | null, asOf: IsoDate, locale: string): string {
  if (!dataAsOf) return "no data imported yet";
  const days = daysBetween(dataAsOf.toISOString().slice(0, 10), asOf);
  return `data from ${formatMoment(dataAsOf, locale)}${days >= 2 ? ` (${days} days old)` : ""}`;
}

/**
 * What an answer's figures stand on, in the order every surface shows it: period, day, age of the data, plan version. Empty
 * for an answer without figures: a refusal or a question back is not true "as of" a day.
 */
export function contextParts(answer: Answer): string[] {
  const { outcome, period, planVersion, dataAsOf, asOf, locale, figures, progress, explanation = [] } = answer;
  const hasFigures = figures.length > 0 || explanation.length > 0 || progress !== undefined;
  if (!hasFigures && (outcome !== "answer" || !period)) return [];
  return [
    ...(period ? [period.label] : []),
    `as of ${formatDate(asOf, locale)}`,
    ...(dataAsOf !== undefined ? [formatAge(dataAsOf, asOf, locale)] : []),
    ...(planVersion ? [`plan ${planVersion}`] : []),
  ];
}

/** How many of `cells` a bar fills: 0 for nothing or less, never all of them below 100 %, all of them from 100 % on. */
export function filledCells(value: Rational, cells: number): number {
  if (compare(value, ONE) >= 0) return cells;
  const filled = Number(roundToInteger(multiply(value, rational(cells)), "down"));
  return Math.max(0, Math.min(cells - 1, filled));
}
