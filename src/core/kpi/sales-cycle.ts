import { addDays, daysBetween, earlierOf, laterOf } from "../calendar.js";
import { type Rational, rational } from "../rational.js";
import { closedIn, type KpiDeal } from "./deal.js";
import { defineKpi, type KpiInput } from "./define-kpi.js";
import { medianInterval } from "./intervals.js";
import { kaplanMeier, medianAmongEndings, type Watched } from "./kaplan-meier.js";
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

/** A deal for as long as it was open within the days. */
interface WatchedDeal extends Watched {
  readonly wanted: boolean;
}

/**
 * Each deal for as long as it was open within the days: one opened earlier is watched from the age it had on the first of them, and
 * one that is still open until the last, so that a young team's open deals do not make the cycle look short.
 */
export function watchedDeals({ deals, span, asOf, historyStart }: KpiInput): WatchedDeal[] {
  const from = laterOf(span.start, historyStart);
  const last = earlierOf(addDays(span.end, -1), asOf);
  return deals.flatMap(({ openedOn, closedOn, status }): WatchedDeal[] => {
    if (openedOn === null || openedOn > last || (closedOn !== null && closedOn < from)) return [];
    const closed = closedOn !== null && closedOn <= last;
    const entry = Math.max(0, daysBetween(openedOn, from));
    const exit = daysBetween(openedOn, closed ? closedOn : last);
    if (entry > 0 && exit <= entry) return [];
    return [{ entry, exit, happened: closed, wanted: closed && status === "won" }];
  });
}

/**
 * Days by which half of the deals that are won are won, by Kaplan-Meier with losing as the other ending, so that open deals count for
 * as long as they were open. Plain median and mean of won deals, the median of lost ones, and the Kaplan-Meier median that takes lost
 * deals as not won yet (where half ever get there) stand beside it. Source: KPI definitions, 3.
 */
export const salesCycle = defineKpi({
  name: "sales_cycle",
  label: "Sales cycle",
  meaning: "Half of the deals that are won are won within so many days of opening.",
  unit: "days",
  better: "lower",
  counted: "won deals",
  least: 8,
  measure(input) {
    const closed = closedIn(input.deals, input.span);
    const won = ages(closed.filter(({ status }) => status === "won"));
    const lost = ages(closed.filter(({ status }) => status === "lost"));
    const watched = watchedDeals(input);
    const toWin = kaplanMeier(watched.map(({ entry, exit, wanted }) => ({ entry, exit, happened: wanted }))).median;
    const parts = [
      ...part("won_median", "Median of won deals", medianOf(won), won.length),
      ...part("won_mean", "Mean of won deals", meanOf(won), won.length),
      ...part("lost_median", "Median of lost deals", medianOf(lost), lost.length),
      ...part(
        "km_median",
        "Half of all won by, if none were lost",
        toWin === null ? null : rational(toWin),
        watched.length,
      ),
    ];
    const among = medianAmongEndings(watched);
    if (won.length === 0 || !among) return notMeasured("No deal with an opening day was won in these days.", 0, parts);
    return { ok: true, value: rational(among.median), n: won.length, interval: medianInterval(won), parts };
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
