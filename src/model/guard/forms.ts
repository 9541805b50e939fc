import { type Money, minorDigits, NO_CURRENCY, toDecimal } from "../../core/money.js";
import { multiply, type Rational, rational, toDecimalString } from "../../core/rational.js";
import { fold } from "../../language/text.js";
import type { Fact, Facts } from "./facts.js";
import { guardLists } from "./words.js";

/** A way to write one or several facts, also in small letters for comparing. A rounded one is right only where the words before it say so. */
export interface Form {
  readonly text: string;
  readonly lower: string;
  readonly rounded: boolean;
  readonly facts: readonly Fact[];
}

/** Conventions of the languages that answers are worded in. */
const LOCALES = ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES"];
const numeral = (text: string): Intl.StringNumericLiteral => text as Intl.StringNumericLiteral;

const formatters = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.set(key, known);
  return known;
}

/** One kind of blank and one kind of minus (an em dash joins clauses and is none), compatibility forms made plain: as both prose and forms are compared. */
export const normalised = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\u00a0\u202f\u2009]+/gu, " ")
    .replace(/[\u2010-\u2013\u2212]/g, "-")
    .replace(/[\u2018\u2019\u02bc]/g, "'");

const known = new WeakMap<Facts, readonly Form[]>();

/** Every way to write the facts of an answer that the guard takes, longest first. */
export function formsOf(facts: Facts): readonly Form[] {
  const made = known.get(facts) ?? makeForms(facts);
  known.set(facts, made);
  return made;
}

function makeForms({ facts, locale, period }: Facts): readonly Form[] {
  const locales = [...new Set([locale, ...LOCALES])];
  const forms = new Map<string, { text: string; lower: string; rounded: boolean; facts: Fact[] }>();
  const put = (fact: Fact, rounded: boolean, texts: readonly string[]) => {
    for (const written of texts) {
      const text = normalised(written);
      const lower = text.toLowerCase();
      const key = `${rounded} ${lower}`;
      const form = forms.get(key) ?? { text, lower, rounded, facts: [] };
      if (!form.facts.includes(fact)) form.facts.push(fact);
      if (text !== "") forms.set(key, form);
    }
  };
  for (const fact of facts) {
    put(fact, false, [fact.shown, ...exactForms(fact, locales)]);
    if (fact.key === "period") put(fact, false, periodForms(period, locales));
    put(fact, true, roundedForms(fact, locales));
  }
  return [...forms.values()].sort((a, b) => b.text.length - a.text.length);
}

function exactForms({ value }: Fact, locales: readonly string[]): string[] {
  switch (value.kind) {
    case "money":
      return moneyForms(value.amount, locales);
    case "ratio":
      return percentForms(value.ratio, locales);
    case "count":
      return countForms(value.count, value.unit, locales);
    case "date":
      return dateForms(value.date, locales);
    case "text":
      return [value.text];
  }
}

/** "$1,234.50", "1.234,50 $", "USD 1,234.50"; without the minor unit where it is zero; in thousands and millions where that is exact. */
function moneyForms(amount: Money, locales: readonly string[]): string[] {
  if (amount.currency === NO_CURRENCY) return [];
  const digits = minorDigits(amount.currency);
  const whole = amount.minor % 10 ** digits === 0;
  const decimal = toDecimal(amount);
  return [
    ...moneyTexts(decimal, amount.currency, locales, digits),
    ...(whole ? moneyTexts(decimal, amount.currency, locales, 0) : []),
    ...scaledForms(amount, locales, false),
  ];
}

function moneyTexts(decimal: string, currency: string, locales: readonly string[], digits: number): string[] {
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return locales.flatMap((locale) => [
    ...(["symbol", "narrowSymbol", "code", "name"] as const).map((currencyDisplay) =>
      numberFormat(locale, { style: "currency", currency, currencyDisplay, ...fraction }).format(numeral(decimal)),
    ),
    ...[numberFormat(locale, fraction).format(numeral(decimal))].flatMap((number) => [
      `${number} ${currency}`,
      `${currency} ${number}`,
      ...(CURRENCY_NAMES[currency] ?? []).map((name) => `${number} ${name}`),
      ...(SYMBOLS[currency] ?? []).flatMap((symbol) => [`${number}${symbol}`, `${number} ${symbol}`]),
    ]),
  ]);
}

const CURRENCY_NAMES: Readonly<Record<string, readonly string[]>> = {
  USD: ["dollars", "Dollar", "dólares"],
  EUR: ["euros", "Euro", "euro"],
  GBP: ["pounds", "Pfund", "libras", "livres"],
};
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  USD: ["$"],
  EUR: ["€"],
  GBP: ["£"],
  JPY: ["¥"],
  CHF: ["Fr."],
};

const SCALES = [
  { power: 3, marks: ["k", "K"] },
  { power: 6, marks: ["M", "m", " million", " Mio.", " millones", " millions"] },
] as const;

