import * as chrono from "chrono-node";
import { addMonths, type IsoDate, monthIndex } from "../../core/calendar.js";
import type { WordTables } from "../lexicon.js";
import { free, type Mention, take, type Word } from "./mention.js";

/**
 * Every period of the message, in order, as tokens: "last_quarter", "Q3", "2025-Q3", "october", "2025-10", "2025",
 * "last_3_months", "since_april", "since_2026-04-12", "2026-11-12", "2026-03..2026-05". What a token means in days is settled later, from today's date.
 */
export function findPeriods(words: Word[], tables: WordTables, today: IsoDate): Mention<string>[] {
  const found: Mention<string>[] = [];
  const at = (index: number) => free(words, index);
  for (let i = 0; i < words.length; i++) {
    const mention =
      since(i, at, words, tables, today) ??
      before(i, at, tables, today) ??
      span(i, at, tables) ??
      single(i, at, words, tables, today);
    if (!mention) continue;
    take(words, mention.from, mention.to, "<period>");
    found.push(mention);
    if (found.length === MAX_PERIODS) break;
    i = mention.to - 1;
  }
  return found;
}

/** A question names one or two; a list of them is not read to its end. */
const MAX_PERIODS = 8;

type At = (index: number) => string | undefined;
const YEAR = /^(?:fy)?((?:19|20)\d{2})$/;
const SHORT_YEAR = /^(?:fy)?(\d{2})$/;
const QUARTER = /^([a-z])([1-4])$/;
const HALF = /^([a-z])([12])$/;
const DAY = /^\d{1,2}(?:st|nd|rd|th)?$/;
const WRITTEN_DAY = /^\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$/;

const yearAt = (text: string | undefined): number | null => {
  const m = text ? YEAR.exec(text) : null;
  return m ? Number(m[1]) : null;
};

const addYears = (day: IsoDate, years: number): IsoDate => addMonths(day, 12 * years);

/** "before christmas": from now on to that day. */
function before(i: number, at: At, tables: WordTables, today: IsoDate): Mention<string> | null {
  const day = tables.before.has(at(i) ?? "") ? tables.holidays.get(at(i + 1) ?? "") : undefined;
  return day === undefined ? null : { from: i, to: i + 2, value: `before_${today.slice(0, 4)}-${day}` };
}

/** "since april", "since april 12", "seit 2025". */
function since(i: number, at: At, words: readonly Word[], tables: WordTables, today: IsoDate): Mention<string> | null {
  if (!tables.since.has(at(i) ?? "")) return null;
  const month = tables.months.match(i + 1, at);
  if (month) {
    const year = yearAt(at(i + 1 + month.length));
    const day = dayOf(i + 1, { from: i + 1, to: i + 1 + month.length, value: month.value }, at, words, today);
    // "Since" looks back: a day that has not come this year was last year.
    if (day) return { from: i, to: day.to, value: `since_${day.value > today ? addYears(day.value, -1) : day.value}` };
    const token = year ? `since_${year}-${monthNumber(month.value)}` : `since_${month.value}`;
    return { from: i, to: i + 1 + month.length + (year ? 1 : 0), value: token };
  }
  const iso = at(i + 1);
  if (iso && /^\d{4}-\d{2}(-\d{2})?$/.test(iso)) return { from: i, to: i + 2, value: `since_${iso}` };
  const quarter = quarterAt(i + 1, at, tables);
  if (quarter) return { from: i, to: quarter.to, value: `since_${quarter.value}` };
  return null;
}

/** "from march to may", "between january and march", "march through may". */
function span(i: number, at: At, tables: WordTables): Mention<string> | null {
  const lead = tables.from.has(at(i) ?? "") ? 1 : 0;
  const first = tables.months.match(i + lead, at);
  if (!first) return null;
  const joint = tables.to.match(i + lead + first.length, at);
  if (!joint || (lead === 0 && ["and", "y", "und", "et", "a"].includes(at(i + first.length) ?? ""))) return null;
  const last = tables.months.match(i + lead + first.length + joint.length, at);
  if (!last) return null;
  const to = i + lead + first.length + joint.length + last.length;
  const year = yearAt(at(to));
  const token = `${first.value}..${last.value}${year ? `_${year}` : ""}`;
  return { from: i, to: to + (year ? 1 : 0), value: token };
}

function single(i: number, at: At, words: readonly Word[], tables: WordTables, today: IsoDate): Mention<string> | null {
  const listed = tables.periods.match(i, at);
  const lastN = lastNAt(i, at, tables);
  if (lastN) return lastN;
  const quarter = quarterAt(i, at, tables);
  if (quarter) return quarter;
  // "The month of October" is October.
  const named = listed && at(i + listed.length) === "of" ? monthAt(i + listed.length + 1, at, words, tables) : null;
  if (listed && named) return { ...named, from: i };
  if (listed) return { from: i, to: i + listed.length, value: listed.value };
  const text = at(i);
  if (!text) return null;
  const half = HALF.exec(text);
  if (half && tables.halfLetters.has(half[1] ?? "")) {
    const year = yearNear(i + 1, at);
    const value = year ? `${year}-H${half[2]}` : half[2] === "1" ? "first_half" : "second_half";
    return { from: i, to: i + (year ? 2 : 1), value };
  }
  if (/^\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?$/.test(text)) return { from: i, to: i + 1, value: text };
  const month = monthAt(i, at, words, tables);
  if (month) return dayOf(i, month, at, words, today) ?? month;
  const year = yearAt(text);
  if (year && (text.startsWith("fy") || plausibleYear(i, at, words)))
    return { from: i, to: i + 1, value: String(year) };
  if (/^fy\d{2}$/.test(text)) return { from: i, to: i + 1, value: `20${text.slice(2)}` };
  if (WRITTEN_DAY.test(text)) return explicitDay(i, words, today);
  return null;
}

