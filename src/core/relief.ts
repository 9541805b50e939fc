import { earlierOf, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import type { Problem } from "./errors.js";
import { periodsWithin } from "./period.js";
import { checkProration, type Employment, type ProrationTerms, timeIn, timeWorked } from "./proration.js";
import { checkRamp, isRamping, type RampTerms, rampedPieces } from "./ramp.js";
import { add, divide, multiply, ONE, type Rational, rational, ZERO } from "./rational.js";
import type { RelievedAmount } from "./relieved.js";

export interface ReliefTerms {
  readonly proration: ProrationTerms | null;
  readonly ramp: RampTerms | null;
}

export function checkRelief({ proration, ramp }: ReliefTerms): Problem[] {
  const problems = [...(proration ? checkProration(proration) : []), ...(ramp ? checkRamp(ramp) : [])];
  if (ramp?.by === "days_30" && proration?.by === "whole_months")
    problems.push({
      path: "ramp.by",
      message:
        "cannot be days_30 with proration by whole_months: 30 days of tenure cut through months. Prorate by days",
    });
  return problems;
}

/** The months a span touches, each cut to the span. */
const monthsOf = (span: Span): Span[] =>
  periodsWithin("month", span).map(
    (month): Span => ({ start: laterOf(month.start, span.start), end: earlierOf(month.end, span.end) }),
  );

/**
 * The part of a window's quota, target incentive, cap, threshold or bonus that counts for a payee, 1 = all. Ramp is taken month by
 * month, then the part of each month that was worked: sum of ramp share × time worked over all time. Source: plan mechanics,
 * sections 11, 12.
 */
export function reliefFor(terms: ReliefTerms, employment: Employment, what: RelievedAmount, span: Span): Rational {
  const { hiredOn } = employment.payee;
  const proration = terms.proration?.of.includes(what) ? terms.proration : null;
  const ramp = terms.ramp?.of.includes(what) && hiredOn ? terms.ramp : null;
  if (!proration && !ramp) return ONE;
  // Without proration a month weighs the same as any other; one cut by 30-day blocks weighs its days.
  const unit = proration ?? { by: ramp?.by === "days_30" ? ("calendar_days" as const) : ("whole_months" as const) };
  let counted = ZERO;
  let all = 0;
  for (const part of monthsOf(span)) {
    all += timeIn(part, unit);
    for (const { piece, share } of ramp ? rampedPieces(ramp, hiredOn, part) : [{ piece: part, share: ONE }]) {
      const time = proration ? timeWorked(piece, proration, employment) : timeIn(piece, unit);
      counted = add(counted, multiply(share, rational(time)));
    }
  }
  return all === 0 ? ONE : divide(counted, rational(all));
}

/** True where the payee is new, and the plan keeps accelerators from payees that ramp. */
export const withholdsAccelerators = ({ ramp }: ReliefTerms, { payee }: Employment, span: Span): boolean =>
  ramp?.accelerators === "withheld" && monthsOf(span).some((part) => isRamping(ramp, payee.hiredOn, part));