/** "$7.2k", "1.2M $". Exact ones, or rounded ones to one decimal and to none. */
function scaledForms(amount: Money, locales: readonly string[], rounded: boolean): string[] {
  const digits = minorDigits(amount.currency);
  return SCALES.flatMap(({ power, marks }) => {
    const scale = 10 ** (digits + power);
    if (Math.abs(amount.minor) < scale / 2) return [];
    const places = rounded ? [0, 1] : [0, 1, 2].filter((place) => (amount.minor * 10 ** place) % scale === 0);
    return places.flatMap((place) => {
      const scaled = toDecimalString(rational(BigInt(amount.minor), BigInt(scale)), place);
      return locales.flatMap((locale) => {
        const fraction = { minimumFractionDigits: place, maximumFractionDigits: place };
        const number = numberFormat(locale, fraction).format(numeral(scaled));
        return marks.flatMap((mark) =>
          [amount.currency, ...(SYMBOLS[amount.currency] ?? [])].flatMap((sign) =>
            number.startsWith("-")
              ? [`-${sign}${number.slice(1)}${mark}`, `${number}${mark} ${sign}`]
              : [
                  `${sign}${number}${mark}`,
                  `${sign} ${number}${mark}`,
                  `${number}${mark} ${sign}`,
                  `${number}${mark}${sign}`,
                ],
          ),
        );
      });
    });
  });
}

/** "87.3%", "87,3 %", "87.3 percent", and without the decimal where it is zero. */
function percentForms(ratio: Rational, locales: readonly string[]): string[] {
  const places = [0, 1, 2].filter((place) => multiply(ratio, rational(100n * 10n ** BigInt(place))).d === 1n);
  return percentTexts(ratio, locales, places);
}

const percentTexts = (ratio: Rational, locales: readonly string[], places: readonly number[]): string[] =>
  places.flatMap((place) => {
    const percent = toDecimalString(multiply(ratio, rational(100)), place);
    return locales.flatMap((locale) => {
      const fraction = { minimumFractionDigits: place, maximumFractionDigits: place };
      const number = numberFormat(locale, fraction).format(numeral(percent));
      return ["%", " %", " percent", " per cent", " Prozent", " por ciento", " pour cent"].map((mark) => number + mark);
    });
  });

function countForms(count: number, unit: string, locales: readonly string[]): string[] {
  const { units, numbers } = guardLists();
  const names = [unit, ...(units.get(unit) ?? [])].filter((name) => name !== "");
  const written = [
    ...locales.map((locale) => numberFormat(locale, { maximumFractionDigits: 1 }).format(count)),
    ...(numbers.get(count) ?? []),
  ];
  return written.flatMap((number) => names.map((name) => `${number} ${name}`));
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateText(locale: string, options: Intl.DateTimeFormatOptions, day: string): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  dateFormats.set(key, format);
  return format.format(new Date(`${day}T00:00:00Z`));
}

const dateForms = (day: string, locales: readonly string[]): string[] => [
  day,
  ...locales.flatMap((locale) => [
    dateText(locale, { dateStyle: "medium" }, day),
    dateText(locale, { dateStyle: "long" }, day),
    dateText(locale, { day: "numeric", month: "long" }, day),
    dateText(locale, { day: "numeric", month: "short" }, day),
  ]),
];

const QUARTER = /^(Q|H)([1-4])(?: (\d{4}))?$/;

/** "Q4 2026" and "T4 2026"; "October 2026" in each language. */
function periodForms(period: Facts["period"], locales: readonly string[]): string[] {
  if (!period) return [];
  const [, letter, number, year] = QUARTER.exec(period.label) ?? [];
  if (letter) {
    const letters = letter === "Q" ? ["Q", "T"] : ["H", "S"];
    return letters.flatMap((sign) => [`${sign}${number}`, ...(year ? [`${sign}${number} ${year}`] : [])]);
  }
  const days = (Date.parse(period.end) - Date.parse(period.start)) / 86_400_000;
  if (!period.start.endsWith("-01") || days < 28 || days > 31) return [];
  return locales.flatMap((locale) => [
    dateText(locale, { month: "long", year: "numeric" }, period.start),
    dateText(locale, { month: "long" }, period.start),
  ]);
}

/** The same to fewer places: whole units, hundreds, thousands, one decimal of a thousand; whole percent. */
function roundedForms({ value }: Fact, locales: readonly string[]): string[] {
  if (value.kind === "ratio") return percentTexts(value.ratio, locales, [0, 1]);
  if (value.kind !== "money" || value.amount.currency === NO_CURRENCY) return [];
  const { amount } = value;
  const unit = 10 ** minorDigits(amount.currency);
  const steps = [1, 10, 100, 1000].filter((step) => Math.abs(amount.minor) >= 10 * step * unit);
  return [
    ...steps.flatMap((step) => {
      const rounded = Math.round(amount.minor / (step * unit)) * step;
      return moneyTexts(String(rounded), amount.currency, locales, 0);
    }),
    ...scaledForms(amount, locales, true),
  ];
}

/** How near a ratio is to one that a word stands for: "half" is exact to a tenth of a percent, "about half" to two percent. */
export function saysRatio(word: string, stated: "exact" | "rounded", { facts }: Facts): boolean {
  const meant = guardLists().ratios.get(fold(word));
  const tolerance = stated === "exact" ? 0.0005 : 0.02;
  return facts.some(
    ({ value }) =>
      value.kind === "ratio" &&
      meant !== undefined &&
      Math.abs(Number(value.ratio.n) / Number(value.ratio.d) - meant) <= tolerance * meant,
  );
}
