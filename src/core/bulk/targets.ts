import type { CapTerms } from "../cap.js";
import type { Component, Span } from "../component.js";
import { minorDigits } from "../money.js";
import type { Plan } from "../plan.js";
import { divide, multiply, ONE, type Rational, rational, roundToInteger } from "../rational.js";
import { monthsBetween } from "../time-share.js";
import { monthsIn } from "../window.js";
import type { Company } from "./company.js";
import { type Fraction, fractionOf, isExact, product, rounderFor } from "./exact.js";

/** Target incentives over a period, as `Book.target` gives them: `whole[payee]` minor units (NaN = unknown) times a fraction. */
export interface Targets {
  readonly whole: Float64Array;
  readonly times: Fraction;
}

type Targeted = Partial<Pick<Component, "target" | "weight">>;

/** A component's targets, or with nothing of its own the payees' target incentives. Null where they are not exact in doubles. */
export function targetsOf(plan: Plan, { payees }: Company, of: Targeted, period: Span): Targets | null {
  const months = rational(monthsBetween(period));
  const from = (whole: Float64Array, times: Rational): Targets | null => {
    const fraction = fractionOf(times);
    return fraction && { whole, times: fraction };
  };
  if (of.target) {
    const { amount, per } = of.target;
    const unit = rational(10n ** BigInt(minorDigits(plan.currency)));
    const one = new Float64Array(payees.count).fill(1);
    return from(one, divide(multiply(multiply(amount, unit), months), rational(monthsIn(per))));
  }
  const weight = of.weight ?? ONE;
  if (!plan.targetIncentive) return from(payees.targetIncentive, multiply(weight, divide(months, rational(12))));
  const share = fractionOf(plan.targetIncentive.of_quota);
  const quota = payees.quota.get(plan.targetIncentive.measure);
  if (!share || !quota) return null;
  return from(quota.map(roundedShare(share, plan)), weight);
}

/** What a cap leaves for each payee at most, as `capLimit` gives it; NaN where a payee's target is not known. */
export function limitsOf(
  plan: Plan,
  company: Company,
  cap: Pick<CapTerms, "amount" | "of_target">,
  of: Targeted,
  period: Span,
): Float64Array | null {
  if (cap.amount) {
    const unit = rational(10n ** BigInt(minorDigits(plan.currency)));
    const limit = Number(roundToInteger(multiply(cap.amount, unit), plan.rounding.mode));
    return new Float64Array(company.payees.count).fill(limit);
  }
  const targets = targetsOf(plan, company, of, period);
  const share = cap.of_target && fractionOf(cap.of_target);
  if (!targets || !share) return null;
  const times = { n: product(share.n, targets.times.n), d: product(share.d, targets.times.d) };
  return targets.whole.map(roundedShare(times, plan));
}

/** A share of a whole amount, rounded as the plan says; NaN where doubles might not be exact. */
function roundedShare({ n, d }: Fraction, { rounding }: Plan): (whole: number) => number {
  const round = rounderFor(rounding.mode);
  return (whole) => {
    const value = product(whole, n);
    return isExact(Math.abs(value), d) ? round(value, d) : Number.NaN;
  };
}
