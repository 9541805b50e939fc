import { addDays } from "../calendar.js";
import { toRational } from "../money.js";
import { contains } from "../period.js";
import { divide, rational } from "../rational.js";
import { openValue, worthOf } from "./coverage.js";
import { expectedBefore, openAtStartOf } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { wilson } from "./intervals.js";
import { notMeasured } from "./measured.js";

/**
 * Of the deals that were expected to close in the days when these began, the share neither won nor lost in them. While the days still
 * run only those count as slipped that are expected after them by now. Source: KPI definitions, 7.
 */
export const slippage = defineKpi({
  name: "slippage",
  label: "Slippage",
  meaning: "Of the deals expected to close in the period, the share that did not.",
  unit: "share",
  better: "lower",
  counted: "deals expected",
  least: 10,
  measure({ deals, span, asOf, currency }) {
    const expected = openAtStartOf(deals, span.start).filter((deal) => {
      const day = expectedBefore(deal, span.start);
      return day !== null && day !== undefined && contains(span, day);
    });
    const kept = openAtStartOf(deals, span.start).some((deal) => expectedBefore(deal, span.start) !== undefined);
    if (!kept) return notMeasured("How expected closing days moved is not known for these days.");
    if (expected.length === 0) return notMeasured("No deal was expected to close in these days when they began.");
    const over = asOf >= addDays(span.end, -1);
    const slipped = expected.filter(({ closedOn, expectedCloseOn }) => {
      if (closedOn !== null) return !contains(span, closedOn);
      return over || expectedCloseOn === null || expectedCloseOn >= span.end;
    });
    const [all, moved] = [worthOf(expected, currency), worthOf(slipped, currency)];
    const valued = expected.filter((deal) => openValue(deal) !== null).length;
    return {
      ok: true,
      value: rational(slipped.length, expected.length),
      n: expected.length,
      interval: wilson(slipped.length, expected.length),
      parts: [
        { key: "slipped", label: "Deals slipped", unit: "count", value: rational(slipped.length), n: expected.length },
        { key: "slipped_value", label: "Value slipped", unit: "money", value: toRational(moved), n: slipped.length },
        ...(all.minor > 0
          ? [
              {
                key: "by_value",
                label: "Slippage by value",
                unit: "share" as const,
                value: divide(toRational(moved), toRational(all)),
                n: valued,
              },
            ]
          : []),
      ],
      ...(over ? {} : { basis: "The period still runs: only deals already moved past its end count as slipped." }),
    };
  },
});
