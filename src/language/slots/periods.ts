import { DateTime } from "luxon";
import { addMonths, type IsoDate, monthIndex } from "../../core/calendar.js";
import type { Language, WordTables } from "../lexicon.js";
import { free, type Mention, take, type Word } from "./mention.js";
import { dayAt } from "./period-days.js";
import {
  type At,
  afterJoints,
  dayNumber,
  monthAt,
  partAt,
  type Reader,
  type Rule,
  tokenOf,
  yearAfter,
  yearAt,
  yearNear,
} from "./period-parts.js";
import { ago, severalUnits } from "./period-units.js";
import { weekday } from "./period-weekdays.js";

/**
 * Every period of the message, in order, as tokens: "last_quarter", "Q3", "2025-Q3", "Q3_last_year", "october", "2025-10", "2025",
 * "first_half", "last_3_months", "next_2_weeks", "2_weeks_ago", "since_april", "since_2026-04-12", "before_2026-12-25",
 * "march..may", "2026-10-01..2026-10-15", "2026-11-12" (also for "on friday"). What a token means in days is settled later, from today's date.
 */
export function findPeriods(
  words: Word[],
  tables: WordTables,
  today: IsoDate,
  language: Language = "en",
): Mention<string>[] {
  const found: Mention<string>[] = [];
  const reader: Reader = { at: (index) => free(words, index), words, tables, today, language };
  for (let i = 0; i < words.length; i++) {
    const mention = RULES.reduce<Mention<string> | null>((hit, rule) => hit ?? rule(i, reader), null);
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

const day = (i: number, { at, words, tables, today, language }: Reader) => dayAt(i, at, words, tables, today, language);

/** What takes effect "au 1er janvier" or "effective Jan 1" is about January. */
const FROM_THEN_ON = new Set(["effective", "au", "zum"]);
const singleDay: Rule = (i, reader) => {
  const date = day(i, reader);
  const month = date?.value.endsWith("-01") && FROM_THEN_ON.has(reader.words[i - 1]?.text ?? "");
  const named = month ? [i, i + 1, i + 2].map((j) => reader.tables.months.match(j, reader.at)).find(Boolean) : null;
  return date && named ? { ...date, value: named.value } : date;
};

/** "before christmas": from now on to that day. */
const before: Rule = (i, { at, tables, today }) => {
  const date = tables.before.has(at(i) ?? "") ? tables.holidays.get(at(i + 1) ?? "") : undefined;
  return date === undefined ? null : { from: i, to: i + 2, value: `before_${today.slice(0, 4)}-${date}` };
};

/** "since april", "since april 12", "seit 2025", "since the start of the quarter", "desde el mes pasado", "since monday". */
const since: Rule = (i, reader) => {
  const { at, tables, today, words } = reader;
  if (!tables.since.has(at(i) ?? "")) return null;
  const start = afterJoints(i + 1, at, tables);
  const opening = tables.startOf.match(i + 1, at) ?? tables.startOf.match(start, at);
  const from = opening ? afterJoints(i + 1 + opening.length, at, tables) : start;
  const date = day(from, reader);
  // "Since" looks back: a day that has not come this year was last year.
  if (date)
    return { from: i, to: date.to, value: `since_${date.value > today ? addMonths(date.value, -12) : date.value}` };
  const iso = at(from);
  if (iso && /^\d{4}-\d{2}$/.test(iso)) return { from: i, to: from + 1, value: `since_${iso}` };
  const part = partAt(from, at, words, tables) ?? bareMonth(from, reader);
  if (part) {
    const year = yearAfter(part.to, at, tables, part.name.startsWith("Q"));
    return { from: i, to: year?.to ?? part.to, value: `since_${tokenOf(part.name, year)}` };
  }
  // "The quarter" without its article follows "start of the".
  for (const at2 of [from, from - 1]) {
    const listed = tables.periods.match(at2, at);
    if (!listed || at2 <= i) continue;
    const whole = opening !== null || listed.value.startsWith("this_") || listed.value === "today";
    return { from: i, to: at2 + listed.length, value: whole ? listed.value : `since_${listed.value}` };
  }
  const unit = opening ? tables.units.get(at(from) ?? "") : undefined;
  if (unit && unit !== "day") return { from: i, to: from + 1, value: `this_${unit}` };
  const year = yearAt(at(from));
  if (year) return { from: i, to: from + 1, value: `since_${year}` };
  const weekday = tables.weekdays.get(at(from) ?? "");
  return weekday === undefined ? null : { from: i, to: from + 1, value: `since_${lastWeekday(weekday, today)}` };
};

/** After "since" even "may" is a month. */
const bareMonth = (i: number, { at, tables }: Reader) => {
  const month = tables.months.match(i, at);
  return month && { name: month.value, to: i + month.length };
};

/** The last such weekday, today included; Monday is 1. */
function lastWeekday(weekday: number, today: IsoDate): IsoDate {
  const now = DateTime.fromISO(today, { zone: "utc" });
  return now.minus({ days: (now.weekday - weekday + 7) % 7 }).toISODate() ?? today;
}

/** "from march to may", "between jan and march 2025", "oct 1 to oct 15", "1. bis 15. Oktober", "del 1 al 15 de octubre". */
const span: Rule = (i, reader) => {
  const { at, words, tables } = reader;
  const lead = tables.from.has(at(i) ?? "") ? 1 : 0;
  const start = lead === 0 ? i : afterJoints(i + 1, at, tables);
  const month = tables.months.match(start, at);
  const firstDay = day(start, reader);
  const bareDay = firstDay ? null : dayNumber(at(start));
  const first = firstDay?.to ?? (month ? start + month.length : bareDay === null ? null : start + 1);
  if (first === null) return null;
  const joint = tables.to.match(first, at);
  // Without "between" an "and" joins two periods.
  if (!joint || (lead === 0 && ["and", "y", "und", "et", "a", "al", "au"].includes(at(first) ?? ""))) return null;
  const next = afterJoints(first + joint.length, at, tables);
  const lastDay = day(next, reader);
  if (lastDay && (firstDay || bareDay !== null)) {
    const begins = firstDay?.value ?? `${lastDay.value.slice(0, 8)}${String(bareDay).padStart(2, "0")}`;
    return begins <= lastDay.value ? { from: i, to: lastDay.to, value: `${begins}..${lastDay.value}` } : null;
  }
  const last = month && !firstDay ? monthAt(next, at, words, tables) : null;
  if (!month || !last) return null;
  const year = yearAfter(last.to, at, tables, false);
  const token = `${month.value}..${last.name}${year?.year ? `_${year.year}` : ""}`;
  return { from: i, to: year?.year ? year.to : last.to, value: token };
};

/** "2025 Q2", "Q3'25", "third quarter of last year", "last year's october", "h1", "may 2025". */
const part: Rule = (i, reader) => {
  const { at, words, tables, today } = reader;
  const leading = yearAt(at(i));
  const listed = tables.periods.match(i, at);
  const relative = listed && RELATIVE_YEARS.has(listed.value) ? listed : null;
  if (leading || relative) {
    const next = afterJoints(i + (relative?.length ?? 1), at, tables);
    const named = partAt(next, at, words, tables);
    if (named && (relative || !named.name.startsWith("H") || QUARTER_OR_HALF.test(at(next) ?? "")))
      return { from: i, to: named.to, value: tokenOf(named.name, { year: leading, relative: relativeYear(relative) }) };
    if (leading) return null;
  }
  const named = partAt(i, at, words, tables);
  if (!named) return null;
  const month = monthIndex(named.name);
  const year = yearAfter(named.to, at, tables, month < 0);
  const turn = month < 0 || year ? null : turnOf(i - 1, reader);
  // "Last December" said in November is the one of last year; "last October" is this year's.
  const current = Number(today.slice(5, 7)) - 1;
  const shifted =
    turn === "last" && month >= current ? "last_year" : turn === "next" && month <= current ? "next_year" : null;
  if (shifted) return { from: i, to: named.to, value: `${named.name}_${shifted}` };
  return { from: i, to: year?.to ?? named.to, value: tokenOf(named.name, year) };
};
const RELATIVE_YEARS = new Set(["last_year", "next_year"]);
const QUARTER_OR_HALF = /^[a-z][1-4]$/;
const relativeYear = (hit: { readonly value: string } | null) =>
  hit === null ? null : hit.value === "last_year" ? "last_year" : "next_year";
const LAST = new Set(["last", "past", "previous", "letzten", "letzter", "pasado", "dernier"]);
const NEXT = new Set(["next", "coming", "nachsten", "kommenden", "proximo", "prochain"]);
const turnOf = (i: number, { words }: Reader): "last" | "next" | null =>
  LAST.has(words[i]?.text ?? "") ? "last" : NEXT.has(words[i]?.text ?? "") ? "next" : null;

/** "this quarter", "mes pasado"; "the month of October" is October, "le mois d'août" August. */
const listed: Rule = (i, { at, words, tables }) => {
  const hit = tables.periods.match(i, at);
  if (!hit) return null;
  const to = i + hit.length;
  const month = hit.value === "this_month" ? monthAt(afterJoints(to, at, tables), at, words, tables) : null;
  if (!month) return { from: i, to, value: hit.value };
  const year = yearAfter(month.to, at, tables, false);
  return { from: i, to: year?.to ?? month.to, value: tokenOf(month.name, year) };
};

/** "fy26", "fiscal 2026", "2025". */
const wholeYear: Rule = (i, { at, words, tables }) => {
  const fiscal = tables.fiscalYear.match(i, at);
  const named = fiscal ? yearNear(at(i + fiscal.length)) : null;
  if (fiscal && named) return { from: i, to: i + fiscal.length + 1, value: String(named) };
  const text = at(i) ?? "";
  const marked = /^(?:fy|gj)\d/.test(text) ? yearNear(text) : null;
  if (marked) return { from: i, to: i + 1, value: String(marked) };
  const year = yearAt(text);
  return year && plausibleYear(i, at, words) ? { from: i, to: i + 1, value: String(year) } : null;
};

/** A bare four-digit number is a year unless money or a count stands around it. */
const plausibleYear = (i: number, at: At, words: readonly Word[]): boolean => {
  const year = Number(words[i]?.text);
  const money = /^[$€£]/.test(words[i]?.raw ?? "") || ["dollars", "euros", "usd", "eur"].includes(at(i + 1) ?? "");
  return year >= 1990 && year <= 2099 && !money;
};

const isoMonth: Rule = (i, { at }) =>
  /^\d{4}-(?:0[1-9]|1[0-2])$/.test(at(i) ?? "") ? { from: i, to: i + 1, value: at(i) ?? "" } : null;

/** Tried in this order: what says more comes first. */
const RULES: readonly Rule[] = [
  since,
  before,
  span,
  ago,
  severalUnits,
  singleDay,
  part,
  listed,
  isoMonth,
  wholeYear,
  weekday,
];
