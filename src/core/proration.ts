import { z } from "zod";
import {
  addDays,
  daysBetween,
  earlierOf,
  type IsoDate,
  laterOf,
  thirtyDayMonthsBetween,
  workdaysBetween,
} from "./calendar.js";
import type { Span } from "./component.js";
import { Day, fields, oneOf } from "./document.js";
import type { Problem } from "./errors.js";
import type { LeaveSpan } from "./facts.js";
import { periodOf } from "./period.js";
import { Relieved } from "./relieved.js";

const dayOfMonth = z.coerce
  .number({ error: "must be a day of the month from 1 to 28, such as 15" })
  .int()
  .min(1)
  .max(28);

/** Terms for part of a window worked: joining, leaving the company, leave. */
export const Proration = fields({
  by: oneOf(
    ["calendar_days", "workdays", "whole_months", "days_30_360"],
    "calendar_days: days worked over days of the window (actual/actual). workdays: the same in Mondays to Fridays, less the holidays listed. days_30_360: the same with 30 days in every month. whole_months: whole months worked; a month partly worked counts nothing unless minimum_days, joined_through or left_after says so.",
  ),
  of: Relieved,
  for: z
    .array(oneOf(["joining", "leaving", "leave"]), { error: "must be a list of joining, leaving and leave" })
    .min(1)
    .default(["joining", "leaving", "leave"])
    .describe("What counts as not working."),
  holidays: z
    .array(Day, { error: "must be a list of days, such as [2026-01-01, 2026-12-25]" })
    .describe("Days that are no workdays.")
    .optional(),
  minimum_days: z.coerce
    .number({ error: "must be a number of calendar days from 1 to 31, such as 15" })
    .int()
    .min(1)
    .max(31)
    .describe("By months: days worked that make a month count whole. By days: a month with fewer counts nothing.")
    .optional(),
  joined_through: dayOfMonth.describe("Who joins through this day of a month has the month whole.").optional(),
  left_after: dayOfMonth.describe("Who works beyond this day of the last month has it whole.").optional(),
});
export type ProrationTerms = z.output<typeof Proration>;

/** When somebody was there: the dates of the person and their leaves. */
export interface Employment {
  readonly payee: { readonly hiredOn?: IsoDate; readonly leftOn?: IsoDate };
  readonly leaves: readonly LeaveSpan[];
}

export function checkProration(terms: ProrationTerms): Problem[] {
  const problems: Problem[] = [];
  const byMonths = terms.by === "whole_months";
  if (terms.holidays && terms.by !== "workdays")
    problems.push({ path: "proration.holidays", message: "go with by: workdays, which they are taken out of" });
  for (const field of ["joined_through", "left_after"] as const)
    if (terms[field] !== undefined && !byMonths)
      problems.push({ path: `proration.${field}`, message: "goes with by: whole_months" });
  if (terms.minimum_days !== undefined && (terms.joined_through !== undefined || terms.left_after !== undefined))
    problems.push({
      path: "proration.minimum_days",
      message: "and joined_through or left_after both say when a month counts: keep one of them",
    });
  return problems;
}

/** The time of a part of a month, in the unit counted: days, or 1 for a month. */
export function timeIn({ start, end }: Span, terms: Pick<ProrationTerms, "by" | "holidays">): number {
  if (start >= end) return 0;
  if (terms.by === "calendar_days") return daysBetween(start, end);
  if (terms.by === "days_30_360") return thirtyDayMonthsBetween(start, end);
  return terms.by === "workdays" ? workdaysBetween(start, end, terms.holidays) : 1;
}

/**
 * Of that time, what was worked. `part` lies within one month. A month that does not reach `minimum_days` counts nothing; by whole
 * months it counts 1 or 0. Source: plan mechanics, section 12.
 */
export function timeWorked(part: Span, terms: ProrationTerms, employment: Employment): number {
  if (terms.by === "whole_months") return monthCounts(part, terms, employment) ? 1 : 0;
  if (terms.minimum_days !== undefined) {
    const month = periodOf("month", part.start);
    if (total(daysThere(month, terms, employment), CALENDAR) < terms.minimum_days) return 0;
  }
  return total(daysThere(part, terms, employment), terms);
}

const CALENDAR = { by: "calendar_days" } as const;
const total = (spans: readonly Span[], terms: Pick<ProrationTerms, "by" | "holidays">): number =>
  spans.reduce((time, span) => time + timeIn(span, terms), 0);

function monthCounts(part: Span, terms: ProrationTerms, { payee, leaves }: Employment): boolean {
  if (terms.minimum_days !== undefined)
    return total(daysThere(periodOf("month", part.start), terms, { payee, leaves }), CALENDAR) >= terms.minimum_days;
  // A month joined early enough, or left late enough, counts as if it were worked from its first day or to its last.
  const hiredOn =
    payee.hiredOn && dayOf(payee.hiredOn) <= (terms.joined_through ?? 1) ? first(payee.hiredOn) : payee.hiredOn;
  const lastDay = payee.leftOn && addDays(payee.leftOn, -1);
  const stays = lastDay !== undefined && terms.left_after !== undefined && dayOf(lastDay) > terms.left_after;
  const leftOn = lastDay && stays ? periodOf("month", lastDay).end : payee.leftOn;
  const moved = { payee: { ...(hiredOn ? { hiredOn } : {}), ...(leftOn ? { leftOn } : {}) }, leaves };
  return total(daysThere(part, terms, moved), CALENDAR) === daysBetween(part.start, part.end);
}

const dayOf = (day: IsoDate): number => Number(day.slice(8, 10));
const first = (day: IsoDate): IsoDate => `${day.slice(0, 8)}01`;

/** The days of `span` with the company and not on leave, in order, so far as the plan looks at each of these. */
function daysThere(span: Span, terms: ProrationTerms, { payee, leaves }: Employment): Span[] {
  const { hiredOn, leftOn } = payee;
  const start = terms.for.includes("joining") && hiredOn ? laterOf(span.start, hiredOn) : span.start;
  const end = terms.for.includes("leaving") && leftOn ? earlierOf(span.end, leftOn) : span.end;
  const days: Span[] = [];
  let from = start;
  if (terms.for.includes("leave"))
    for (const leave of [...leaves].sort((a, b) => (a.start < b.start ? -1 : 1))) {
      if (leave.start > from) days.push({ start: from, end: earlierOf(leave.start, end) });
      from = laterOf(from, leave.end ?? end);
    }
  days.push({ start: from, end });
  return days.filter((part) => part.start < part.end);
}
