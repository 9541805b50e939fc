/** A calendar day without time or zone, "2026-03-31". Compares correctly as a string. */
export type IsoDate = string;

const DAY_MS = 86_400_000;
const toDayNumber = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const fromDayNumber = (day: number): IsoDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** True for a day that exists: "2026-02-29" is not one. */
export const isIsoDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toDayNumber(text)) && fromDayNumber(toDayNumber(text)) === text;

export const addDays = (date: IsoDate, days: number): IsoDate => fromDayNumber(toDayNumber(date) + days);

/** Days from `from` (included) to `to` (excluded); negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => toDayNumber(to) - toDayNumber(from);

/** The same day `months` later; a day the month lacks becomes its last day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const first = new Date(Date.UTC(Math.floor(index / 12), index - Math.floor(index / 12) * 12, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}

export function earlierOf(a: IsoDate, b: IsoDate): IsoDate {
  return b < a ? b : a;
}
export function laterOf(a: IsoDate, b: IsoDate): IsoDate {
  return b > a ? b : a;
}

/** The words by which a month is named in period tokens, January first. */
const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** 0 = January ... 11 = December; -1 for a word that names no month. */
export const monthIndex = (name: string): number => (MONTH_NAMES as readonly string[]).indexOf(name);

/** 1 = Monday ... 7 = Sunday. */
export const weekday = (date: IsoDate): number => ((toDayNumber(date) + 3) % 7) + 1;

export const monthOf = (date: IsoDate): number => Number(date.slice(5, 7));
export const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));

/** Mondays to Fridays from `from` (included) to `to` (excluded), without `holidays`. */
export function workdaysBetween(from: IsoDate, to: IsoDate, holidays: readonly IsoDate[] = []): number {
  let count = 0;
  const total = daysBetween(from, to);
  if (total <= 0) return 0;
  const first = weekday(from);
  for (let offset = 0; offset < total % 7; offset++) if (((first - 1 + offset) % 7) + 1 <= 5) count++;
  const off = new Set(holidays.filter((day) => day >= from && day < to && weekday(day) <= 5)).size;
  return count + Math.floor(total / 7) * 5 - off;
}

/**
 * Days from `from` (included) to `to` (excluded) in a year of twelve months of 30 days (30/360). The 31st counts as the 30th, and
 * the end of February closes its month; so parts of a span add up to it.
 */
export function thirtyDayMonthsBetween(from: IsoDate, to: IsoDate): number {
  const at = (date: IsoDate) => yearOf(date) * 360 + monthOf(date) * 30 + Math.min(Number(date.slice(8, 10)), 30);
  return at(to) - at(from);
}
