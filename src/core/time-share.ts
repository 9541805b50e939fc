import { daysBetween, earlierOf, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import { periodsWithin } from "./period.js";
import { type ProrationTerms, timeIn } from "./proration.js";
import { divide, type Rational, rational, total } from "./rational.js";

const isFirst = (day: string): boolean => day.endsWith("-01");
/** True where a span runs from the first of a month to the first of another. */
export const isOfMonths = ({ start, end }: Span): boolean => isFirst(start) && isFirst(end);

/** Whole months between two firsts of months. Windows of a plan always are; free spans count the months they touch. */
export const monthsBetween = ({ start, end }: Span): number => {
  const [fromYear = 0, fromMonth = 1] = start.split("-").map(Number);
  const [toYear = 0, toMonth = 1, toDay = 1] = end.split("-").map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) + (toDay > 1 ? 1 : 0);
};

/**
 * How much of `whole` a part of it is, 0 to 1, in the unit the plan prorates by: calendar days unless it counts workdays, 30/360 or
 * whole months, of which a part counts its days. The parts of a partition add up to 1.
 */
export function timeShare(proration: ProrationTerms | null, part: Span, whole: Span): Rational {
  if (proration?.by === "whole_months") return divide(monthFractions(part), monthFractions(whole));
  const days = (span: Span): number => (proration ? timeIn(span, proration) : daysIn(span));
  const all = days(whole);
  // A whole without a workday is shared out by calendar days.
  return all === 0 ? rational(daysIn(part), daysIn(whole)) : rational(days(part), all);
}

/** An even share: by months where both are made of whole ones, else by time. */
export const evenShare = (proration: ProrationTerms | null, part: Span, whole: Span): Rational =>
  isOfMonths(part) && isOfMonths(whole)
    ? rational(monthsBetween(part), monthsBetween(whole))
    : timeShare(proration, part, whole);

const daysIn = ({ start, end }: Span): number => daysBetween(start, end);

/** Months in a span; a month cut short counts its days over all of its days. */
export const monthFractions = (span: Span): Rational =>
  isOfMonths(span)
    ? rational(monthsBetween(span))
    : total(
        periodsWithin("month", span).map((month) =>
          rational(
            daysIn({ start: laterOf(month.start, span.start), end: earlierOf(month.end, span.end) }),
            daysIn(month),
          ),
        ),
      );
