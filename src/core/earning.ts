import type { Book } from "./book.js";
import { addDays, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import { capLimit, capped } from "./cap.js";
import type { Component, ComponentContext, EarningLine, MeasureView, Span } from "./component.js";
import { madeUpBy, yearsOf } from "./make-up.js";
import { type Money, minus, sum, toRational, zero } from "./money.js";
import { type PeriodKind, periodOf, periodsWithin } from "./period.js";
import type { Plan } from "./plan.js";
import { compare, type Rational, ZERO } from "./rational.js";
import { type Settled, settle } from "./settle.js";
import type { StatementLine } from "./statement.js";
import { amountText, moneyText, numberText, percentText } from "./wording.js";

type WindowKind = Exclude<PeriodKind, "range">;

/**
 * What a component earns in a span of days. The order of steps changes money, so it is one list: value of the window to date
 * (threshold, the component's rule, then its modifiers in the order of `modifiers/index.ts`, rounded) -> less what was earned of
 * it before (true-up) -> sum over windows -> cap.
 */
export function earnedIn(book: Book, component: Component, span: Span): Settled {
  const uncapped = earnedUncapped(book, component, span);
  const { cap } = component;
  if (!cap || cap.counts === "before_multipliers") return uncapped;
  return capped(
    book,
    cap,
    span,
    (period) => capLimit(book, cap, component, period),
    uncapped,
    (part) => earnedUncapped(book, component, part).amount,
  );
}

function earnedUncapped(book: Book, component: Component, span: Span): Settled {
  const { plan, facts } = book;
  const parts: Settled[] = [];
  for (const window of windowsOf(plan, component, span, facts.fiscalYearStartMonth)) {
    // A window that has not begun has earned nothing, whatever its rule says of no sales.
    if (window.start > facts.asOf) break;
    parts.push(
      earnedOfWindow(book, component, window, laterOf(span.start, window.start), earlierOf(span.end, window.end)),
    );
  }
  if (component.make_up) parts.push(madeUpIn(book, component, span));
  return {
    amount: sum(
      parts.map(({ amount }) => amount),
      plan.currency,
    ),
    lines: parts.flatMap(({ lines }) => lines),
  };
}

/** What the span makes up for in windows missed earlier in the fiscal year. */
function madeUpIn(book: Book, component: Component, span: Span): Settled {
  const by = (day: IsoDate, year: Span): Money =>
    madeUpBy(
      book,
      component,
      day,
      year,
      (window) => contextOf(book, component, window, window.end),
      (window) => earnedOfWindow(book, component, window, window.start, window.end).amount,
    );
  const amount = sum(
    yearsOf(book, span).map((year) =>
      minus(by(earlierOf(span.end, year.end), year), by(laterOf(span.start, year.start), year)),
    ),
    book.plan.currency,
  );
  if (amount.minor === 0) return { amount, lines: [] };
  const formula = "the year to date has reached its quota, so missed windows pay what they were worth at 100%";
  return {
    amount,
    lines: [{ label: "Made up for missed windows", formula, amount, rule: "make_up", clause: "make_up" }],
  };
}

/** The windows a component is measured over that overlap `span`: its own dates where it has them. */
export function windowsOf(plan: Plan, component: Component, span: Span, fiscalYearStartMonth: number): readonly Span[] {
  const { dates } = component;
  if (dates) return dates.start < span.end && dates.end > span.start ? [dates] : [];
  const outer: WindowKind = component.measured === "cumulative" ? "year" : (component.window ?? plan.quotaPeriod);
  return periodsWithin(outer, span, fiscalYearStartMonth);
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
      rule: "true_up",
      clause: "measured",
    });
  const carried = minus(paid, value.amount);
  if (carried.minor !== 0)
    lines.push({
      label: "Shortfall carried to a later period",
      formula: `${moneyText(carried)} was paid beyond what the window is worth and is not taken back now`,
      amount: carried,
      rule: "true_up",
      clause: "shortfall",
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
  const { cap } = component;
  const context: WindowContext = {
    currency: plan.currency,
    position,
    base,
    gate,
    target: () => book.target(component, against),
    view: (measure, where) => book.view(measure, credits, against, where),
    members: (measure) => book.members(measure, credits, against),
    accelerators: true,
    limit: cap?.counts === "before_multipliers" ? toRational(capLimit(book, cap, component, window)) : null,
    facts,
    span: credits,
  };
  return component.modifiers.reduce<WindowContext>(
    (seen, modifier) => ({ ...modifier.see(seen), gate: seen.gate }),
    context,
  );
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
  return component.modifiers.reduce<readonly EarningLine[]>(
    (lines, modifier) => modifier.apply(lines, context),
    component.earn(context),
  );
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
    rule: "threshold",
    clause: "threshold",
  };
}
