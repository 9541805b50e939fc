import { addDays, type IsoDate, laterOf } from "../calendar.js";
import { dealColumns, type ForecastDeal } from "../forecast/deal-columns.js";
import type { Moment } from "../forecast/moment.js";
import { dayNumber, periodsBack, placesOf } from "../forecast/periods.js";
import { openValue } from "../kpi/coverage.js";
import type { KpiDeal } from "../kpi/deal.js";
import type { Period } from "../period.js";

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/**
 * The deals as a forecast reads them, at the end of `asOf` in `period`; null for a period that is not of whole months. A deal without
 * an opening day began on the day it closed. Amounts are minor units.
 */
export function momentOf(
  deals: readonly KpiDeal[],
  reps: readonly string[],
  period: Period,
  asOf: IsoDate,
  stages: readonly string[],
): Moment | null {
  const months = MONTHS[period.kind];
  const first = deals.flatMap(({ closedOn }) => closedOn ?? []).sort()[0] ?? period.start;
  if (months === undefined) return null;
  const later = new Set(stages.slice(Math.ceil(stages.length / 2)));
  const rows = deals.flatMap((deal): ForecastDeal[] => {
    const opened = deal.openedOn ?? deal.closedOn;
    if (opened === null) return [];
    const advanced = deal.stages.find(({ stage }) => later.has(stage))?.enteredOn;
    return [
      {
        key: deal.key,
        rep: deal.owner,
        created: dayNumber(opened),
        closed: deal.status === "open" || deal.closedOn === null ? null : dayNumber(laterOf(opened, deal.closedOn)),
        won: deal.status === "won",
        amountWon: deal.amount?.minor ?? 0,
        amountOpen: openValue(deal)?.minor ?? null,
        advanced: advanced ? dayNumber(advanced) : null,
      },
    ];
  });
  return {
    deals: dealColumns(rows, reps),
    historyStart: dayNumber(first),
    ...periodsBack(first, period.start, months),
    asOf: dayNumber(asOf < period.end ? asOf : addDays(period.end, -1)),
    places: placesOf(months),
  };
}
