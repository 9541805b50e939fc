import { listed } from "../../core/plan-words.js";
import type { ProrationTerms } from "../../core/proration.js";
import type { RampTerms } from "../../core/ramp.js";
import { percentText } from "../../core/wording.js";

const things = (of: readonly string[]): string => listed(of.map((what) => what.replaceAll("_", " ")));

const BY = {
  calendar_days: "by calendar days",
  workdays: "by workdays, Monday to Friday",
  whole_months: "by whole months",
  days_30_360: "by days, 30 in every month",
} as const;

/** What part of a period worked shrinks, and by which days. */
export function prorationSentences(terms: ProrationTerms): string[] {
  const { of, by, holidays, minimum_days, joined_through, left_after } = terms;
  const exact = holidays
    ? `${BY[by]} less ${holidays.length === 1 ? "one holiday" : `${holidays.length} holidays`}`
    : BY[by];
  const months = [
    ...(joined_through ? [`if you join through day ${joined_through} of it`] : []),
    ...(left_after ? [`if you leave after day ${left_after} of it`] : []),
    ...(minimum_days && by === "whole_months" ? [`with ${minimum_days} days of it worked`] : []),
  ];
  return [
    `Your ${things(of)} ${of.length === 1 ? "is" : "are"} reduced to the part of the period worked (${exact}) when it is cut short by ${listed(terms.for, "or")}.`,
    ...(months.length > 0 ? [`A month counts whole ${listed(months, "or")}.`] : []),
    ...(minimum_days && by !== "whole_months"
      ? [`A month with fewer than ${minimum_days} days worked counts nothing.`]
      : []),
  ];
}

/** What counts while somebody is new, in which months, and whether accelerators are paid. */
export function rampSentences({ of, months, by, first_month, accelerators }: RampTerms): string[] {
  const each = listed(months.map((share) => percentText(share)));
  const blocks =
    by === "days_30"
      ? months.length === 1
        ? "30 days"
        : `${months.length} blocks of 30 days`
      : months.length === 1
        ? "month"
        : `${months.length} months`;
  const first = first_month === "first_full" ? ", the first full one on" : "";
  return [
    `While you are new, your ${things(of)} ${of.length === 1 ? "counts" : "count"} ${each} in your first ${blocks}${first}.`,
    ...(accelerators === "withheld" ? ["Rates and payouts above quota are not paid in these."] : []),
  ];
}
