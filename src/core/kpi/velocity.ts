import { addDays, daysBetween, earlierOf } from "../calendar.js";
import { minorUnits, sum, toRational } from "../money.js";
import { divide, multiply, type Rational, rational } from "../rational.js";
import { closedIn, type KpiDeal, wonIn } from "./deal.js";
import { defineKpi, type KpiInput } from "./define-kpi.js";
import { rateInterval } from "./intervals.js";
import { type KpiPart, notMeasured } from "./measured.js";

/** The age that 95 of 100 won deals did not pass, by nearest rank; null without a won deal. */
export function usualLimit(won: readonly KpiDeal[]): number | null {
  const ages = won
    .flatMap(({ openedOn, closedOn }) => (openedOn && closedOn ? [daysBetween(openedOn, closedOn)] : []))
    .sort((a, b) => a - b);
  return ages[Math.ceil(0.95 * ages.length) - 1] ?? null;
}

/** Open deals that are not older than 95 % of the won ones were: what is older hardly ever closes and would swell the count. */
export function liveDeals(deals: readonly KpiDeal[], limit: number | null, asOf: string): KpiDeal[] {
  return deals.filter(
    ({ status, openedOn }) =>
      status === "open" && openedOn !== null && (limit === null || daysBetween(openedOn, asOf) <= limit),
  );
}

/**
 * Money won per day of the days so far. Beside it the textbook figure: live open deals x win rate x average won deal / mean days to
 * win, which is a rate only while all four stay as they are. Source: KPI definitions, 5.
 */
export const velocity = defineKpi({
  name: "velocity",
  label: "Sales velocity",
  meaning: "What is won per calendar day.",
  unit: "money_per_day",
  better: "higher",
  grows: true,
  counted: "won deals",
  least: 8,
  measure(input) {
    const { deals, span, asOf, currency } = input;
    const days = daysBetween(span.start, earlierOf(span.end, addDays(asOf, 1)));
    if (days <= 0) return notMeasured("These days have not begun.");
    if (deals.length === 0) return notMeasured("There are no deals in these days.");
    const won = wonIn(deals, span);
    const amounts = won.flatMap(({ amount }) => (amount ? [amount] : []));
    const units = Number(minorUnits(currency));
    return {
      ok: true,
      value: divide(toRational(sum(amounts, currency)), rational(days)),
      n: won.length,
      interval: rateInterval(
        amounts.map(({ minor }) => minor / units),
        days,
      ),
      parts: formulaOf(input),
      basis:
        "Measured. The formula (live open deals × win rate × average deal ÷ days to win) says what it could be if all four stayed as they are.",
    };
  },
});

function formulaOf({ deals, span, asOf, currency }: KpiInput): KpiPart[] {
  const closed = closedIn(deals, span);
  const won = closed.filter(({ status, openedOn, amount }) => status === "won" && openedOn !== null && amount !== null);
  const live = liveDeals(deals, usualLimit(won), asOf).length;
  const daysToWin = won.reduce((all, { openedOn, closedOn }) => all + daysBetween(openedOn ?? "", closedOn ?? ""), 0);
  if (won.length === 0 || daysToWin === 0) return [];
  const rate = rational(closed.filter(({ status }) => status === "won").length, closed.length);
  const size = divide(
    toRational(
      sum(
        won.flatMap(({ amount }) => (amount ? [amount] : [])),
        currency,
      ),
    ),
    rational(won.length),
  );
  const part = (key: string, label: string, unit: KpiPart["unit"], value: Rational): KpiPart => ({
    key,
    label,
    unit,
    value,
    n: won.length,
  });
  return [
    part(
      "formula",
      "By the formula",
      "money_per_day",
      divide(multiply(multiply(rational(live), rate), size), rational(daysToWin, won.length)),
    ),
    part("live_deals", "Live open deals", "count", rational(live)),
  ];
}
