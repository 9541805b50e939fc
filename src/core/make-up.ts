import type { Book } from "./book.js";
import type { Component, ComponentContext, Span } from "./component.js";
import { fromRational, type Money, minus, plus, zero } from "./money.js";
import { periodOf, periodsWithin } from "./period.js";
import { compare, ONE, total } from "./rational.js";

/**
 * What windows missed in the fiscal year before `day` and later made up for: at the last window's end where the year to date
 * stands at its quota, each window of the year pays at least its worth at exactly 100%. Never taken back when a later window
 * falls behind. Source: plan mechanics, section 16 (make-up plans).
 */
export function madeUpBy(
  book: Book,
  component: Component,
  day: string,
  year: Span,
  contextOf: (window: Span) => ComponentContext,
  earnedOf: (window: Span) => Money,
): Money {
  const { plan, facts } = book;
  const kind = component.window ?? plan.quotaPeriod;
  const windows = periodsWithin(kind, year, facts.fiscalYearStartMonth).filter(
    ({ start, end }) => end <= day && start <= facts.asOf,
  );
  const caughtUp = windows.findLastIndex(({ end }) => {
    const toDate = { start: year.start, end };
    const { attainment } = book.view(component.measure, toDate, toDate);
    return attainment !== null && compare(attainment, ONE) >= 0;
  });
  let madeUp = zero(plan.currency);
  for (const window of windows.slice(0, caughtUp + 1)) {
    const missing = minus(atQuota(book, component, contextOf(window)), earnedOf(window));
    if (missing.minor > 0) madeUp = plus(madeUp, missing);
  }
  return madeUp;
}

function atQuota({ plan }: Book, component: Component, context: ComponentContext): Money {
  const { position } = context;
  if (position.quota === null || position.attainment === null) return zero(plan.currency);
  const reached = { ...position, credited: position.quota, attainment: ONE };
  const lines = component.earn({ ...context, position: reached, base: reached });
  return fromRational(total(lines.map(({ amount }) => amount)), plan.currency, plan.rounding.mode);
}

/** The fiscal years a span touches. */
export const yearsOf = ({ facts }: Book, span: Span): Span[] =>
  periodsWithin("year", span, facts.fiscalYearStartMonth).map(({ start }) =>
    periodOf("year", start, facts.fiscalYearStartMonth),
  );
