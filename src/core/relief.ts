import { z } from "zod";
import { daysBetween, earlierOf, type IsoDate, laterOf, workdaysBetween } from "./calendar.js";
import type { Span } from "./component.js";
import { fields, Multiple, oneOf, Percent } from "./document.js";
import type { PayeeFacts } from "./facts.js";
import { periodOf, periodsWithin } from "./period.js";
import { add, divide, multiply, ONE, type Rational, rational, ZERO } from "./rational.js";

const RELIEVED = ["quota", "target_incentive"] as const;
type Relieved = (typeof RELIEVED)[number];
const of = z
  .array(oneOf(RELIEVED), { error: "must be a list of quota and target_incentive: say which of them shrink" })
  .min(1);

/** Terms for part of a window worked: joining, leaving the company, leave. */
export const Proration = fields({
  by: oneOf(
    ["calendar_days", "workdays", "whole_months"],
    "calendar_days: days worked over days of the window. workdays: the same in Mondays to Fridays. whole_months: months worked from their first to their last day.",
  ),
  of,
  for: z
    .array(oneOf(["joining", "leaving", "leave"]), { error: "must be a list of joining, leaving and leave" })
    .min(1)
    .default(["joining", "leaving", "leave"]),
});

/** Terms for new payees: the share that counts in each calendar month of tenure, 100% after the last. */
export const Ramp = fields({
  of,
  months: z
    .array(Percent.or(Multiple), { error: "must be a list of shares, one a month of tenure, such as [0%, 50%, 75%]" })
    .min(1),
  first_month: oneOf(
    ["joined", "first_full"],
    "joined: the month of joining is the first month of the ramp, even when partly worked. first_full: the first month worked from its first day is.",
  ),
});

export interface ReliefTerms {
  readonly proration: z.output<typeof Proration> | null;
  readonly ramp: z.output<typeof Ramp> | null;
}

/**
 * The part of a window's quota or target incentive that counts for a payee, 1 = all. Ramp is taken month by month, then the
 * part of each month that was worked: sum of ramp share × time worked over all time. Source: plan mechanics, sections 11, 12.
 */
export function reliefFor(terms: ReliefTerms, facts: PayeeFacts, what: Relieved, span: Span): Rational {
  const proration = terms.proration?.of.includes(what) ? terms.proration : null;
  const ramp = terms.ramp?.of.includes(what) ? terms.ramp : null;
  if (!proration && !(ramp && facts.payee.hiredOn)) return ONE;
  let counted = ZERO;
  let all = 0;
  for (const month of periodsWithin("month", span)) {
    const part: Span = { start: laterOf(month.start, span.start), end: earlierOf(month.end, span.end) };
    const time = timeIn(part, proration?.by);
    const worked = proration ? timeWorked(part, proration, facts) : time;
    const share = ramp ? rampShare(ramp, facts.payee.hiredOn, month.start) : ONE;
    counted = add(counted, multiply(share, rational(worked)));
    all += time;
  }
  return all === 0 ? ONE : divide(counted, rational(all));
}

type Unit = NonNullable<ReliefTerms["proration"]>["by"];

function timeIn({ start, end }: Span, by: Unit | undefined): number {
  if (start >= end) return 0;
  if (by === "calendar_days") return daysBetween(start, end);
  return by === "workdays" ? workdaysBetween(start, end) : 1;
}

function timeWorked(span: Span, terms: NonNullable<ReliefTerms["proration"]>, facts: PayeeFacts): number {
  const { hiredOn, leftOn } = facts.payee;
  const start = terms.for.includes("joining") && hiredOn ? laterOf(span.start, hiredOn) : span.start;
  const end = terms.for.includes("leaving") && leftOn ? earlierOf(span.end, leftOn) : span.end;
  const away = terms.for.includes("leave")
    ? facts.leaves
        .map((leave): Span => ({ start: laterOf(start, leave.start), end: earlierOf(end, leave.end ?? end) }))
        .filter((leave) => leave.start < leave.end)
        .sort((a, b) => (a.start < b.start ? -1 : 1))
        // Leaves that overlap count once.
        .map(
          (leave, i, all): Span => ({
            ...leave,
            start: i === 0 ? leave.start : laterOf(leave.start, furthest(all.slice(0, i))),
          }),
        )
        .filter((leave) => leave.start < leave.end)
    : [];
  if (terms.by === "whole_months") return start === span.start && end === span.end && away.length === 0 ? 1 : 0;
  return away.reduce((time, leave) => time - timeIn(leave, terms.by), timeIn({ start, end }, terms.by));
}

const furthest = (spans: readonly Span[]): IsoDate => spans.reduce((end, span) => laterOf(end, span.end), "");

/** Months before the ramp begins count like its first one; without a date of joining there is no ramp. */
function rampShare(ramp: NonNullable<ReliefTerms["ramp"]>, hiredOn: IsoDate | undefined, month: IsoDate): Rational {
  if (!hiredOn) return ONE;
  const joined = periodOf("month", hiredOn);
  const first = ramp.first_month === "first_full" && hiredOn > joined.start ? joined.end : joined.start;
  const index = Math.max(0, monthNumber(month) - monthNumber(first));
  return ramp.months[index] ?? ONE;
}

const monthNumber = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
