import type { IsoDate } from "../calendar.js";
import { contains } from "../period.js";
import { rational } from "../rational.js";
import type { Days, KpiDeal } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { meanInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";

export interface Moves {
  /** Times the expected day went to a later calendar month; moves inside a month do not count. */
  readonly pushed: number;
  /** Times it came to an earlier one. */
  readonly pulled: number;
}

const monthOf = (day: IsoDate): string => day.slice(0, 7);

/** How often the deal's expected closing day moved from month to month on the days given. */
export function movesOf({ expected }: KpiDeal, days: Days): Moves {
  let [pushed, pulled] = [0, 0];
  for (const [i, { on, expected: to }] of expected.entries()) {
    const from = expected[i - 1]?.expected;
    if (!contains(days, on) || !from || !to) continue;
    if (monthOf(to) > monthOf(from)) pushed++;
    if (monthOf(to) < monthOf(from)) pulled++;
  }
  return { pushed, pulled };
}

/** Month-to-month pushes of the expected closing day per deal that had one in the days. Source: KPI definitions, 7. */
export const pushes = defineKpi({
  name: "pushes",
  label: "Pushes per deal",
  meaning: "How often a deal's expected closing day is put off to a later month.",
  unit: "count",
  better: "lower",
  counted: "deals with an expected day",
  least: 10,
  measure({ deals, span }) {
    const watched = deals.filter(
      ({ expected, closedOn }) =>
        expected.some(({ on }) => on < span.end) && (closedOn === null || closedOn >= span.start),
    );
    if (watched.length === 0) return notMeasured("How expected closing days moved is not known for these days.");
    const moves = watched.map((deal) => movesOf(deal, span));
    const pushed = moves.reduce((sum, move) => sum + move.pushed, 0);
    const pulled = moves.reduce((sum, move) => sum + move.pulled, 0);
    const n = watched.length;
    return {
      ok: true,
      value: rational(pushed, n),
      n,
      interval: meanInterval(moves.map((move) => move.pushed)),
      parts: [
        { key: "pushed", label: "Pushes", unit: "count", value: rational(pushed), n },
        {
          key: "deals_pushed",
          label: "Deals pushed",
          unit: "count",
          value: rational(moves.filter((move) => move.pushed > 0).length),
          n,
        },
        { key: "pulled", label: "Pulled in", unit: "count", value: rational(pulled), n },
      ],
    };
  },
});
