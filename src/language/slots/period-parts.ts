import { type IsoDate, monthIndex } from "../../core/calendar.js";
import type { Language, WordTables } from "../lexicon.js";
import type { Mention, Word } from "./mention.js";

/** Reads the word of a position that nothing has taken yet. */
export type At = (index: number) => string | undefined;

/** What a rule reads with. */
export interface Reader {
  readonly at: At;
  readonly words: readonly Word[];
  readonly tables: WordTables;
  readonly today: IsoDate;
  readonly language: Language;
}
/** Reads a period that starts at a word, or null. */
export type Rule = (i: number, reader: Reader) => Mention<string> | null;

/** A quarter, half or month by its name, before it is known of which year. `to` is the first word after it. */
export interface Part {
  readonly name: string;
  readonly to: number;
}

const YEAR = /^(?:fy|gj)?((?:19|20)\d{2})$/;
const SHORT_YEAR = /^(?:fy|gj)?(\d{2})$/;
const QUARTER = /^([a-z])([1-4])$/;
const HALF = /^([a-z])([12])$/;
/** "3rd", "1er", "2e", "3eme", "2do": a number that counts in order. */
const NTH = /^([1-4])(?:st|nd|rd|th|er|re|e|eme|ero|ro|do|to|o)?$/;
/** A day of a month. */
const DAY = /^([1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?$/;

export const dayNumber = (text: string | undefined): number | null => {
  const m = text === undefined ? null : DAY.exec(text);
  return m ? Number(m[1]) : null;
};

/** A year of four digits, "fy2026" too. */
export const yearAt = (text: string | undefined): number | null => {
  const m = text ? YEAR.exec(text) : null;
  return m ? Number(m[1]) : null;
};

/** A year of four or two digits. */
export function yearNear(text: string | undefined): number | null {
  const full = yearAt(text);
  if (full) return full;
  const short = text ? SHORT_YEAR.exec(text) : null;
  return short && Number(short[1]) >= 15 && Number(short[1]) <= 40 ? 2000 + Number(short[1]) : null;
}

/** The first position from `i` on that is no "of", "in", "del". At most two are skipped. */
export function afterJoints(i: number, at: At, tables: WordTables): number {
  let to = i;
  while (to < i + 2 && tables.joints.has(at(to) ?? "")) to++;
  return to;
}

/** "Q3", "third quarter", "quarter 3", "T3", "H1", "second half", "october"; null where none starts at `i`. */
export function partAt(i: number, at: At, words: readonly Word[], tables: WordTables): Part | null {
  return quarterAt(i, at, tables) ?? halfAt(i, at, tables) ?? monthAt(i, at, words, tables);
}

function quarterAt(i: number, at: At, tables: WordTables): Part | null {
  const text = at(i) ?? "";
  const m = QUARTER.exec(text);
  if (m && tables.quarterLetters.has(m[1] ?? "")) return { name: `Q${m[2]}`, to: i + 1 };
  const nth = NTH.exec(text);
  const ordinal = tables.ordinals.get(text) ?? (nth ? Number(nth[1]) : undefined);
  if (ordinal !== undefined && tables.quarterWords.has(at(i + 1) ?? "")) return { name: `Q${ordinal}`, to: i + 2 };
  if (tables.quarterWords.has(text) && /^[1-4]$/.test(at(i + 1) ?? "")) return { name: `Q${at(i + 1)}`, to: i + 2 };
  return null;
}

function halfAt(i: number, at: At, tables: WordTables): Part | null {
  const m = HALF.exec(at(i) ?? "");
  if (m && tables.halfLetters.has(m[1] ?? "")) return { name: `H${m[2]}`, to: i + 1 };
  const listed = tables.periods.match(i, at);
  if (listed?.value === "first_half") return { name: "H1", to: i + listed.length };
  return listed?.value === "second_half" ? { name: "H2", to: i + listed.length } : null;
}

/** A month's name. One that is another word too ("may", "march") counts where something beside it says that it is a month. */
export function monthAt(i: number, at: At, words: readonly Word[], tables: WordTables): Part | null {
  const month = tables.months.match(i, at);
  if (!month) return null;
  const to = i + month.length;
  if (tables.doubtfulMonths.has(at(i) ?? "")) {
    const marked = tables.beforeMonth.has(words[i - 1]?.text ?? "") || tables.lastN.has(words[i - 1]?.text ?? "");
    if (!marked && yearAt(at(to)) === null && dayNumber(at(to)) === null && words.length > 2) return null;
  }
  return { name: month.value, to };
}

/** What year is said after `i`: a number, or one relative to today. */
export interface YearSaid {
  readonly year: number | null;
  readonly relative: "last_year" | "this_year" | "next_year" | null;
  readonly to: number;
}

/** "2025", "of last year", "fy25", "del año pasado"; two digits only where `short` allows them or a fiscal year is named. */
export function yearAfter(i: number, at: At, tables: WordTables, short: boolean): YearSaid | null {
  for (const start of new Set([i, afterJoints(i, at, tables)])) {
    const fiscal = tables.fiscalYear.match(start, at);
    const from = start + (fiscal?.length ?? 0);
    const year = fiscal || (short && start === i) ? yearNear(at(from)) : yearAt(at(from));
    if (year) return { year, relative: null, to: from + 1 };
    const named = tables.periods.match(start, at);
    if (named?.value === "last_year" || named?.value === "this_year" || named?.value === "next_year")
      return { year: null, relative: named.value, to: start + named.length };
  }
  return null;
}

/** The token of a part in a year: "Q3", "2025-Q3", "Q3_last_year", "2025-10", "first_half", "H1_last_year". */
export function tokenOf(name: string, said: Pick<YearSaid, "year" | "relative"> | null): string {
  const month = monthIndex(name);
  if (said?.year) return month < 0 ? `${said.year}-${name}` : `${said.year}-${String(month + 1).padStart(2, "0")}`;
  if (said?.relative && said.relative !== "this_year") return `${name}_${said.relative}`;
  return name === "H1" ? "first_half" : name === "H2" ? "second_half" : name;
}
