import { Book } from "./book.js";
import type { IsoDate } from "./calendar.js";
import { capLimit, capped } from "./cap.js";
import type { MeasureView, Span } from "./component.js";
import { rateOn } from "./currency.js";
import { earnedIn } from "./earning.js";
import type { LedgerEntry, PayeeFacts } from "./facts.js";
import { fromRational, type Money, NO_CURRENCY, plus, sum, toRational, zero } from "./money.js";
import { contains, type Period, periodsWithin } from "./period.js";
import type { Plan } from "./plan.js";
import { multiply } from "./rational.js";
import type { ComponentResult, MeasureResult, Statement, StatementLine } from "./statement.js";
import { labelOf, moneyText, numberText } from "./wording.js";

/**
 * One payee's statement under one plan version for one period, from nothing but its arguments. A plan whose window is shorter
 * than the period sums the windows inside; with a longer one the period earns what the window is worth at the period's end less
 * what it was worth before. Throws a FactsError when something the plan needs is missing.
 */
export function statementOf(plan: Plan, facts: PayeeFacts, period: Period): Statement {
  const book = new Book(plan, facts);
  const components: ComponentResult[] = plan.components.map((component) => {
    const { amount, lines } = earnedIn(book, component, period);
    return {
      component: component.key,
      label: component.label ?? labelOf(component.key),
      type: component.type,
      measure: component.measure,
      earned: amount,
      lines,
    };
  });
  const cap = planCap(book, period, components);
  if (cap) components.push(cap);
  const earned = sum(
    components.map((component) => component.earned),
    plan.currency,
  );
  const known = facts.ledger.filter((entry) => entry.postedOn <= facts.asOf);
  const adjustments = known
    .filter((entry) => contains(period, entry.postedOn))
    .sort((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.key < b.key ? -1 : 1))
    .map((entry) => adjustment(plan, facts, entry));
  const held = zero(plan.currency);
  return {
    payee: { key: facts.payee.key, name: facts.payee.name },
    plan: { name: plan.name, version: plan.version },
    period,
    asOf: facts.asOf,
    currency: plan.currency,
    measures: [...plan.measures.keys()].map((key) => measured(book, key, period)),
    components,
    earned,
    adjustments,
    held,
    payable: sum([earned, ...adjustments.map(({ amount }) => amount)], plan.currency),
    drawBalance: drawBalance(plan, facts, known, period.end),
  };
}

/** The plan's cap as a line of its own, so that the statement stays the sum of its components. Null when it takes nothing. */
function planCap(book: Book, period: Span, components: readonly ComponentResult[]): ComponentResult | null {
  const { plan } = book;
  const { cap } = plan;
  if (!cap) return null;
  const counting = plan.components.filter(({ plan_cap }) => plan_cap !== "outside");
  const totalOver = (part: Span): Money =>
    sum(
      counting.map((component) => earnedIn(book, component, part).amount),
      plan.currency,
    );
  const outside = new Set(plan.components.filter((component) => !counting.includes(component)).map(({ key }) => key));
  const amount = sum(
    components.filter(({ component }) => !outside.has(component)).map(({ earned }) => earned),
    plan.currency,
  );
  const limitOf = (part: Span): Money => capLimit(book, cap, { key: "the cap" }, part);
  const result = capped(book, cap, period, limitOf, { amount, lines: [] }, totalOver);
  const [line] = result.lines;
  if (!line) return null;
  return { component: "plan_cap", label: line.label, type: "cap", measure: "", earned: line.amount, lines: [line] };
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

const KIND_LABELS: Readonly<Record<LedgerEntry["kind"], string>> = {
  clawback: "Clawback",
  draw_advance: "Draw advance",
  draw_recovery: "Draw recovery",
  adjustment: "Adjustment",
};

function adjustment(plan: Plan, facts: PayeeFacts, entry: LedgerEntry): StatementLine {
  const amount = inPlanCurrency(plan, facts, entry);
  const about = entry.dealName ? `${KIND_LABELS[entry.kind]}: ${entry.dealName}` : KIND_LABELS[entry.kind];
  const converted =
    entry.amount.currency === plan.currency
      ? ""
      : ` (${moneyText(entry.amount)} × ${numberText(rateOn(facts.fxRates, plan.fx, entry.amount.currency, plan.currency, entry.postedOn), 8)})`;
  return { label: about, formula: `${entry.reason}, posted ${entry.postedOn}${converted}`, amount };
}

function inPlanCurrency(plan: Plan, facts: PayeeFacts, { amount, postedOn }: LedgerEntry): Money {
  if (amount.currency === plan.currency) return amount;
  const rate = rateOn(facts.fxRates, plan.fx, amount.currency, plan.currency, postedOn);
  return fromRational(multiply(toRational(amount), rate), plan.currency, plan.rounding.mode);
}

/** Advances less recoveries posted before `before`: what is still owed on the draw. */
function drawBalance(plan: Plan, facts: PayeeFacts, known: readonly LedgerEntry[], before: IsoDate): Money {
  return known
    .filter(({ kind, postedOn }) => (kind === "draw_advance" || kind === "draw_recovery") && postedOn < before)
    .reduce((balance, entry) => plus(balance, inPlanCurrency(plan, facts, entry)), zero(plan.currency));
}
