import { rational } from "../rational.js";
import { closedIn } from "./deal.js";
import { defineKpi } from "./define-kpi.js";
import { wilson } from "./intervals.js";
import { notMeasured } from "./measured.js";

/** Won / (won + lost) among deals closed in the days, each counted where it closed, with Wilson limits. Source: KPI definitions, 1. */
export const winRate = defineKpi({
  name: "win_rate",
  label: "Win rate",
  meaning: "Of the deals that were decided, the share that was won.",
  unit: "share",
  better: "higher",
  counted: "closed deals",
  least: 10,
  measure({ deals, span }) {
    const closed = closedIn(deals, span);
    const won = closed.filter(({ status }) => status === "won").length;
    if (closed.length === 0) return notMeasured("No deal was won or lost in these days.");
    return {
      ok: true,
      value: rational(won, closed.length),
      n: closed.length,
      interval: wilson(won, closed.length),
      parts: [
        { key: "won", label: "Won", unit: "count", value: rational(won), n: closed.length },
        { key: "lost", label: "Lost", unit: "count", value: rational(closed.length - won), n: closed.length },
      ],
    };
  },
});
