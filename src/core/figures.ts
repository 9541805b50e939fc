import { type Money, plus, toDecimal } from "./money.js";
import type { Statement, StatementLine } from "./statement.js";

/** Every figure of a statement under a name of its own, exact: money as decimals, attainment as a fraction. */
export type Figures = Readonly<Record<string, string>>;

/**
 * What a receipt promises: the amounts, down to each deal and each adjustment. Labels and formulas are views of the same lines and
 * may be worded anew.
 */
export function figuresOf(statement: Statement): Figures {
  const figures: Record<string, string> = {
    payee: statement.payee.key,
    plan: statement.plan.name,
    plan_version: statement.plan.version,
    period: `${statement.period.start} to ${statement.period.end}`,
    as_of: statement.asOf,
    currency: statement.currency,
  };
  const say = (name: string, amount: Money | null | undefined) => {
    if (amount) figures[name] = toDecimal(amount);
  };
  for (const { measure, credited, quota, attainment } of statement.measures) {
    say(`measures.${measure}.credited`, credited);
    say(`measures.${measure}.quota`, quota);
    if (attainment.ok) figures[`measures.${measure}.attainment`] = `${attainment.ratio.n}/${attainment.ratio.d}`;
  }
  for (const { component, earned, lines } of statement.components) {
    say(`components.${component}`, earned);
    for (const [deal, amount] of payByDeal(lines)) say(`components.${component}.deals.${deal}`, amount);
  }
  say("earned", statement.earned);
  for (const [i, { amount }] of statement.adjustments.entries()) say(`adjustments.${i + 1}`, amount);
  say("held", statement.held);
  say("payable", statement.payable);
  say("draw_balance", statement.drawBalance);
  say("held_balance", statement.heldBalance);
  say("carried", statement.carriedForward);
  say("payout", statement.payout?.amount);
  if (statement.payout) figures.payout_currency = statement.payout.amount.currency;
  return figures;
}

function payByDeal(lines: readonly StatementLine[]): Map<string, Money> {
  const pay = new Map<string, Money>();
  const collect = ({ children, dealKey, amount }: StatementLine): void => {
    if (children?.length) {
      children.forEach(collect);
      return;
    }
    if (dealKey === undefined) return;
    const before = pay.get(dealKey);
    pay.set(dealKey, before ? plus(before, amount) : amount);
  };
  lines.forEach(collect);
  return pay;
}

/** A figure that came out other than it was written. */
export interface FigureDifference {
  readonly figure: string;
  readonly written: string | null;
  readonly calculated: string | null;
}

/** Figures that are not the same in both, in the order of their names. */
export function differingFigures(written: Figures, calculated: Figures): FigureDifference[] {
  const names = [...new Set([...Object.keys(written), ...Object.keys(calculated)])].sort();
  return names
    .filter((name) => written[name] !== calculated[name])
    .map((figure) => ({ figure, written: written[figure] ?? null, calculated: calculated[figure] ?? null }));
}
