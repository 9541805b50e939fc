import { addDays } from "../calendar.js";
import type { Component, ComponentContext, MeasureView } from "../component.js";
import { FactsError } from "../errors.js";
import { minorDigits } from "../money.js";
import type { Period } from "../period.js";
import type { Plan } from "../plan.js";
import { divide, multiply, ONE, type Rational, rational } from "../rational.js";
import { type Settled, settle } from "../settle.js";
import { labelOf } from "../wording.js";
import type { Company } from "./company.js";
import type { MeasureColumns } from "./company-statements.js";
import type { Targets } from "./targets.js";

/**
 * What a component that reads totals alone earns for one payee: its own rule and the statement's rounding, on measures that come
 * from columns. Throws a FactsError where the rule asks for more.
 */
export function earnFromTotals(
  plan: Plan,
  company: Company,
  period: Period,
  measures: ReadonlyMap<string, MeasureColumns>,
  component: Component,
  targets: Targets,
  payee: number,
): Settled {
  const unit = 10n ** BigInt(minorDigits(plan.currency));
  const exact = (minor: number): Rational => rational(BigInt(minor), unit);
  const view = (name: string): MeasureView => {
    const terms = plan.measures.get(name);
    const columns = measures.get(name);
    const minor = columns?.quota[payee] ?? Number.NaN;
    const credited = exact(columns?.credited[payee] ?? 0);
    const quota = Number.isNaN(minor) ? null : exact(minor);
    const attainment = quota && minor !== 0 ? divide(credited, quota) : null;
    return { name, label: terms?.label ?? labelOf(name), unit: "money", credited, quota, attainment, credits: [] };
  };
  const position = view(component.measure);
  const beyondTotals = (what: string) => (): never => {
    throw new FactsError(`${component.key} of ${plan.name} looks at ${what}.`);
  };
  const context: ComponentContext = {
    currency: plan.currency,
    position,
    base: position,
    target() {
      const whole = targets.whole[payee] ?? Number.NaN;
      if (Number.isNaN(whole)) throw new FactsError(`${component.key} of ${plan.name} pays from a target incentive.`);
      return multiply(exact(whole), rational(targets.times.n, targets.times.d));
    },
    view,
    yearToDate: beyondTotals("the year so far"),
    undivided: beyondTotals("what others have of its deals"),
    pay: beyondTotals("other components"),
    members: beyondTotals("a team"),
    participants: beyondTotals("all who take part"),
    ended: company.asOf >= addDays(period.end, -1),
    // Payees whom ramp or proration touch, and plans that round rates, are calculated one by one.
    accelerators: true,
    unrelieved: () => ({ target: context.target(), quota: position.quota }),
    relief: () => ONE,
    roundedRate: (rate) => rate,
    facts: company.factsOf(payee),
    span: period,
  };
  return settle(component.earn(context), plan.currency, plan.rounding);
}
