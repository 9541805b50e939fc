import type { ForecastDeal } from "../../src/core/forecast/deal-columns.js";

/** One question of a rolling-origin set, with the answer that only the scorer may see. */
export interface Origin {
  readonly set: string;
  readonly id: string;
  readonly deals: readonly ForecastDeal[];
  readonly kind: "month" | "quarter";
  readonly historyStart: string;
  readonly firstFull: string;
  readonly start: string;
  readonly end: string;
  readonly asOf: string;
  readonly asked: readonly {
    readonly rep: string;
    readonly qtd: number;
    readonly quota: number;
    readonly actual: number;
  }[];
}

const DAY = 86_400_000;
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const addMonths = (date: string, months: number): string => {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
};

/** What is knowable at the end of `asOf`. */
export const asKnownOn = (deals: readonly ForecastDeal[], asOf: number): ForecastDeal[] =>
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
  kind: "month" | "quarter",
  historyStart: string,
  periods: readonly string[],
): Origin[] {
  const months = kind === "month" ? 1 : 3;
  const reps = [...new Set(deals.map(({ rep }) => rep))].sort();
  const monthIndex = Number(historyStart.slice(5, 7)) - 1;
  const aligned = historyStart.slice(8) === "01" && monthIndex % months === 0;
  const thisStart = addMonths(historyStart, -(monthIndex % months));
  const firstFull = aligned ? historyStart : addMonths(thisStart, months);
  const wonIn = (rep: string, from: number, before: number) =>
    deals.reduce(
      (sum, { rep: of, won, closed, amountWon }) =>
        of === rep && won && closed !== null && closed >= from && closed < before ? sum + amountWon : sum,
      0,
    );
  return periods
    .flatMap((start) =>
      [0.25, 0.5, 0.75].map((share): Origin => {
        const end = addMonths(start, months);
        const [from, before] = [dayOf(start), dayOf(end)];
        const asOf = from + Math.floor(share * (before - from) + 0.5) - 1;
        const asked = reps.flatMap((rep) => {
          const firstWin = deals.reduce(
            (first, { rep: of, won, closed }) =>
              of === rep && won && closed !== null ? Math.min(first, closed) : first,
            Number.POSITIVE_INFINITY,
          );
          const totals: number[] = [];
          for (let p = addMonths(start, -months); p >= firstFull && totals.length < 4; p = addMonths(p, -months))
            if (dayOf(addMonths(p, months)) > firstWin) totals.push(wonIn(rep, dayOf(p), dayOf(addMonths(p, months))));
          if (totals.length === 0) return [];
          const quota = Math.round((110 * totals.reduce((a, b) => a + b, 0)) / totals.length) / 100;
          return [{ rep, qtd: wonIn(rep, from, asOf + 1), quota, actual: wonIn(rep, from, before) }];
        });
        return {
          set,
          id: `${set}_${start}_${share * 100}`,
          deals: asKnownOn(deals, asOf),
          kind,
          historyStart,
          firstFull,
          start,
          end: dateOf(before - 1),
          asOf: dateOf(asOf),
          asked,
        };
      }),
    )
    .filter(({ asked }) => asked.length > 0);
}
