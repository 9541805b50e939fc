import { addDays, daysBetween, type IsoDate } from "../core/calendar.js";
import { contains, type Period, type PeriodKind, periodOf, periodsWithin, shiftPeriod } from "../core/period.js";
import { resolvePeriod } from "./period-input.js";

type Kind = Exclude<PeriodKind, "range" | "day">;

/** What is set side by side: a period, the one it is compared with, and the row of periods that leads up to it. */
export interface TrendPeriods {
  readonly main: Period;
  readonly against: Period;
  /** The day of `against` that is as far into it as today is into `main`; its last one when `main` is over. */
  readonly sameDay: IsoDate;
  /** Oldest first, `main` the last one that has begun. */
  readonly series: readonly Period[];
}

/** Periods of the table unless another number was asked for, and at most. */
const USUAL: Readonly<Record<Kind, number>> = { week: 6, month: 6, quarter: 5, half: 4, year: 3 };
const MOST = 12;
const LAST_N = /^last_(\d{1,2})_(week|month|quarter|year)s$/;

/**
 * "How do I compare with last quarter" names the period to compare with; "Q3 against Q2" names both; "the last four quarters" asks for
 * the row. A span that is no calendar period is taken by the quarters, or for less than a quarter the months, that it touches.
 */
export function trendPeriods(
  { period, comparison }: { readonly period: string | null; readonly comparison: string | null },
  resolved: Period,
  today: IsoDate,
  fiscalYearStartMonth: number,
): TrendPeriods {
  const shift = (from: Period, steps: number) => shiftPeriod(from, steps, fiscalYearStartMonth);
  const current = (kind: Kind) => periodOf(kind, today, fiscalYearStartMonth);
  const paired = (main: Period, against: Period, length: number | null): TrendPeriods => {
    const running = contains(main, today);
    const last = addDays(against.end, -1);
    const day = addDays(against.start, daysBetween(main.start, today));
    const many = Math.min(MOST, Math.max(2, length ?? USUAL[main.kind as Kind]));
    const series = Array.from({ length: many }, (_, i) => shift(main, i - many + 1));
    return { main, against, sameDay: running && day < last ? day : last, series };
  };

  const row = LAST_N.exec(period ?? "");
  const kind = row ? (row[2] as Kind) : kindOf(resolved);
  if (row || resolved.kind !== kind) {
    const length = row ? Number(row[1]) : touched(resolved, kind, fiscalYearStartMonth);
    return paired(current(kind), shift(current(kind), -1), length);
  }
  const named = resolved.start > today ? current(kind) : resolved;
  const compared = comparison === null ? null : resolvePeriod(comparison, today, fiscalYearStartMonth);
  if (comparison === "last_year" && kind !== "year") return paired(named, shift(named, -PER_YEAR[kind]), null);
  if (compared && compared.kind === kind && compared.key !== named.key) {
    const [earlier, later] = compared.start < named.start ? [compared, named] : [named, compared];
    return paired(later, earlier, null);
  }
  if (compared && period === null && compared.kind !== "range" && compared.kind !== "day")
    return paired(current(compared.kind), compared, null);
  // "Against last quarter" names a period that is over: the one that runs is set against it.
  return named.end <= today ? paired(current(kind), named, null) : paired(named, shift(named, -1), null);
}

const kindOf = ({ kind, start, end }: Period): Kind => {
  if (kind === "range") return daysBetween(start, end) < 80 ? "month" : "quarter";
  return kind === "day" ? "week" : kind;
};

const touched = (span: Period, kind: Kind, fiscalYearStartMonth: number): number | null =>
  span.kind === "range" && kind !== "week" ? periodsWithin(kind, span, fiscalYearStartMonth).length : null;

const PER_YEAR: Readonly<Record<Kind, number>> = { week: 52, month: 12, quarter: 4, half: 2, year: 1 };
