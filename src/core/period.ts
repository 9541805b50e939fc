import { addDays, addMonths, type IsoDate, isIsoDate, monthOf, weekday, yearOf } from "./calendar.js";

export type PeriodKind = "day" | "week" | "month" | "quarter" | "half" | "year" | "range";

/** A span of days: `start` is in it, `end` is the first day after it. `key` names it for people and programs: "2026-Q4", "2026-11", "2026". */
export interface Period {
  readonly kind: PeriodKind;
  readonly key: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

const MONTHS: Partial<Record<PeriodKind, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/**
 * The period of `kind` that contains `date`. `fiscalYearStartMonth` (1 = January) shifts quarters, halves and years; a fiscal
 * year bears the number of the calendar year it ends in, so with a start in February 2026-02-01..2027-01-31 is 2027.
 * Weeks run Monday to Sunday.
 */
export function periodOf(kind: Exclude<PeriodKind, "range">, date: IsoDate, fiscalYearStartMonth = 1): Period {
  if (kind === "day") return { kind, key: date, start: date, end: addDays(date, 1) };
  if (kind === "week") {
    const start = addDays(date, 1 - weekday(date));
    return { kind, key: `week of ${start}`, start, end: addDays(start, 7) };
  }
  const name = `${date.slice(0, 7)} ${kind} ${fiscalYearStartMonth}`;
  const known = months.get(name);
  if (known) return known;
  const found = periodOfMonths(kind, date, fiscalYearStartMonth);
  if (months.size >= MOST_KNOWN) months.clear();
  months.set(name, found);
  return found;
}

/** A statement asks for the same few periods again and again. */
const months = new Map<string, Period>();
const MOST_KNOWN = 10_000;

function periodOfMonths(
  kind: "month" | "quarter" | "half" | "year",
  date: IsoDate,
  fiscalYearStartMonth: number,
): Period {
  const length = MONTHS[kind] ?? 1;
  const monthsIn = (monthOf(date) - (kind === "month" ? 1 : fiscalYearStartMonth) + 12) % 12;
  const start = addMonths(`${date.slice(0, 7)}-01`, -(monthsIn % length));
  const end = addMonths(start, length);
  if (kind === "month") return { kind, key: start.slice(0, 7), start, end };
  const fiscalYear = yearOf(addMonths(start, fiscalYearStartMonth === 1 ? 0 : 13 - fiscalYearStartMonth));
  const index = Math.floor(monthsIn / length) + 1;
  const key = kind === "year" ? `${fiscalYear}` : `${fiscalYear}-${kind === "quarter" ? "Q" : "H"}${index}`;
  return { kind, key, start, end };
}

/** The period of the same kind `steps` later (negative = earlier). A range shifts by its own length. */
export function shiftPeriod(period: Period, steps: number, fiscalYearStartMonth = 1): Period {
  if (period.kind === "range") throw new RangeError("a free range has no neighbours");
  let current = period;
  for (let i = 0; i < Math.abs(steps); i++) {
    current = periodOf(period.kind, steps > 0 ? current.end : addDays(current.start, -1), fiscalYearStartMonth);
  }
  return current;
}

/** A free span. Throws RangeError when it is empty. */
export function rangeOf(start: IsoDate, end: IsoDate): Period {
  if (start >= end) throw new RangeError(`a period must end after it starts: ${start} .. ${end}`);
  return { kind: "range", key: `${start}..${addDays(end, -1)}`, start, end };
}

/** The periods of `kind` that overlap `span`, in order. */
export function periodsWithin(
  kind: Exclude<PeriodKind, "range">,
  span: { start: IsoDate; end: IsoDate },
  fiscalYearStartMonth = 1,
): Period[] {
  const found: Period[] = [];
  for (
    let p = periodOf(kind, span.start, fiscalYearStartMonth);
    p.start < span.end;
    p = shiftPeriod(p, 1, fiscalYearStartMonth)
  )
    found.push(p);
  return found;
}

const KEY = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?$/;

const RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** Reads "2026-Q3", "2026-11", "2026-H1", "2026" (fiscal) or days such as "2026-02-02..2026-02-08". Null when it is none of them. */
export function parsePeriodKey(key: string, fiscalYearStartMonth = 1): Period | null {
  const [, from, through] = RANGE.exec(key) ?? [];
  if (from && through)
    return isIsoDate(from) && isIsoDate(through) && from <= through ? rangeOf(from, addDays(through, 1)) : null;
  const m = KEY.exec(key);
  if (!m) return null;
  const year = Number(m[1]);
  if (m[2]) return Number(m[2]) >= 1 && Number(m[2]) <= 12 ? periodOf("month", `${m[1]}-${m[2]}-01`) : null;
  const startYear = fiscalYearStartMonth === 1 ? year : year - 1;
  const yearStart = `${startYear}-${String(fiscalYearStartMonth).padStart(2, "0")}-01`;
  if (m[3]) return periodOf("quarter", addMonths(yearStart, (Number(m[3]) - 1) * 3), fiscalYearStartMonth);
  if (m[4]) return periodOf("half", addMonths(yearStart, (Number(m[4]) - 1) * 6), fiscalYearStartMonth);
  return periodOf("year", yearStart, fiscalYearStartMonth);
}

export const contains = (span: { start: IsoDate; end: IsoDate }, date: IsoDate): boolean =>
  date >= span.start && date < span.end;

/** The month, quarter, half or year that `span` is exactly; a free range where it is none of them. */
export function periodSpanning(span: { start: IsoDate; end: IsoDate }, fiscalYearStartMonth = 1): Period {
  const kinds = ["month", "quarter", "half", "year"] as const;
  const found = kinds
    .map((kind) => periodOf(kind, span.start, fiscalYearStartMonth))
    .find(({ start, end }) => start === span.start && end === span.end);
  return found ?? rangeOf(span.start, span.end);
}
