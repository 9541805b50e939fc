import { addDays, addMonths, type IsoDate, isIsoDate, monthIndex, yearOf } from "../core/calendar.js";
import { type Period, type PeriodKind, parsePeriodKey, periodOf, rangeOf, shiftPeriod } from "../core/period.js";

type Unit = Exclude<PeriodKind, "range">;
const RELATIVE = /^(this|last|next)_(week|month|quarter|half|year)$/;
const STEPS = { this: 0, last: -1, next: 1 } as const;
const SEVERAL = /^(last|next)_(\d{1,3})_(day|week|month|quarter|year)s$/;
const AGO = /^(\d{1,3})_(day|week|month|quarter|year)s_ago$/;
const YEARED = /^(Q[1-4]|H[12]|[a-z]+)_(last|this|next)_year$/;

/**
 * The days that a period token means today: relative ones ("last_quarter", "last_3_months", "since_april"), named ones ("Q3",
 * "october": of the current fiscal or calendar year), and keys ("2026-Q3", "2026-11", "2026-11-12", "2026-03-01..2026-05-31").
 * "last_3_months" ends with the current month, so that today counts;
 * "next_3_months" begins after it. Null when the token is none of them.
 */
export function resolvePeriod(token: string, today: IsoDate, fiscalYearStartMonth: number): Period | null {
  const of = (kind: Unit, date: IsoDate) => periodOf(kind, date, fiscalYearStartMonth);
  const shift = (period: Period, steps: number) => shiftPeriod(period, steps, fiscalYearStartMonth);
  const fiscalYear = of("year", today);

  const relative = RELATIVE.exec(token);
  if (relative) return shift(of(relative[2] as Unit, today), STEPS[relative[1] as keyof typeof STEPS]);
  if (token === "today") return of("day", today);
  if (token === "yesterday") return of("day", addDays(today, -1));
  if (token === "first_half" || token === "second_half")
    return parsePeriodKey(`${fiscalYear.key}-H${token === "first_half" ? 1 : 2}`, fiscalYearStartMonth);
  const several = SEVERAL.exec(token);
  if (several) {
    const units = several[1] === "last" ? lastOf : nextOf;
    return units(Number(several[2]), several[3] as Unit, today, fiscalYearStartMonth);
  }
  const ago = AGO.exec(token);
  if (ago) return shift(of(ago[2] as Unit, today), -Number(ago[1]));
  if (/^Q[1-4]$/.test(token)) return parsePeriodKey(`${fiscalYear.key}-${token}`, fiscalYearStartMonth);
  const month = monthIndex(token);
  if (month >= 0) return monthOfYear(yearOf(today), month);
  const yeared = YEARED.exec(token);
  if (yeared) {
    const step = STEPS[yeared[2] as keyof typeof STEPS];
    const named = yeared[1] ?? "";
    if (/^[QH]/.test(named)) return parsePeriodKey(`${shift(fiscalYear, step).key}-${named}`, fiscalYearStartMonth);
    const index = monthIndex(named);
    return index < 0 ? null : monthOfYear(yearOf(today) + step, index);
  }
  if (token.startsWith("since_")) return since(token.slice("since_".length), today, fiscalYearStartMonth);
  if (token.startsWith("before_")) return before(token.slice("before_".length), today);
  if (token.includes("..")) return span(token, today);
  if (isIsoDate(token)) return of("day", token);
  return parsePeriodKey(token, fiscalYearStartMonth);
}

const monthOfYear = (year: number, index: number): Period =>
  periodOf("month", `${year}-${String(index + 1).padStart(2, "0")}-01`);

/** The last `count` units, the current one included; days and weeks to the day. */
function lastOf(count: number, unit: Unit, today: IsoDate, fiscalYearStartMonth: number): Period | null {
  if (count < 1) return null;
  const end = addDays(today, 1);
  if (unit === "day") return rangeOf(addDays(end, -count), end);
  if (unit === "week") return rangeOf(addDays(end, -7 * count), end);
  const current = periodOf(unit, today, fiscalYearStartMonth);
  return rangeOf(shiftPeriod(current, 1 - count, fiscalYearStartMonth).start, current.end);
}

/** From today on: days and weeks to the day, of longer units that many whole ones after the current one. */
function nextOf(count: number, unit: Unit, today: IsoDate, fiscalYearStartMonth: number): Period | null {
  if (count < 1) return null;
  if (unit === "day") return rangeOf(today, addDays(today, count));
  if (unit === "week") return rangeOf(today, addDays(today, 7 * count));
  const current = periodOf(unit, today, fiscalYearStartMonth);
  return rangeOf(current.end, shiftPeriod(current, count, fiscalYearStartMonth).end);
}

/** From the beginning of what is named to today. A month that has not begun this year is last year's. */
function since(what: string, today: IsoDate, fiscalYearStartMonth: number): Period | null {
  const month = monthIndex(what);
  const from =
    month >= 0
      ? monthOfYear(yearOf(today), month).start <= today
        ? monthOfYear(yearOf(today), month)
        : monthOfYear(yearOf(today) - 1, month)
      : resolvePeriod(what, today, fiscalYearStartMonth);
  if (!from || from.start > today) return null;
  return rangeOf(from.start, addDays(today, 1));
}

/** From today to the day before; null for a day that is over. */
function before(day: string, today: IsoDate): Period | null {
  return isIsoDate(day) && day > today ? rangeOf(today, day) : null;
}

/** "2026-03-01..2026-05-31", "march..may", "march..may_2025"; the last day or month is in it. */
function span(token: string, today: IsoDate): Period | null {
  const [first = "", rest = ""] = token.split("..");
  if (isIsoDate(first) && isIsoDate(rest)) return first <= rest ? rangeOf(first, addDays(rest, 1)) : null;
  const [last = "", year = ""] = rest.split("_");
  const [from, to] = [monthIndex(first), monthIndex(last)];
  if (from < 0 || to < 0 || (year !== "" && !/^\d{4}$/.test(year))) return null;
  const endYear = year ? Number(year) : yearOf(today);
  const start = monthOfYear(from <= to ? endYear : endYear - 1, from).start;
  return rangeOf(start, addMonths(monthOfYear(endYear, to).start, 1));
}
