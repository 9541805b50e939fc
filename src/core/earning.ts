import type { Book } from "./book.js";
import { addDays, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import type { Component, ComponentContext, EarningLine, MeasureView, Span } from "./component.js";
import { fromRational, type Money, minus, plus, sum, zero } from "./money.js";
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
  const recorded = recordedBefore(book, component, window, from);
  const before = recorded ?? paidOf(book, component, window, window.start, from);
  // A shortfall that is carried leaves what was paid at any payout in the span, though the window is worth less by its end.
  const paid = component.shortfall === "carry" ? most(before, paidOf(book, component, window, from, to)) : value.amount;
  const lines: StatementLine[] = [...value.lines];
  if (before.minor !== 0)
    lines.push({
      label: recorded ? "Already paid for this window" : `Already earned before ${from}`,
      formula: `worth ${moneyText(value.amount)} by ${addDays(to, -1)}, less ${moneyText(before)}`,
      amount: minus(zero(before.currency), before),
    });
  const carried = minus(paid, value.amount);
  if (carried.minor !== 0)
    lines.push({
      label: "Shortfall carried to a later period",
      formula: `${moneyText(carried)} was paid beyond what the window is worth and is not taken back now`,
      amount: carried,
    });
  return { amount: minus(paid, before), lines };
}

const most = (a: Money, b: Money): Money => (b.minor > a.minor ? b : a);

/** What the facts record as paid of `window` before `day`; null when they do not say. */
function recordedBefore(book: Book, component: Component, window: Span, day: IsoDate): Money | null {
  const prior = (book.facts.priorEarnings ?? []).filter(
    (earning) => earning.component === component.key && earning.start >= window.start && earning.end <= day,
  );
  if (prior.length === 0) return null;
  return sum(
    prior.map(({ amount }) => amount),
    book.plan.currency,
  );
}

/**
 * Paid of `window` by the end of the day before `to`. Where shortfalls are carried it is the most the window was worth at any
 * payout after `from`, never below zero.
 */
function paidOf(book: Book, component: Component, window: Span, from: IsoDate, to: IsoDate): Money {
  const { plan, facts } = book;
  let paid = zero(plan.currency);
  if (from >= to) return paid;
  if (component.shortfall !== "carry") return valueAt(book, component, window, to).amount;
  for (const payout of periodsWithin(plan.payoutPeriod, { start: from, end: to }, facts.fiscalYearStartMonth))
    paid = most(paid, valueAt(book, component, window, earlierOf(payout.end, to)).amount);
  return paid;
}

/** What the window is worth by the end of the day before `to`, rounded as the plan says. */
function valueAt(book: Book, component: Component, window: Span, to: IsoDate): Settled {
  return settle(linesAt(component, contextOf(book, component, window, to)), book.plan.currency, book.plan.rounding);
}

/** The measures a component sees on a window to date. Cumulative components see quota and target to date, others the whole window's. */
export function contextOf(book: Book, component: Component, window: Span, to: IsoDate): WindowContext {
  const { plan, facts } = book;
  const inner = component.window ?? plan.quotaPeriod;
  // To date is to the end of the quota window that today or `to` is in: windows that have not begun ask for nothing yet.
  const today = laterOf(window.start, earlierOf(addDays(to, -1), facts.asOf));
  const against: Span =
    component.measured === "cumulative"
      ? { start: window.start, end: periodOf(inner, today, facts.fiscalYearStartMonth).end }
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
