import { Book } from "./book.js";
import type { MeasureView, Span } from "./component.js";
import { componentsOf } from "./components-of.js";
import type { PayeeFacts } from "./facts.js";
import { fromRational, minus, NO_CURRENCY, sum } from "./money.js";
import { type Period, periodsWithin } from "./period.js";
import type { Plan } from "./plan.js";
import { settlementOf } from "./settlement/index.js";
import { payoutOf } from "./settlement/payout.js";
import type { MeasureResult, Statement } from "./statement.js";

/**
 * One payee's statement under one plan version for one period, from nothing but its arguments. A plan whose window is shorter
 * than the period sums the windows inside; with a longer one the period earns what the window is worth at the period's end less
 * what it was worth before. Throws a FactsError when something the plan needs is missing.
 */
export function statementOf(plan: Plan, facts: PayeeFacts, period: Period): Statement {
  const book = new Book(plan, facts);
  const components = componentsOf(book, period);
  const earned = sum(
    components.map((component) => component.earned),
    plan.currency,
  );
  const settled = settlementOf(book, period);
  const payable = minus(sum([earned, ...settled.lines.map(({ amount }) => amount)], plan.currency), settled.held);
  return {
    payee: { key: facts.payee.key, name: facts.payee.name },
    plan: { name: plan.name, version: plan.version },
    period,
    asOf: facts.asOf,
    currency: plan.currency,
    measures: [...plan.measures.keys()].map((key) => measured(book, key, period)),
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
  const { plan, facts } = book;
  const span = measuredSpan(plan, facts, period);
  const view = book.view(key, { start: span.start, end: period.end }, span);
  const currency = view.unit === "money" ? plan.currency : NO_CURRENCY;
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

export function measuredSpan(plan: Plan, facts: PayeeFacts, period: Period): Span {
  const windows = periodsWithin(plan.quotaPeriod, period, facts.fiscalYearStartMonth);
  const [only] = windows;
  return windows.length === 1 && only ? { start: only.start, end: only.end } : { start: period.start, end: period.end };
}

const attainmentOf = ({ attainment }: MeasureView): MeasureResult["attainment"] =>
  attainment ? { ok: true, ratio: attainment } : { ok: false, reason: "no_quota" };
