import * as chrono from "chrono-node";
import { DateTime } from "luxon";
import { type IsoDate, monthIndex } from "../../core/calendar.js";
import type { Language, WordTables } from "../lexicon.js";
import type { Mention, Word } from "./mention.js";
import { type At, afterJoints, dayNumber, monthAt, yearAfter } from "./period-parts.js";

const WRITTEN_DAY = /^\d{1,4}[/.]\d{1,2}[/.]\d{2,4}$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A single day: "nov 12", "12th of november", "12. Oktober 2025", "1er octobre", "10/12/2026", "2026-10-12". */
export function dayAt(
  i: number,
  at: At,
  words: readonly Word[],
  tables: WordTables,
  today: IsoDate,
  language: Language,
): Mention<IsoDate> | null {
  const text = at(i);
  if (text === undefined) return null;
  if (ISO_DAY.test(text)) return DateTime.fromISO(text).isValid ? { from: i, to: i + 1, value: text } : null;
  if (WRITTEN_DAY.test(text)) return writtenDay(i, words[i]?.raw ?? "", language, today);
  const leading = dayNumber(text);
  const month = monthAt(leading === null ? i : afterJoints(i + 1, at, tables), at, words, tables);
  if (!month) return null;
  const day = leading ?? dayNumber(at(month.to));
  if (day === null) return null;
  const after = leading === null ? month.to + 1 : month.to;
  const year = yearAfter(after, at, tables, false);
  const value = nearestDay(monthIndex(month.name) + 1, day, year?.year ?? null, today);
  return value === null ? null : { from: i, to: year?.year ? year.to : after, value };
}

/** The day in the year said, else in the year that brings it nearest to today; null where the month has no such day. */
function nearestDay(month: number, day: number, year: number | null, today: IsoDate): IsoDate | null {
  const now = DateTime.fromISO(today, { zone: "utc" });
  const years = year === null ? [now.year, now.year - 1, now.year + 1] : [year];
  const days = years
    .map((one) => DateTime.fromObject({ year: one, month, day }, { zone: "utc" }))
    .filter(({ isValid }) => isValid)
    .sort((a, b) => Math.abs(a.diff(now).toMillis()) - Math.abs(b.diff(now).toMillis()));
  return days[0]?.toISODate() ?? null;
}

/** "10/12/2026" is month first in English and day first elsewhere; with points it is day first everywhere. */
function writtenDay(i: number, raw: string, language: Language, today: IsoDate): Mention<IsoDate> | null {
  const parser = language === "en" && !raw.includes(".") ? chrono.en.casual : chrono.en.GB;
  const [parsed] = parser.parse(raw, new Date(`${today}T12:00:00Z`));
  const day = parsed && parsed.index === 0 && parsed.start.isCertain("day") ? parsed.start : null;
  if (!day) return null;
  const [year, month, number] = [day.get("year"), day.get("month"), day.get("day")];
  const value = year && month && number ? nearestDay(month, number, year, today) : null;
  return value === null ? null : { from: i, to: i + 1, value };
}
