import { type Money, plus, sum, toDecimal } from "./money.js";
import type { ComponentResult, MeasureResult, Statement, StatementLine } from "./statement.js";

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
  const sayMeasures = (measures: readonly MeasureResult[], of: string) => {
    for (const { measure, credited, quota, attainment } of measures) {
      say(`${of}measures.${measure}.credited`, credited);
      say(`${of}measures.${measure}.quota`, quota);
      if (attainment.ok) figures[`${of}measures.${measure}.attainment`] = `${attainment.ratio.n}/${attainment.ratio.d}`;
    }
  };
  sayMeasures(statement.measures, "");
  const versions = new Map(statement.components.map(({ component }) => [component, [] as ComponentResult[]]));
  for (const result of statement.components) versions.get(result.component)?.push(result);
  for (const [component, results] of versions) {
    say(
      `components.${component}`,
      sum(
        results.map(({ earned }) => earned),
        statement.currency,
      ),
    );
    for (const [deal, amount] of payByDeal(results.flatMap(({ lines }) => lines)))
      say(`components.${component}.deals.${deal}`, amount);
  }
  for (const { plan, start, earned, measures } of statement.segments ?? []) {
    figures[`from.${start}.plan`] = plan.name;
    figures[`from.${start}.plan_version`] = plan.version;
    say(`from.${start}.earned`, earned);
    sayMeasures(measures, `from.${start}.`);
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
