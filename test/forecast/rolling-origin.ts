import type { ForecastOrigin } from "../../src/connectors/forecast-files/origins.js";
import type { ForecastDeal } from "../../src/core/forecast/deal-columns.js";

/** One moment of a rolling-origin set: what is asked, what is known, and what only the scorer may see. */
export interface Question {
  readonly origin: ForecastOrigin;
  readonly deals: readonly ForecastDeal[];
  /** What came, in the order of `origin.asked`. */
  readonly actuals: readonly number[];
}

const DAY = 86_400_000;
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const addMonths = (date: string, months: number): string => {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
};

/** What is knowable at the end of `asOf`. */
const asKnownOn = (deals: readonly ForecastDeal[], asOf: number): ForecastDeal[] =>
  deals
    .filter(({ created }) => created <= asOf)
    .map((deal) => {
      const open = deal.closed === null || deal.closed > asOf;
      const advanced = deal.advanced !== null && deal.advanced <= asOf ? deal.advanced : null;
      return open ? { ...deal, closed: null, won: false, amountWon: 0, advanced } : { ...deal, advanced };
    });

/** Origins at a quarter, half and three quarters of each of `periods`, with quotas of 110 % of the mean of four past periods. */
export function rollingOrigins(
  set: string,
  deals: readonly ForecastDeal[],
  months: 1 | 3,
  historyStart: string,
  periods: readonly string[],
): Question[] {
  const wins = new Map<string, { closed: number; amountWon: number }[]>();
  for (const { rep, won, closed, amountWon } of deals) {
    const own = wins.get(rep) ?? [];
    wins.set(rep, own);
    if (won && closed !== null) own.push({ closed, amountWon });
  }
  const reps = [...wins.keys()].sort();
  const monthIndex = Number(historyStart.slice(5, 7)) - 1;
  const aligned = historyStart.slice(8) === "01" && monthIndex % months === 0;
  const thisStart = addMonths(historyStart, -(monthIndex % months));
  const firstFull = aligned ? historyStart : addMonths(thisStart, months);
  const wonIn = (rep: string, from: number, before: number) =>
    (wins.get(rep) ?? []).reduce(
      (sum, { closed, amountWon }) => (closed >= from && closed < before ? sum + amountWon : sum),
      0,
    );
  return periods
    .flatMap((start) =>
      [0.25, 0.5, 0.75].map((share): Question => {
        const end = addMonths(start, months);
        const [from, before] = [dayOf(start), dayOf(end)];
        const asOf = from + Math.floor(share * (before - from) + 0.5) - 1;
        const rows = reps.flatMap((rep) => {
          const firstWin = Math.min(...(wins.get(rep) ?? []).map(({ closed }) => closed));
          const totals: number[] = [];
          for (let p = addMonths(start, -months); p >= firstFull && totals.length < 4; p = addMonths(p, -months))
            if (dayOf(addMonths(p, months)) > firstWin) totals.push(wonIn(rep, dayOf(p), dayOf(addMonths(p, months))));
          if (totals.length === 0) return [];
          const quota = Math.round((110 * totals.reduce((a, b) => a + b, 0)) / totals.length) / 100;
          return [{ rep, closed: wonIn(rep, from, asOf + 1), quota, actual: wonIn(rep, from, before) }];
        });
        const id = `${set}_${start}_${share * 100}`;
        return {
          origin: { id, dataset: set, months, historyStart, firstFull, start, end, asOf: dateOf(asOf), asked: rows },
          deals: asKnownOn(deals, asOf),
          actuals: rows.map(({ actual }) => actual),
        };
      }),
    )
    .filter(({ actuals }) => actuals.length > 0);
}
