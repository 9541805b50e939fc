import { amount, type Explanation } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { type Money, minorUnits, money, NO_CURRENCY, toRational } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import { contains } from "../core/period.js";
import { divide, type Rational } from "../core/rational.js";
import { creditToAttainment, type PayWith, payWith, supposedCredit } from "../core/what-if.js";
import type { Scope } from "./define-skill.js";
import type { OnPlan } from "./payee.js";
import { measureValue, shown } from "./words.js";

/** What one more deal of a round amount would pay somebody today, worked out by the whole plan. */
export interface WorkedExample {
  readonly credited: Money;
  readonly unit: string;
  readonly pay: PayWith;
  /** Paid over credited, where both are in one currency. */
  readonly rate: Rational | null;
  readonly now: Outlook;
}

/** `across`: a share of quota, or the next tier, that the deal is large enough to pass. Null outside of the running period. */
export function workedExample(
  { history, facts, plan }: OnPlan,
  { period, today }: Pick<Scope, "period" | "today">,
  across: Rational | "next_tier" | null,
): WorkedExample | null {
  if (!contains(period, today)) return null;
  const now = outlook(history, facts, period);
  const step = roundPart(now.quota, now.credited.currency);
  const needed = neededTo(across, history, facts, period, now);
  const credited = money(needed === 0 ? step : (Math.ceil(needed / step) + 1) * step, now.credited.currency);
  const pay = payWith(history, facts, period, [supposedCredit(plan, facts, period, credited)]);
  const comparable = credited.currency !== NO_CURRENCY && credited.currency === pay.difference.currency;
  return {
    credited,
    unit: now.unit,
    pay,
    rate: comparable ? divide(toRational(pay.difference), toRational(credited)) : null,
    now,
  };
}

function neededTo(
  across: Rational | "next_tier" | null,
  history: OnPlan["history"],
  facts: OnPlan["facts"],
  period: Scope["period"],
  { nextTier, measure }: Outlook,
): number {
  if (across === null) return 0;
  if (across === "next_tier") return nextTier?.needed.minor ?? 0;
  return creditToAttainment(history, facts, period, across, measure)?.minor ?? 0;
}

/** The largest of 1, 2 and 5 times a power of ten that is no more than a twentieth of the quota; one of what is counted. */
function roundPart(quota: Money | null, currency: string): number {
  const one = Number(minorUnits(currency));
  if (currency === NO_CURRENCY) return one;
  const most = Math.floor((quota?.minor ?? 0) / 20);
  if (most < one) return 10_000 * one;
  let decade = one;
  while (decade * 10 <= most) decade *= 10;
  return decade * (decade * 5 <= most ? 5 : decade * 2 <= most ? 2 : 1);
}

/** "$10,000.00", "meeting", "6 meetings": to follow "the next". */
export function exampleAmount({ credited, unit }: WorkedExample, scope: Scope): string {
  if (credited.currency === NO_CURRENCY && credited.minor === Number(minorUnits(NO_CURRENCY)))
    return unit.replace(/s$/, "");
  return shown(measureValue(credited, unit), scope);
}

/** The example's calculation, line by line. */
export const exampleSteps = (example: WorkedExample, scope: Scope): Explanation => ({
  label:
    example.credited.currency === NO_CURRENCY
      ? `${exampleAmount(example, scope)} more today`
      : `One more deal of ${exampleAmount(example, scope)} today`,
  formula: `${formatMoney(example.pay.after.earned, scope.locale)} then, less ${formatMoney(example.pay.before.earned, scope.locale)} now`,
  value: amount(example.pay.difference),
  children: example.pay.parts.map(({ label, formula, amount: part }) => ({
    label,
    ...(formula === undefined ? {} : { formula }),
    value: amount(part),
  })),
});
