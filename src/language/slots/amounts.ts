import type { Language, WordTables } from "../lexicon.js";
import { free, type Mention, take, type Word } from "./mention.js";

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
    word === undefined ? undefined : (multipliers.get(word) ?? tables.multipliers.en.get(word));
  const spelled = m ? undefined : tables.numbers.get(text);
  if (!m && (spelled === undefined || multiplierOf(at(start + 1)) === undefined)) return null;

  let digits = m ? plainNumeral(m[2] ?? "", language) : String(spelled);
  let currency = codeFirst ? (leading ?? null) : (SIGNS[m?.[1] ?? ""] ?? null);
  let unit: Amount["unit"] = currency ? "money" : "plain";
  const suffix = m?.[3] ?? "";
  let to = start + 1;
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
  return { from: i, to, value: { value: digits, unit, currency } };
}

/**
 * "1,250.50", "1.250,50", "30.000" -> a numeral with a point. Of two kinds of separators the last is the decimal one; a single
 * comma before three digits separates thousands, a single point before three digits does where the language writes it so.
 */
function plainNumeral(text: string, language: Language): string {
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  const strip = (value: string) => value.replace(/[.,]/g, "");
  const decimalAt = Math.max(comma, point);
  if (decimalAt < 0) return text;
  const after = text.length - decimalAt - 1;
  const both = comma >= 0 && point >= 0;
  const repeated = text.indexOf(text[decimalAt] ?? "") !== decimalAt;
  const thousands = !both && (repeated || (after === 3 && (comma >= 0 || language !== "en")));
  if (thousands) return strip(text);
  return `${strip(text.slice(0, decimalAt))}.${text.slice(decimalAt + 1)}`;
}

/** Shifts the decimal point: multipliers are powers of ten, so no arithmetic on amounts is needed. */
function multiply(numeral: string, powerOfTen: number): string {
  const zeros = String(powerOfTen).length - 1;
  const [whole = "0", fraction = ""] = numeral.split(".");
  const shifted = `${whole}${fraction.padEnd(zeros, "0").slice(0, zeros)}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(zeros).replace(/0+$/, "");
  return rest ? `${shifted}.${rest}` : shifted;
}
