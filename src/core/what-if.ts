import type { IsoDate } from "./calendar.js";
import { addDays, laterOf } from "./calendar.js";
import type { Credit, PayeeFacts } from "./facts.js";
import { type Money, minus, NO_CURRENCY, sum } from "./money.js";
import type { Period } from "./period.js";
import type { Plan } from "./plan.js";
import { ONE } from "./rational.js";
import type { Statement, StatementLine } from "./statement.js";
import { statementOf } from "./statement-of.js";

/** Where a difference in pay comes from. The parts sum to the difference. */
interface DifferencePart {
  readonly component: string;
  /**
   * deal: what the supposed deals earn themselves. earlier_deals: what deals already closed earn more (or less) because of
   * them, such as a retroactive tier. bonus: pay that belongs to no single deal. cap: what a cap takes away.
   */
  readonly kind: "deal" | "earlier_deals" | "bonus" | "cap";
  readonly label: string;
  readonly formula?: string;
  readonly amount: Money;
}

export interface PayWith {
  readonly before: Statement;
  readonly after: Statement;
  /** after.earned - before.earned, by full recomputation. */
  readonly difference: Money;
  readonly parts: readonly DifferencePart[];
}

/** The measure a plan is mostly about: that of its first component that has one. */
export const mainMeasure = (plan: Plan): string => plan.components.find(({ measure }) => measure !== "")?.measure ?? "";

/** The day a supposed deal closes: the as-of day, moved into the period where it lies outside. */
function supposedDay(facts: PayeeFacts, period: Pick<Period, "start" | "end">): IsoDate {
  if (facts.asOf < period.start) return period.start;
  return facts.asOf < period.end ? facts.asOf : addDays(period.end, -1);
}

/**
 * A supposed deal credited in full. It counts for `measures` whatever their filters, by default for the plan's main measure and
 * those its components pay on; pass attributes instead (and `measures: null`) for a deal whose product or type is known.
 */
export function supposedCredit(
  plan: Plan,
  facts: PayeeFacts,
  period: Pick<Period, "start" | "end">,
  amount: Money,
  options: {
    readonly key?: string;
    readonly name?: string;
    readonly measures?: readonly string[] | null;
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
): Credit {
  const measures = options.measures === undefined ? measuresMovedBy(plan, mainMeasure(plan)) : options.measures;
  return {
    // Sorts after every real key, so that it is the last deal of its day.
    dealKey: options.key ?? "~supposed",
    dealName: options.name ?? "This deal",
    creditedOn: supposedDay(facts, period),
    amount,
    share: ONE,
    attributes: options.attributes ?? {},
    ...(measures ? { measures } : {}),
  };
}

/** A measure and those of the same kind that its components pay on: credit towards the one is credit towards the other. */
export function measuresMovedBy(plan: Plan, measure: string): string[] {
  const bases = plan.components.flatMap(({ measure: own, base }) => (own === measure && base ? [base] : []));
  const unit = plan.measures.get(measure)?.unit;
  return [...new Set([measure, ...bases.filter((base) => plan.measures.get(base)?.unit === unit)])];
}

/** The currency, or none for units, in which `measure` stands. */
export const measureCurrency = (plan: Plan, measure: string): string =>
  plan.measures.get(measure)?.unit === "money" ? plan.currency : NO_CURRENCY;

/** The facts as they would be with `extra` credits; they are known from the day they close. */
export function withCredits(facts: PayeeFacts, extra: readonly Credit[]): PayeeFacts {
  const asOf = extra.reduce((day, { creditedOn }) => laterOf(day, creditedOn), facts.asOf);
  return { ...facts, asOf, credits: [...facts.credits, ...extra] };
}

/** What the period pays with and without `extraCredits`, and where the difference comes from. */
export function payWith(plan: Plan, facts: PayeeFacts, period: Period, extraCredits: readonly Credit[]): PayWith {
  const before = statementOf(plan, facts, period);
  const after = statementOf(plan, withCredits(facts, extraCredits), period);
  const supposed = new Set(extraCredits.map(({ dealKey }) => dealKey));
  return { before, after, difference: minus(after.earned, before.earned), parts: partsOf(before, after, supposed) };
}

function partsOf(before: Statement, after: Statement, supposed: ReadonlySet<string>): DifferencePart[] {
  const keys = [...new Set([...before.components, ...after.components].map(({ component }) => component))];
  return keys.flatMap((component): DifferencePart[] => {
    const linesOf = (statement: Statement) =>
      statement.components.find((candidate) => candidate.component === component)?.lines ?? [];
    const [was, is] = [leavesOf(linesOf(before)), leavesOf(linesOf(after))];
    const parts: DifferencePart[] = is
      .filter(({ line }) => line.dealKey !== undefined && supposed.has(line.dealKey))
      .map(({ line, path }) => ({
        component,
        kind: "deal",
        label: path || line.label,
        ...(line.formula === undefined ? {} : { formula: line.formula }),
        amount: line.amount,
      }));
    const currency = after.currency;
    const sumOf = (leaves: readonly Leaf[], which: (leaf: Leaf) => boolean) =>
      sum(
        leaves.filter(which).map(({ line }) => line.amount),
        currency,
      );
    const rest: readonly [DifferencePart["kind"], string, (leaf: Leaf) => boolean][] = [
      [
        "earlier_deals",
        "Deals already closed",
        ({ line }) => line.dealKey !== undefined && !supposed.has(line.dealKey),
      ],
      ["bonus", "Bonus or payout", ({ line }) => line.dealKey === undefined && !line.label.startsWith("Cap of")],
      ["cap", "Cap", ({ line }) => line.dealKey === undefined && line.label.startsWith("Cap of")],
    ];
    for (const [kind, label, which] of rest) {
      const amount = minus(sumOf(is, which), sumOf(was, which));
      if (amount.minor !== 0) parts.push({ component, kind, label, amount });
    }
    return parts;
  });
}

interface Leaf {
  readonly line: StatementLine;
  /** Label of the line above, such as the tier. */
  readonly path: string;
}

const leavesOf = (lines: readonly StatementLine[], path = ""): Leaf[] =>
  lines.flatMap((line) => (line.children?.length ? leavesOf(line.children, line.label) : [{ line, path }]));
