import { addDays, daysBetween } from "../calendar.js";
import { contains } from "../period.js";
import { rational } from "../rational.js";
import { defineKpi } from "./define-kpi.js";
import { wilson } from "./intervals.js";
import { notMeasured } from "./measured.js";

/** Days after which a deal has had its time. */
const MATURE = 90;

/**
 * Of the deals opened in the days that are at least 90 days old, the share won within 90 days of opening. Younger ones are told and
 * not counted: a share of a cohort that is still open says nothing yet. Source: KPI definitions, 1.
 */
export const winRateCohort = defineKpi({
  name: "win_rate_cohort",
  label: `Won within ${MATURE} days`,
  meaning: `Of the deals that were opened, the share won within ${MATURE} days.`,
  unit: "share",
  better: "higher",
  counted: "deals old enough",
  least: 10,
  measure({ deals, span, asOf }) {
    const opened = deals.filter(({ openedOn }) => openedOn !== null && contains(span, openedOn));
    const mature = opened.filter(({ openedOn }) => addDays(openedOn ?? asOf, MATURE) <= asOf);
    const won = mature.filter(
      ({ status, openedOn, closedOn }) =>
        status === "won" && openedOn !== null && closedOn !== null && daysBetween(openedOn, closedOn) <= MATURE,
    ).length;
    const open = opened.filter(({ status }) => status === "open").length;
    const parts = [
      { key: "opened", label: "Opened", unit: "count", value: rational(opened.length), n: opened.length },
      { key: "still_open", label: "Still open", unit: "count", value: rational(open), n: opened.length },
      {
        key: "too_young",
        label: "Too young to count",
        unit: "count",
        value: rational(opened.length - mature.length),
        n: opened.length,
      },
    ] as const;
    if (mature.length === 0)
      return notMeasured(
        opened.length === 0
          ? "No deal was opened in these days."
          : `None of the deals opened in these days is ${MATURE} days old yet.`,
        0,
        parts,
      );
    return {
      ok: true,
      value: rational(won, mature.length),
      n: mature.length,
      interval: wilson(won, mature.length),
      parts,
    };
  },
});
