import { toRational } from "../money.js";
import { contains } from "../period.js";
import { divide, rational } from "../rational.js";
import { worthOf } from "./coverage.js";
import { defineKpi } from "./define-kpi.js";
import { rateInterval } from "./intervals.js";
import { notMeasured } from "./measured.js";
import { daysOfAll } from "./presence.js";

/** Deals opened per person and week of presence in the days so far. Source: KPI definitions, activity. */
export const creation = defineKpi({
  name: "creation",
  label: "New deals a week",
  meaning: "How many deals one person opens in a week at work.",
  unit: "per_week",
  better: "higher",
  counted: "deals opened",
  least: 6,
  measure({ deals, people, span, asOf, currency }) {
    const days = daysOfAll(people, span, asOf);
    if (days === 0) return notMeasured("Nobody was at work in these days.");
    const opened = deals.filter(({ openedOn }) => openedOn !== null && contains(span, openedOn));
    return {
      ok: true,
      value: rational(opened.length * 7, days),
      n: opened.length,
      interval: rateInterval(
        opened.map(() => 1),
        days / 7,
      ),
      parts: [
        {
          key: "opened_value",
          label: "Value opened a week",
          unit: "money",
          value: divide(toRational(worthOf(opened, currency)), rational(days, 7)),
          n: opened.length,
        },
      ],
    };
  },
});
