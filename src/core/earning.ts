import type { Book } from "./book.js";
import { addDays, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import type { Component, ComponentContext, EarningLine, MeasureView, Span } from "./component.js";
import { fromRational, type Money, minus, plus, sum, times, zero } from "./money.js";
import { type PeriodKind, periodOf, periodsWithin } from "./period.js";
import { compare, multiply, type Rational, ZERO } from "./rational.js";
import { type Settled, settle } from "./settle.js";
import type { StatementLine } from "./statement.js";
import { amountText, moneyText, numberText, percentText } from "./wording.js";

type WindowKind = Exclude<PeriodKind, "range">;

/**
 * What a component earns in a span of days. The order of steps changes money, so it is one list: value of the window to date
 * (threshold, then the component's rule, rounded) -> less what was earned of it before (true-up) -> sum over windows -> cap.
 */
export function earnedIn(book: Book, component: Component, span: Span): Settled {
  const uncapped = earnedUncapped(book, component, span);
  const { cap } = component;
  if (!cap) return uncapped;
  const kind = cap.per === "payout" ? book.plan.payoutPeriod : cap.per;
  const limitOf = (period: Span): Money =>
    cap.amount
      ? fromRational(cap.amount, book.plan.currency, book.plan.rounding.mode)
      : fromRational(
          multiply(cap.of_target ?? ZERO, book.target(component, period)),
          book.plan.currency,
          book.plan.rounding.mode,
        );
  return capped(book, span, kind, limitOf, uncapped, (part) => earnedUncapped(book, component, part).amount);
}

/**
 * Limits what a period of `kind` can pay in all; the excess is lost. Within a longer cap period the limit counts to date, so a
 * span pays what the limit leaves after the days before it.
 */
export function capped(
  book: Book,
  span: Span,
  kind: WindowKind,
  limitOf: (period: Span) => Money,
  uncapped: Settled,
  earnedOver: (part: Span) => Money,
): Settled {
  let amount = zero(book.plan.currency);
  const limits: Money[] = [];
  for (const period of periodsWithin(kind, span, book.facts.fiscalYearStartMonth)) {
    const limit = limitOf(period);
    limits.push(limit);
    const end = earlierOf(span.end, period.end);
    const upTo = (day: IsoDate): Money => {
      if (day <= period.start) return zero(limit.currency);
      const whole =
        period.start === span.start && day === span.end
          ? uncapped.amount
          : earnedOver({ start: period.start, end: day });
      return whole.minor > limit.minor ? limit : whole;
    };
    amount = plus(amount, minus(upTo(end), upTo(laterOf(span.start, period.start))));
  }
  const lost = minus(amount, uncapped.amount);
  if (lost.minor === 0) return uncapped;
  const limitText =
    limits.length === 1 && limits[0]
      ? moneyText(limits[0])
      : `${moneyText(limits[0] ?? zero(book.plan.currency))} each`;
  const line: StatementLine = {
    label: `Cap of ${limitText} a ${kind}`,
    formula: `${moneyText(amount)} − ${moneyText(uncapped.amount)}, the excess is not paid`,
    amount: lost,
  };
  return { amount, lines: [...uncapped.lines, line] };
}

function earnedUncapped(book: Book, component: Component, span: Span): Settled {
  const { plan, facts } = book;
  const outer: WindowKind = component.measured === "cumulative" ? "year" : (component.window ?? plan.quotaPeriod);
  const parts: Settled[] = [];
  for (const window of periodsWithin(outer, span, facts.fiscalYearStartMonth)) {
    // A window that has not begun has earned nothing, whatever its rule says of no sales.
    if (window.start > facts.asOf) break;
    parts.push(
      earnedOfWindow(book, component, window, laterOf(span.start, window.start), earlierOf(span.end, window.end)),
    );
  }
  return {
    amount: sum(
      parts.map(({ amount }) => amount),
      plan.currency,
    ),
    lines: parts.flatMap(({ lines }) => lines),
  };
}

/** Earned between two days of one window: its value at the later day less what was paid of it before the earlier one. */
function earnedOfWindow(book: Book, component: Component, window: Span, from: IsoDate, to: IsoDate): Settled {
  const value = valueAt(book, component, window, to);
  if (from <= window.start) return floorAtZero(component, value);
  const { amount: before, recorded } = paidBefore(book, component, window, from);
  const difference = minus(value.amount, before);
  const carries = component.shortfall === "carry" && difference.minor < 0;
  if (before.minor === 0 && !carries) return value;
  const lines: StatementLine[] = [
    ...value.lines,
    {
      label: recorded ? "Already paid for this window" : `Already earned before ${from}`,
      formula: `worth ${moneyText(value.amount)} by ${addDays(to, -1)}, less ${moneyText(before)}`,
      amount: times(before, { n: -1n, d: 1n }),
    },
  ];
  if (!carries) return { amount: difference, lines };
  lines.push({
    label: "Shortfall carried to a later period",
    formula: `${moneyText(difference)} is not taken back now`,
    amount: times(difference, { n: -1n, d: 1n }),
  });
  return { amount: zero(difference.currency), lines };
}

function floorAtZero(component: Component, value: Settled): Settled {
  if (component.shortfall !== "carry" || value.amount.minor >= 0) return value;
  const back = times(value.amount, { n: -1n, d: 1n });
  return {
    amount: zero(value.amount.currency),
    lines: [...value.lines, { label: "Shortfall carried to a later period", amount: back }],
  };
}

/**
 * Paid of `window` before `day`: what the facts record, else what was earned to date. A shortfall that was carried, not taken
 * back, leaves the most the window was worth at the end of any payout period.
 */
function paidBefore(
  book: Book,
  component: Component,
  window: Span,
  day: IsoDate,
): { readonly amount: Money; readonly recorded: boolean } {
  const { plan, facts } = book;
  const prior = (facts.priorEarnings ?? []).filter(
    (earning) => earning.component === component.key && earning.start >= window.start && earning.end <= day,
  );
  if (prior.length > 0)
    return {
      amount: sum(
        prior.map(({ amount }) => amount),
        plan.currency,
      ),
      recorded: true,
    };
  if (component.shortfall !== "carry") return { amount: valueAt(book, component, window, day).amount, recorded: false };
  let most = zero(plan.currency);
  for (const period of periodsWithin(
    plan.payoutPeriod,
    { start: window.start, end: day },
    facts.fiscalYearStartMonth,
  )) {
    const { amount } = valueAt(book, component, window, earlierOf(period.end, day));
    if (amount.minor > most.minor) most = amount;
  }
  return { amount: most, recorded: false };
}

/** What the window is worth by the end of the day before `to`, rounded as the plan says. */
function valueAt(book: Book, component: Component, window: Span, to: IsoDate): Settled {
  return settle(linesAt(component, contextOf(book, component, window, to)), book.plan.currency, book.plan.rounding);
}

/** The measures a component sees on a window to date. Cumulative components see quota and target to date, others the whole window's. */
export function contextOf(book: Book, component: Component, window: Span, to: IsoDate): WindowContext {
  const { plan, facts } = book;
  const inner = component.window ?? plan.quotaPeriod;
  const against: Span =
    component.measured === "cumulative"
      ? { start: window.start, end: periodOf(inner, addDays(to, -1), facts.fiscalYearStartMonth).end }
      : window;
  const credits = { start: window.start, end: to };
  const position = book.view(component.measure, credits, against);
  const base =
    component.base || component.where
      ? book.view(component.base ?? component.measure, credits, against, component.where)
      : position;
  const gate = component.threshold?.measure ? book.view(component.threshold.measure, credits, against) : position;
  return { currency: plan.currency, position, base, gate, target: () => book.target(component, against) };
}

interface WindowContext extends ComponentContext {
  /** What the threshold looks at. */
  readonly gate: MeasureView;
}

function linesAt(component: Component, context: WindowContext): readonly EarningLine[] {
  const { position } = context;
  if (component.needsQuota && position.attainment === null && component.without_quota === "nothing")
    return [{ label: `No quota is set for ${position.label.toLowerCase()}, so nothing is earned on it`, amount: ZERO }];
  const { threshold } = component;
  if (threshold?.unlocks === "everything") {
    const missed = belowThreshold(threshold, context.gate, context.currency);
    if (missed) return [missed];
  }
  return component.earn(context);
}

/** Null when the threshold is met. */
function belowThreshold(
  { at_least, above }: NonNullable<Component["threshold"]>,
  gate: MeasureView,
  currency: string,
): EarningLine | null {
  const bound = at_least ?? above;
  if (!bound) return null;
  const stands: Rational = bound.percent ? (gate.attainment ?? ZERO) : gate.credited;
  const side = compare(stands, bound.value);
  if (at_least ? side >= 0 : side > 0) return null;
  const text = (value: Rational) =>
    bound.percent ? percentText(value, 2) : gate.unit === "money" ? amountText(value, currency) : numberText(value);
  return {
    label: `Below the threshold of ${text(bound.value)}`,
    formula: `${gate.label} stands at ${text(stands)}, ${at_least ? "at least" : "more than"} ${text(bound.value)} is needed: nothing is earned`,
    amount: ZERO,
  };
}
