import { addDays, daysBetween, earlierOf, laterOf } from "../calendar.js";
import { type Rational, rational } from "../rational.js";
import { closedIn, type KpiDeal } from "./deal.js";
import { defineKpi, type KpiInput } from "./define-kpi.js";
import { kaplanMeier, type Watched } from "./kaplan-meier.js";
import { type KpiPart, notMeasured } from "./measured.js";

/** Days from opening to closing, ascending. */
const ages = (deals: readonly KpiDeal[]): number[] =>
  deals
    .flatMap(({ openedOn, closedOn }) => (openedOn && closedOn ? [daysBetween(openedOn, closedOn)] : []))
    .sort((a, b) => a - b);

/** The middle value, or the mean of the two; null of none. */
export function medianOf(ascending: readonly number[]): Rational | null {
  const upper = ascending[Math.floor(ascending.length / 2)];
  const lower = ascending[Math.ceil(ascending.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : rational(lower + upper, 2);
}

/**
 * Each deal for as long as it was open within the days, won or not: one opened earlier is watched from the age it had on the first
 * of them, and one that is lost or still open until then, so that a young team's open deals do not make the cycle look short.
 */
export function watchedToWin({ deals, span, asOf, historyStart }: KpiInput): Watched[] {
  const from = laterOf(span.start, historyStart);
  const last = earlierOf(addDays(span.end, -1), asOf);
  return deals.flatMap(({ openedOn, closedOn, status }): Watched[] => {
    if (openedOn === null || openedOn > last || (closedOn !== null && closedOn < from)) return [];
    const closed = closedOn !== null && closedOn <= last;
    return [
      {
        entry: Math.max(0, daysBetween(openedOn, from)),
        exit: daysBetween(openedOn, closed ? closedOn : last),
        happened: closed && status === "won",
      },
    ];
  });
}

/**
 * Kaplan-Meier median of the days from opening to winning, lost and open deals counted for as long as they were open. Median and mean
 * of won deals alone, and of lost ones, stand beside it. Source: KPI definitions, 3.
 */
export const salesCycle = defineKpi({
  name: "sales_cycle",
  label: "Sales cycle",
  meaning: "After so many days half of the deals that can be won are won.",
  unit: "days",
  better: "lower",
  counted: "won deals",
  least: 8,
  measure(input) {
    const closed = closedIn(input.deals, input.span);
    const won = ages(closed.filter(({ status }) => status === "won"));
    const lost = ages(closed.filter(({ status }) => status === "lost"));
    const parts = [
      ...part("won_median", "Median of won deals", medianOf(won), won.length),
      ...part("won_mean", "Mean of won deals", meanOf(won), won.length),
      ...part("lost_median", "Median of lost deals", medianOf(lost), lost.length),
    ];
    if (won.length === 0) return notMeasured("No deal with an opening day was won in these days.", 0, parts);
    const { median, interval } = kaplanMeier(watchedToWin(input));
    if (median === null)
      return notMeasured(
        "More than half of the deals were lost or are still open at every age, so there is no median; see that of won deals.",
        won.length,
        parts,
      );
    return { ok: true, value: rational(median), n: won.length, interval, parts };
  },
});

const part = (key: string, label: string, value: Rational | null, n: number): KpiPart[] =>
  value === null ? [] : [{ key, label, unit: "days", value, n }];

const meanOf = (values: readonly number[]): Rational | null =>
  values.length === 0
    ? null
    : rational(
        values.reduce((a, b) => a + b, 0),
        values.length,
      );
