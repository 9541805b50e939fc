import { DateTime } from "luxon";
import { addDays } from "../../core/calendar.js";
import type { Reader, Rule } from "./period-parts.js";

/** A habit ("on mondays") names no day, and short forms are too often other words. */
const SHORTEST = 5;

/** "On friday", "by wednesday", "letzten Montag", "tomorrow": a day, or from today up to it. */
export const weekday: Rule = (i, reader) => {
  const { at, tables, today, words } = reader;
  const text = at(i) ?? "";
  if (tables.tomorrow.has(text) && words.length > 1 && !tables.beforeTomorrow.has(words[i - 1]?.text ?? ""))
    return { from: i, to: i + 1, value: upTo(i, addDays(today, 1), reader) };
  const number = tables.weekdays.get(text);
  const habit = tables.weekdays.has(text.slice(0, -1)) || EVERY.has(words[i - 1]?.text ?? "");
  if (number === undefined || text.length < SHORTEST || habit) return null;
  const now = DateTime.fromISO(today, { zone: "utc" }).weekday;
  const value = looksBack(i, reader)
    ? addDays(today, -((now - number + 6) % 7) - 1)
    : upTo(i, addDays(today, (number - now + 7) % 7), reader);
  return { from: i, to: i + 1, value };
};
const EVERY = new Set(["every", "each", "los", "cada", "jeden", "chaque", "le", "tous", "todos"]);
const LAST = new Set(["last", "past", "letzten", "vergangenen", "pasado", "dernier"]);
const COMING = new Set(["this", "next", "coming", "nachsten", "kommenden", "proximo", "prochain"]);

function looksBack(i: number, { words, tables, language }: Reader): boolean {
  const beside = [words[i - 1]?.text ?? "", words[i + 1]?.text ?? ""];
  if (beside.some((word) => LAST.has(word))) return true;
  if (beside.some((word) => COMING.has(word))) return false;
  return words.some(({ text, mask }) => mask === undefined && tables.past[language].has(text));
}

function upTo(i: number, day: string, { words, tables, today }: Reader): string {
  const leads = [1, 2].some((n) => tables.until.match(i - n, (index) => words[index]?.text)?.length === n);
  return leads && day > today ? `${today}..${day}` : day;
}
