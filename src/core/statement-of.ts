import { Book } from "./book.js";
import { earlierOf, laterOf } from "./calendar.js";
import type { MeasureView, Span } from "./component.js";
import { componentsOf, componentsUnder } from "./components-of.js";
import type { PayeeFacts } from "./facts.js";
import { fromRational, type Money, minus, NO_CURRENCY, sum } from "./money.js";
import { type Period, periodsWithin, rangeOf } from "./period.js";
import type { Plan } from "./plan.js";
import { asHistory, checkTogether, inForceIn, type PlanHistory, type Plans } from "./plan-history.js";
import { settlementOf } from "./settlement/index.js";
import { payoutOf } from "./settlement/payout.js";
import type { ComponentResult, MeasureResult, Statement } from "./statement.js";

/**
 * One payee's statement under one plan version for one period, from nothing but its arguments. A plan whose window is shorter
 * than the period sums the windows inside; with a longer one the period earns what the window is worth at the period's end less
 * what it was worth before. Throws a FactsError when something the plan needs is missing.
 */
export const statementOf = (plan: Plan, facts: PayeeFacts, period: Period): Statement =>
  statementIn(new Book(plan, facts), period);

/**
 * The same under the plan versions that were in force, one after the other: each pays for its own days, and deals keep the plan of
 * the day they count. Attainment goes on from version to version, or starts anew where a version says so: then each has its share
 * of the window's quota, target incentive and caps, by time. Balances go on; each payout is settled by the plan in force at its end.
 * Throws a FactsError where versions cannot be settled together. Source: plan mechanics, section 12 (plan change mid-period).
 */
export function statementUnder(history: PlanHistory, facts: PayeeFacts, period: Period): Statement {
  const book = bookUnder(history, facts, period);
  const statement = statementIn(book, period);
  if (inForceIn(history, period).length === 1) return statement;
  const segments = book.versionsIn(period).map(({ book: own, span }) => ({
    plan: { name: own.plan.name, version: own.plan.version },
    ...span,
    earned: earnedOf(componentsUnder(own, span), own.plan.currency),
    measures: measuresOf(own, rangeOf(span.start, span.end)),
  }));
  return { ...statement, segments };
}

/** The facts seen through the newest version of the period, which knows those before it. Throws as `statementUnder` does. */
export function bookUnder(plans: Plans, facts: PayeeFacts, period: Period): Book {
  const history = asHistory(plans);
  checkTogether(history, period);
  const last = inForceIn(history, period).at(-1);
  if (!last) throw new RangeError("a period has days");
  return new Book(last.version.plan, facts, history, last.cut);
}

const earnedOf = (components: readonly ComponentResult[], currency: string): Money =>
  sum(
    components.map(({ earned }) => earned),
    currency,
  );

const measuresOf = (book: Book, period: Period): MeasureResult[] =>
  [...book.plan.measures.keys()].map((key) => measured(book, key, period));

function statementIn(book: Book, period: Period): Statement {
  const { plan, facts } = book;
  const components = componentsOf(book, period);
  const earned = earnedOf(components, plan.currency);
  const settled = settlementOf(book, period);
  const payable = minus(sum([earned, ...settled.lines.map(({ amount }) => amount)], plan.currency), settled.held);
  return {
    payee: { key: facts.payee.key, name: facts.payee.name },
    plan: { name: plan.name, version: plan.version },
    period,
    asOf: facts.asOf,
    currency: plan.currency,
    measures: measuresOf(book, period),
    components,
    earned,
    adjustments: settled.lines,
    held: settled.held,
    payable,
    drawBalance: settled.drawBalance,
    ...(settled.heldBalance ? { heldBalance: settled.heldBalance } : {}),
    ...(settled.carried ? { carriedForward: settled.carried } : {}),
    ...(settled.clawbackOwed ? { clawbackOwed: settled.clawbackOwed } : {}),
    ...(plan.payout ? { payout: payoutOf(plan.payout, book, payable, period) } : {}),
  };
}

/**
 * A measure over the period: the plan's windows inside it, or, where the period is shorter than a window, that window to date,
 * so that credit and quota are of the same days.
 */
export function measured(book: Book, key: string, period: Period): MeasureResult {
  const { view, span } = measuredView(book, key, period);
  const currency = view.unit === "money" ? book.plan.currency : NO_CURRENCY;
  return {
    measure: key,
    credited: fromRational(view.credited, currency),
    quota: view.quota && fromRational(view.quota, currency),
    attainment: attainmentOf(view),
    credits: view.credits.length,
    unit: view.unit,
    ...(span.start === period.start && span.end === period.end ? {} : { window: span }),
  };
}

/** The same unrounded, and the days it is of. */
export function measuredView(
  book: Book,
  key: string,
  period: Period,
): { readonly view: MeasureView; readonly span: Span } {
  const { within, span } = measuredDays(book, period);
  const days = { start: span.start, end: earlierOf(period.end, span.end) };
  return { view: book.view(key, days, span, undefined, within), span };
}

/** The days a period is measured over, and the window that a plan version which starts attainment anew cuts them out of. */
export function measuredDays(
  { plan, facts, cut }: Book,
  period: Period,
): { readonly within: Span; readonly span: Span } {
  const within = measuredSpan(plan, facts, period);
  const span = cut ? { start: laterOf(cut.start, within.start), end: earlierOf(cut.end, within.end) } : within;
  return { within, span };
}

export function measuredSpan(plan: Plan, facts: PayeeFacts, period: Period): Span {
  const windows = periodsWithin(plan.quotaPeriod, period, facts.fiscalYearStartMonth);
  const [only] = windows;
  return windows.length === 1 && only ? { start: only.start, end: only.end } : { start: period.start, end: period.end };
}

const attainmentOf = ({ attainment }: MeasureView): MeasureResult["attainment"] =>
  attainment ? { ok: true, ratio: attainment } : { ok: false, reason: "no_quota" };