/** A bare four-digit number is a year unless money or a count stands around it. */
const plausibleYear = (i: number, at: At, words: readonly Word[]): boolean => {
  const year = Number(words[i]?.text);
  return (
    year >= 1990 &&
    year <= 2099 &&
    !/^[$€£]/.test(words[i]?.raw ?? "") &&
    !["dollars", "euros", "usd", "eur"].includes(at(i + 1) ?? "")
  );
};

function yearNear(i: number, at: At): number | null {
  const text = at(i);
  const full = yearAt(text);
  if (full) return full;
  const short = text ? SHORT_YEAR.exec(text) : null;
  return short && Number(short[1]) >= 15 && Number(short[1]) <= 40 ? 2000 + Number(short[1]) : null;
}

/** "Q3", "q3 2025", "q3 last year", "2025 Q3", "third quarter", "quarter 3". */
function quarterAt(i: number, at: At, tables: WordTables): Mention<string> | null {
  const text = at(i) ?? "";
  const leadingYear = yearAt(text);
  const start = leadingYear && QUARTER.test(at(i + 1) ?? "") ? i + 1 : i;
  const m = QUARTER.exec(at(start) ?? "");
  let number: number | null = m && tables.quarterLetters.has(m[1] ?? "") ? Number(m[2]) : null;
  let to = start + 1;
  const ordinal = tables.ordinals.get(at(start) ?? "");
  if (number === null && ordinal && tables.quarterWords.has(at(start + 1) ?? "")) {
    number = ordinal;
    to = start + 2;
  } else if (number === null && tables.quarterWords.has(at(start) ?? "") && /^[1-4]$/.test(at(start + 1) ?? "")) {
    number = Number(at(start + 1));
    to = start + 2;
  }
  if (number === null) return null;
  if (start > i) return { from: i, to, value: `${leadingYear}-Q${number}` };
  const skip = at(to) === "of" || at(to) === "in" ? 1 : 0;
  const year = yearNear(to + skip, at);
  if (year) return { from: i, to: to + skip + 1, value: `${year}-Q${number}` };
  const named = tables.periods.match(to + skip, at);
  if (named && (named.value === "last_year" || named.value === "this_year" || named.value === "next_year")) {
    const to2 = to + skip + named.length;
    return { from: i, to: to2, value: named.value === "this_year" ? `Q${number}` : `Q${number}_${named.value}` };
  }
  return { from: i, to, value: `Q${number}` };
}

/** "last 3 months", "the past two quarters", "3 derniers mois". */
function lastNAt(i: number, at: At, tables: WordTables): Mention<string> | null {
  const numberOf = (text: string | undefined) =>
    text === undefined ? null : /^\d{1,2}$/.test(text) ? Number(text) : (tables.numbers.get(text) ?? null);
  const read = (number: number | null, unit: string | undefined, to: number): Mention<string> | null => {
    const kind = tables.units.get(unit ?? "");
    if (!number || number < 1 || !kind) return null;
    return { from: i, to, value: number === 1 ? `last_${kind}` : `last_${number}_${kind}s` };
  };
  if (tables.lastN.has(at(i) ?? "")) return read(numberOf(at(i + 1)), at(i + 2), i + 3);
  const number = numberOf(at(i));
  if (number && tables.lastN.has(at(i + 1) ?? "")) return read(number, at(i + 2), i + 3);
  return null;
}

function monthAt(i: number, at: At, words: readonly Word[], tables: WordTables): Mention<string> | null {
  const month = tables.months.match(i, at);
  if (!month) return null;
  const word = at(i) ?? "";
  const next = at(i + month.length);
  const year = yearNear(i + month.length, at);
  if (tables.doubtfulMonths.has(word)) {
    const before = words[i - 1]?.text ?? "";
    const marked = tables.beforeMonth.has(before) || year !== null || DAY.test(next ?? "") || words.length <= 2;
    if (!marked) return null;
  }
  const full =
    yearAt(next) ??
    (words[i + 1]?.raw && /^'?\d{2}$/.test(words[i + 1]?.raw ?? "") && next && Number(next) > 31
      ? 2000 + Number(next)
      : null);
  if (full) return { from: i, to: i + month.length + 1, value: `${full}-${monthNumber(month.value)}` };
  const named = tables.periods.match(i + month.length, at);
  if (named?.value === "last_year")
    return { from: i, to: i + month.length + named.length, value: `${month.value}_last_year` };
  return { from: i, to: i + month.length, value: month.value };
}

/** A month with a day beside it is that day: "nov 12", "12th of november". */
function dayOf(
  i: number,
  month: Mention<string>,
  at: At,
  words: readonly Word[],
  today: IsoDate,
): Mention<string> | null {
  const after = at(month.to);
  if (after && DAY.test(after) && Number.parseInt(after, 10) <= 31) return explicitDay(i, words, today);
  return null;
}

/** Hands the words from `i` on to chrono, which knows how days are written. */
function explicitDay(i: number, words: readonly Word[], today: IsoDate): Mention<string> | null {
  const slice = words.slice(i, i + 5);
  const text = slice.map((word) => word.raw).join(" ");
  const [parsed] = chrono.parse(text, new Date(`${today}T12:00:00Z`));
  if (parsed?.index !== 0) return null;
  const { start } = parsed;
  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (!year || !month || !day) return null;
  const to = i + parsed.text.split(" ").length;
  const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return { from: i, to, value: iso };
}

/** "01" .. "12" of a month's English name. */
const monthNumber = (name: string): string => String(monthIndex(name) + 1).padStart(2, "0");
