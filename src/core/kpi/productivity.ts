import { minorUnits, sum, toRational } from "../money.js";
import { divide, rational } from "../rational.js";
import { wonIn } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { rateInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";
import { daysOfAll } from "./presence.js";

/** Won value per person and month of presence; a month is 487/16 days (365.25 / 12). Source: KPI definitions, 11. */
export const productivity = defineKpi({
  name: "productivity",
  label: "Productivity",
  meaning: "What one person wins in a month at work.",
  unit: "money_per_month",
  better: "higher",
  counted: "won deals",
  least: 8,
  measure({ deals, people, span, asOf, currency }) {
    const days = daysOfAll(people, span, asOf);
    if (days === 0) return notMeasured("Nobody was at work in these days.");
    const amounts = wonIn(deals, span).flatMap(({ amount }) => (amount ? [amount] : []));
    const months = rational(days * 16, 487);
    const units = Number(minorUnits(currency));
    return {
      ok: true,
      value: divide(toRational(sum(amounts, currency)), months),
      n: amounts.length,
      interval: rateInterval(
        amounts.map(({ minor }) => minor / units),
        (days * 16) / 487,
      ),
      parts: [],
    };
  },
});
