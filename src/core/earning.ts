import { type Book, unrelieved } from "./book.js";
import { addDays, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import { capLimit, capped } from "./cap.js";
import type { Component, ComponentContext, EarningLine, MeasureView, Span } from "./component.js";
import { FactsError } from "./errors.js";
import { madeUpBy, yearsOf } from "./make-up.js";
import { scaledLine, totalOf } from "./modifiers/lines.js";
import { type Money, minus, sum, toRational, zero } from "./money.js";
import { capIsLast, componentSteps } from "./order.js";
import { type PeriodKind, periodOf, periodsWithin } from "./period.js";
import type { Plan } from "./plan.js";
import { compare, divide, isZero, multiply, type Rational, subtract, ZERO } from "./rational.js";
import { reliefFor, withholdsAccelerators } from "./relief.js";
import { roundedRate } from "./rounding.js";
import { type Settled, settle } from "./settle.js";
import type { StatementLine } from "./statement.js";
import { surroundingsOf } from "./surroundings.js";
import type { Where } from "./where.js";
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
  if (!cap || !capIsLast(book.plan.order, component)) return uncapped;
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
  const { plan, facts, cut } = book;
  const parts: Settled[] = [];
  for (const window of windowsOf(plan, component, span, facts.fiscalYearStartMonth, cut)) {
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
  if (book.cut)
    throw new FactsError(
      `${component.key} makes up for missed windows of the year, which a plan change that starts attainment anew cuts in two: let attainment_at_start be carried, or leave make_up out.`,
    );
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

/** The days a component is measured over; `whole` is the window that a plan change cut them out of. */
type MeasuredWindow = Span & { readonly whole?: Span };

/** The windows a component is measured over that overlap `span`: its own dates where it has them. Cut to `cut`. */
export function windowsOf(
  plan: Plan,
  component: Component,
  span: Span,
  fiscalYearStartMonth: number,
  cut: Span | null = null,
): readonly MeasuredWindow[] {
  const { dates } = component;
  const outer: WindowKind =
    component.measured === "cumulative" ? (component.to_date ?? "year") : (component.window ?? plan.quotaPeriod);
  const overlaps = ({ start, end }: Span, other: Span) => start < other.end && end > other.start;
  const windows = dates
    ? [dates].filter((own) => overlaps(own, span))
    : periodsWithin(outer, span, fiscalYearStartMonth);
  if (!cut) return windows;
  return windows.filter((window) => overlaps(window, cut)).map((window) => cutTo(cut, window));
}

const cutTo = (cut: Span, whole: Span): MeasuredWindow => ({
  start: laterOf(cut.start, whole.start),
  end: earlierOf(cut.end, whole.end),
  whole,
});

/** Earned between two days of one window: its value at the later day less what was paid of it before the earlier one. */
function earnedOfWindow(book: Book, component: Component, window: MeasuredWindow, from: IsoDate, to: IsoDate): Settled {
  const value = valueAt(book, component, window, to);
  const recorded = recordedBefore(book, component, window, from);
  const before = recorded ?? paidOf(book, component, window, window.start, from);
  // A shortfall that is carried leaves what was paid at any payout in the span, though the window is worth less by its end.
  const paid = carriesAt(component, window, to)
    ? most(before, paidOf(book, component, window, from, to))
    : value.amount;
  const lines: StatementLine[] = [...value.lines];
  if (before.minor !== 0) {
    const children = recorded ? [] : takenOff(valueAt(book, component, window, from), before);
    lines.push({
      label: recorded ? "Already paid for this window" : `Already earned before ${from}`,
      formula: `worth ${moneyText(value.amount)} by ${addDays(to, -1)}, less ${moneyText(before)}`,
      amount: minus(zero(before.currency), before),
      rule: "true_up",
      clause: "measured",
      ...(children.length > 0 ? { children } : {}),
    });
  }
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

/** What was earned before, taken off deal by deal, so that each deal's lines add up to what it earned in the span. */
function takenOff({ amount, lines }: Settled, before: Money): StatementLine[] {
  const deals = new Map<string, StatementLine>();
  const collect = (line: StatementLine): void => {
    if (line.children?.length) line.children.forEach(collect);
    else if (line.dealKey !== undefined) {
      const known = deals.get(line.dealKey);
      const taken = minus(known?.amount ?? zero(before.currency), line.amount);
      deals.set(line.dealKey, { label: known?.label ?? line.label, dealKey: line.dealKey, amount: taken });
    }
  };
  // Where a shortfall is carried more was paid than the deals are worth, and nobody can say for which.
  if (amount.minor === before.minor) lines.forEach(collect);
  const children = [...deals.values()].filter((line) => line.amount.minor !== 0);
  if (children.length === 0) return [];
  const rest = minus(
    minus(zero(before.currency), before),
    sum(
      children.map((line) => line.amount),
      before.currency,
    ),
  );
  return rest.minor === 0 ? children : [...children, { label: "Pay of no single deal", amount: rest }];
}

/** Whether what was paid beyond the window's worth by `to` is left with the payee for now. */
const carriesAt = ({ shortfall }: Component, window: Span, to: IsoDate): boolean =>
  shortfall === "carry" || (shortfall === "recover_at_end" && to < window.end);

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
function paidOf(book: Book, component: Component, window: MeasuredWindow, from: IsoDate, to: IsoDate): Money {
  const { plan, facts } = book;
  let paid = zero(plan.currency);
  if (from >= to) return paid;
  if (!carriesAt(component, window, to)) return valueAt(book, component, window, to).amount;
  for (const payout of periodsWithin(plan.payoutPeriod, { start: from, end: to }, facts.fiscalYearStartMonth))
    paid = most(paid, valueAt(book, component, window, earlierOf(payout.end, to)).amount);
  return paid;
}

/** What the window is worth by the end of the day before `to`, rounded as the plan says. */
function valueAt(book: Book, component: Component, window: MeasuredWindow, to: IsoDate): Settled {
  return settle(
    linesAt(book.plan, component, contextOf(book, component, window, to)),
    book.plan.currency,
    book.plan.rounding,
  );
}

/** The measures a component sees on a window to date. Cumulative components see quota and target to date, others the whole window's. */
export function contextOf(book: Book, component: Component, window: MeasuredWindow, to: IsoDate): WindowContext {
  const { plan, facts } = book;
  const inner = component.window ?? plan.quotaPeriod;
  // To date is to the end of the quota window that today or `to` is in: windows that have not begun ask for nothing yet.
  const today = laterOf(window.start, earlierOf(addDays(to, -1), facts.asOf));
  const whole = window.whole ?? window;
  const within: Span =
    component.measured === "cumulative"
      ? { start: whole.start, end: periodOf(inner, today, facts.fiscalYearStartMonth).end }
      : whole;
  const against = { start: laterOf(window.start, within.start), end: earlierOf(window.end, within.end) };
  const credits = { start: window.start, end: to };
  const view = (measure: string, where?: Where) => book.view(measure, credits, against, where, within);
  const surroundings = surroundingsOf(book, component, { window, credits, against, within }, earnedIn);
  const toDate = component.position === "year_to_date";
  const position = toDate ? surroundings.yearToDate(component.measure) : view(component.measure);
  const base =
    component.base || component.where || toDate ? view(component.base ?? component.measure, component.where) : position;
  const gate = component.threshold?.measure ? view(component.threshold.measure) : position;
  const context: WindowContext = {
    currency: plan.currency,
    position,
    base,
    gate,
    target: () => book.target(component, against, within),
    unrelieved: () => {
      const full = unrelieved(book);
      const { quota } = full.view(component.measure, credits, against, undefined, within);
      return { target: full.target(component, against, within), quota };
    },
    relief: (what) => reliefFor(plan.relief, facts, what, against),
    roundedRate: (rate) => roundedRate(plan.rounding, rate),
    view,
    ...surroundings,
    accelerators: !withholdsAccelerators(plan.relief, facts, against),
    limit:
      component.cap && !capIsLast(plan.order, component)
        ? toRational(capLimit(book, component.cap, component, window))
        : null,
    facts,
    span: credits,
  };
  return component.modifiers.reduce<WindowContext>(
    (seen, modifier) => ({ ...modifier.see(seen), gate: seen.gate, limit: seen.limit }),
    context,
  );
}

interface WindowContext extends ComponentContext {
  /** What the threshold looks at. */
  readonly gate: MeasureView;
  /** The most the window earns where steps follow the cap; null = no such limit. */
  readonly limit: Rational | null;
}

function linesAt(plan: Plan, component: Component, context: WindowContext): readonly EarningLine[] {
  const { position } = context;
  if (component.needsQuota && position.attainment === null && !paysWithoutAttainment(component, context)) {
    const why = position.quota ? "The quota is zero" : "No quota is set";
    return [{ label: `${why} for ${position.label.toLowerCase()}, so nothing is earned on it`, amount: ZERO }];
  }
  const { threshold } = component;
  if (threshold?.unlocks === "everything") {
    const missed = belowThreshold(threshold, context);
    if (missed) return [missed];
  }
  const earned = component.earn(context);
  if (component.modifiers.length === 0) return earned;
  return componentSteps(plan.order, component).reduce<readonly EarningLine[]>((lines, step) => {
    if (step === "cap") return limited(lines, context.limit, context.currency);
    const modifier = component.modifiers.find(({ field }) => field === step);
    return modifier ? modifier.apply(lines, context) : lines;
  }, earned);
}

/**
 * Without a quota nothing is earned unless the plan says so. Where ramp or proration leave one of zero, rates pay their first tier unless
 * the plan says otherwise: there is no attainment, so no accelerator, and nothing is divided by zero. Source: section 11.
 */
function paysWithoutAttainment({ without_quota, paysRate }: Component, context: WindowContext): boolean {
  if (without_quota !== undefined) return without_quota === "first_tier";
  if (!paysRate || !context.position.quota) return false;
  const { quota } = context.unrelieved();
  return quota !== null && !isZero(quota);
}

/** The cap where other steps follow it. */
function limited(lines: readonly EarningLine[], limit: Rational | null, currency: string): readonly EarningLine[] {
  const all = totalOf(lines);
  if (limit === null || compare(all, limit) <= 0) return lines;
  const text = amountText(limit, currency);
  const formula = `${text} − ${amountText(all, currency)}, the excess is not paid`;
  return [
    ...lines,
    scaledLine(lines, divide(subtract(limit, all), all), {
      label: `Cap of ${text}`,
      formula,
      rule: "cap",
      clause: "cap",
    }),
  ];
}

/** Null when the threshold is met. */
function belowThreshold(
  { at_least, above }: NonNullable<Component["threshold"]>,
  { gate, currency, relief }: WindowContext,
): EarningLine | null {
  const stated = at_least ?? above;
  if (!stated) return null;
  const bound = stated.percent ? stated : { ...stated, value: multiply(stated.value, relief("thresholds")) };
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
