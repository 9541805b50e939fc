import { minorUnits, sum, toRational } from "../money.js";
import { divide, rational } from "../rational.js";
import { wonIn } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { meanInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";
import { medianOf } from "./sales-cycle.js";

/** Sum of won amounts / number of won deals that bear one. The median stands beside it: a few large deals move the mean. Source: KPI definitions, 4. */
export const dealSize = defineKpi({
  name: "deal_size",
  label: "Average deal size",
  meaning: "What a won deal brings on average.",
  unit: "money",
  better: "higher",
  counted: "won deals",
  least: 8,
  measure({ deals, span, currency }) {
    const amounts = wonIn(deals, span).flatMap(({ amount }) => (amount ? [amount] : []));
    if (amounts.length === 0) return notMeasured("No deal with an amount was won in these days.");
    const units = rational(minorUnits(currency));
    const scale = Number(minorUnits(currency));
    const total = toRational(sum(amounts, currency));
    const median = medianOf(amounts.map(({ minor }) => minor).sort((a, b) => a - b));
    return {
      ok: true,
      value: divide(total, rational(amounts.length)),
      n: amounts.length,
      interval: meanInterval(amounts.map(({ minor }) => minor / scale)),
      parts: [
        ...(median
          ? [
              {
                key: "median",
                label: "Median deal",
                unit: "money" as const,
                value: divide(median, units),
                n: amounts.length,
              },
            ]
          : []),
        { key: "won_value", label: "Won in all", unit: "money", value: total, n: amounts.length },
      ],
    };
  },
});
