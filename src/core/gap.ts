import { Book } from "./book.js";
import type { PayeeFacts } from "./facts.js";
import { fromRational, type Money, minus, money, NO_CURRENCY, plus, zero } from "./money.js";
import { goalsAhead, payoutWith } from "./outlook.js";
import type { Period } from "./period.js";
import type { Plan } from "./plan.js";
import { compare, multiply, type Rational, subtract } from "./rational.js";
import { measured, measuredSpan, statementOf } from "./statement-of.js";
import { mainMeasure, measureCurrency } from "./what-if.js";

export type GapGoal =
  | { readonly kind: "attainment"; readonly ratio: Rational }
  /** The nearest tier, step, curve point or threshold ahead, or the one whose label holds these words. */
  | { readonly kind: "tier"; readonly label?: string }
  /** Earned in the period, in the plan's currency. */
  | { readonly kind: "payout"; readonly amount: Money };

export type Gap =
  | {
      readonly ok: true;
      readonly measure: string;
      /** Least further credit that reaches the goal, to the minor unit; zero when it is reached already. */
      readonly needed: Money;
      /** What the measure would stand at. */
      readonly at: Money;
      readonly label: string | null;
      readonly payoutNow: Money;
      readonly payoutThen: Money;
    }
  | {
      readonly ok: false;
      /** no_quota: attainment has no meaning. no_tier: none lies ahead. out_of_reach: no amount of credit pays that much. */
      readonly reason: "no_quota" | "no_tier" | "out_of_reach";
      /** With out_of_reach, the most the period can pay. */
      readonly most?: Money;
    };

/**
 * The credit still missing to a goal, found by inverting the plan itself. A payout counts as reached when the pay before
 * rounding reaches it: 10 % of 80,000.00 is 8,000, though 10 % of 79,999.96 already rounds up to it.
 */
export function creditNeededFor(
  plan: Plan,
  facts: PayeeFacts,
  period: Period,
  goal: GapGoal,
  measure: string = mainMeasure(plan),
): Gap {
  const payoutNow = statementOf(plan, facts, period).earned;
  const { credited } = measured(new Book(plan, facts), measure, period);
  const payoutOf = (extra: Money): Money => payoutWith(plan, facts, period, measure, extra);
  const reached = (needed: Money, label: string | null): Gap => ({
    ok: true,
    measure,
    needed,
    at: plus(credited, needed),
    label,
    payoutNow,
    payoutThen: needed.minor === 0 ? payoutNow : payoutOf(needed),
  });
  if (goal.kind === "attainment") {
    const needed = toAttainment(plan, facts, period, goal.ratio, measure);
    return needed ? reached(needed, null) : { ok: false, reason: "no_quota" };
  }
  if (goal.kind === "tier") {
    const ahead = goalsAhead(plan, facts, period, measure);
    const words = goal.label?.toLowerCase();
    const found = words ? ahead.find((distance) => distance.goal.label.toLowerCase().includes(words)) : ahead[0];
    return found ? reached(found.needed, found.goal.label) : { ok: false, reason: "no_tier" };
  }
  if (payoutNow.minor >= goal.amount.minor) return reached(zero(credited.currency), null);
  const strict = withoutRoundingUp(plan);
  const found = leastCredit(measureCurrency(plan, measure), goal.amount, (extra) =>
    payoutWith(strict, facts, period, measure, extra),
  );
  return found.ok ? reached(found.needed, null) : { ok: false, reason: "out_of_reach", most: found.most };
}

export const withoutRoundingUp = (plan: Plan): Plan => ({ ...plan, rounding: { ...plan.rounding, mode: "down" } });

function toAttainment(plan: Plan, facts: PayeeFacts, period: Period, ratio: Rational, measure: string): Money | null {
  const span = measuredSpan(plan, facts, period);
  const { quota, credited, unit } = new Book(plan, facts).view(measure, { start: span.start, end: period.end }, span);
  if (!quota || quota.n === 0n) return null;
  const currency = unit === "money" ? plan.currency : NO_CURRENCY;
  const target = multiply(ratio, quota);
  return compare(target, credited) <= 0 ? zero(currency) : fromRational(subtract(target, credited), currency, "up");
}

/** 10^15 minor units, ten trillion dollars: pay that this much credit does not reach is out of reach. */
const MOST_CREDIT = 1e15;

/** Bisection over whole minor units: pay never falls as credit grows, jumps included, so the least credit is exact. */
function leastCredit(
  currency: string,
  goal: Money,
  payoutOf: (extra: Money) => Money,
): { readonly ok: true; readonly needed: Money } | { readonly ok: false; readonly most: Money } {
  let enough = 1;
  let pay = payoutOf(money(enough, currency));
  while (pay.minor < goal.minor) {
    if (enough >= MOST_CREDIT) return { ok: false, most: pay };
    enough = Math.min(MOST_CREDIT, enough * 8);
    pay = payoutOf(money(enough, currency));
  }
  let short = enough === 1 ? 0 : enough / 8;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (minus(payoutOf(money(middle, currency)), goal).minor >= 0) enough = middle;
    else short = middle;
  }
  return { ok: true, needed: money(enough, currency) };
}
