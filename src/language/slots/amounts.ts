import { LANGUAGES, type Language, type WordTables } from "../lexicon.js";
import { free, type Mention, take, type Word } from "./mention.js";
import { multiply } from "./numeral.js";
import { spelledAmount } from "./spelled-amount.js";

/** A number somebody meant: money, a percentage or a count. `value` is an exact decimal numeral in whole units. */
export interface Amount {
  readonly value: string;
  readonly unit: "money" | "percent" | "count" | "plain";
  /** ISO 4217, where the message names one. */
  readonly currency: string | null;
}

const NUMBER = /^([$€£¥]?)(\d+(?:[.,]\d+)*)([$€£¥%]|[a-z]{1,6})?$/;
const SIGNS: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };

/** Every amount of the message, in order. Numbers that belong to a period are taken already. */
export function findAmounts(words: Word[], tables: WordTables, language: Language): Mention<Amount>[] {
  const found: Mention<Amount>[] = [];
  for (let i = 0; i < words.length; i++) {
    const mention = amountAt(i, words, tables, language);
    if (!mention) continue;
    take(words, mention.from, mention.to, maskOf(mention.value));
    found.push(mention);
    i = mention.to - 1;
  }
  return found;
}

/** A small bare number reads like a count: "top 5". */
const maskOf = ({ unit, value }: Amount): string =>
  unit === "percent"
    ? "<percent>"
    : unit === "count" || (unit === "plain" && value.length <= 3)
      ? "<count>"
      : "<amount>";

function amountAt(i: number, words: readonly Word[], tables: WordTables, language: Language): Mention<Amount> | null {
  const at = (index: number) => free(words, index);
  const text = at(i);
  if (!text) return null;
  const leading = tables.currencies.get(text);
  const codeFirst = leading !== undefined && /^[a-z]{3}$/.test(text) && NUMBER.test(at(i + 1) ?? "");
  const start = codeFirst ? i + 1 : i;
  const m = NUMBER.exec(at(start) ?? "");
  const multipliers = tables.multipliers[language];
  const multiplierOf = (word: string | undefined) =>
    word === undefined
      ? undefined
      : [multipliers, ...LANGUAGES.map((other) => tables.multipliers[other])].find((map) => map.has(word))?.get(word);
  if (!m) return spelledAmount(i, at, words, tables, multiplierOf);
  const grouped = groupedBySpaces(start, words, at, tables);
  let digits = grouped ? grouped.digits : plainNumeral(m[2] ?? "", language, `${m[1]}${m[3] ?? ""}`.includes("€"));
  let currency = codeFirst ? (leading ?? null) : (SIGNS[m[1] ?? ""] ?? null);
  let unit: Amount["unit"] = currency ? "money" : "plain";
  const suffix = grouped ? "" : (m[3] ?? "");
  let to = grouped ? grouped.to : start + 1;
  if (suffix) {
    const times = multiplierOf(suffix);
    if (suffix === "%") unit = "percent";
    else if (SIGNS[suffix]) currency = SIGNS[suffix] ?? null;
    else if (times) digits = multiply(digits, times);
    else if (tables.currencies.has(suffix)) currency = tables.currencies.get(suffix) ?? null;
    else if (suffix === "x") unit = "count";
    else return null;
    if (times) unit = "money";
  }
  const times = suffix ? undefined : multiplierOf(at(to));
  if (times) {
    digits = multiply(digits, times);
    unit = "money";
    to++;
  }
  const percent = tables.percent.match(to, at);
  if (percent) return { from: i, to: to + percent.length, value: { value: digits, unit: "percent", currency: null } };
  const named = tables.currencies.get(at(to) ?? "");
  if (named) {
    currency = named;
    to++;
  }
  if (currency) unit = "money";
  if (unit === "plain" && tables.counted.has(at(to) ?? "")) unit = "count";
  if (unit === "plain" && grouped) unit = "money";
  return { from: i, to, value: { value: digits, unit, currency } };
}

/**
 * "1,250.50", "1.250,50", "30.000" -> a numeral with a point. Of two kinds of separators the last is the decimal one; a single
 * comma before three digits separates thousands, a single point before three digits does where the language writes it so,
 * for euros, and before three zeros.
 */
function plainNumeral(text: string, language: Language, euro: boolean): string {
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  const strip = (value: string) => value.replace(/[.,]/g, "");
  const decimalAt = Math.max(comma, point);
  if (decimalAt < 0) return text;
  const after = text.length - decimalAt - 1;
  const both = comma >= 0 && point >= 0;
  const repeated = text.indexOf(text[decimalAt] ?? "") !== decimalAt;
  const thousands =
    !both && (repeated || (after === 3 && (comma >= 0 || language !== "en" || euro || text.endsWith("000"))));
  if (thousands) return strip(text);
  return `${strip(text.slice(0, decimalAt))}.${text.slice(decimalAt + 1)}`;
}

/** "12 500 €", "50 000": digits in groups of three with blanks between, where money follows or the groups are round. */
function groupedBySpaces(
  start: number,
  words: readonly Word[],
  at: (index: number) => string | undefined,
  tables: WordTables,
): { digits: string; to: number } | null {
  if (!/^[$€£¥]?\d{1,3}$/.test(at(start) ?? "")) return null;
  let to = start + 1;
  let digits = (at(start) ?? "").replace(/\D/g, "");
  while (/^\d{3}[$€£¥]?$/.test(at(to) ?? "") && (words[to]?.at ?? 0) - (words[to - 1]?.at ?? 0) <= 4) {
    digits += (at(to) ?? "").slice(0, 3);
    to++;
  }
  if (to === start + 1) return null;
  const money = /[$€£¥]/.test(`${at(start)}${at(to - 1)}`) || tables.currencies.has(at(to) ?? "");
  return money || digits.endsWith("000") ? { digits, to } : null;
}

/** "45" said of what was "45000" before, "6.4" of "6412.50": thousands that were left out. Null where that is not so. */
export function inThousands(said: Amount | null, before: Amount | null): Amount | null {
  if (said?.unit !== "plain" || before?.unit !== "money") return null;
  const length = (numeral: string) => (numeral.split(".")[0] ?? "").length;
  const shifted = multiply(said.value, 1000);
  const like = Math.abs(length(shifted) - length(before.value)) <= 1 && length(before.value) >= 4;
  return like && length(said.value) <= 3 ? { value: shifted, unit: "money", currency: before.currency } : null;
}
