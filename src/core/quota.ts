import { daysBetween, earlierOf, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import { rateOn } from "./currency.js";
import type { PayeeFacts, Quota } from "./facts.js";
import { NO_CURRENCY, toRational } from "./money.js";
import { periodOf, periodsWithin } from "./period.js";
import type { Plan } from "./plan.js";
import { add, divide, multiply, type Rational, rational, ZERO } from "./rational.js";
import { reliefFor } from "./relief.js";
import { monthsIn } from "./window.js";

const same = (quota: Quota, span: Span): boolean => quota.start === span.start && quota.end === span.end;
const inside = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/**
 * The quota of a measure over `span`, exact, in the plan's currency or in units; null when none is set. Set for exactly these
 * days, it is that one; set for shorter windows within, their sum; set for a longer one, the plan's seasonal share of it, or an
 * even share by months. Ramp and proration come last, each over the days the figure is of.
 */
export function quotaFor(plan: Plan, facts: PayeeFacts, measure: string, span: Span): Rational | null {
  const quotas = facts.quotas.filter((quota) => quota.measure === measure);
  const value = (quota: Quota): Rational => {
    const amount = toRational(quota.amount);
    if (quota.amount.currency === NO_CURRENCY || quota.amount.currency === plan.currency) return amount;
    return multiply(amount, rateOn(facts.fxRates, plan.fx, quota.amount.currency, plan.currency, quota.start));
  };
  const exact = quotas.find((quota) => same(quota, span));
  const relieved = (part: Span): Rational => reliefFor(plan.relief, facts, "quota", part);
  const seasons = plan.seasonality ? periodsWithin(plan.quotaPeriod, span, facts.fiscalYearStartMonth) : [];
  // Season comes before ramp and proration, so each season's share is relieved by the days of that season alone.
  if (exact && seasons.length > 1)
    return seasons.reduce(
      (sum, part) => add(sum, multiply(multiply(value(exact), shareOf(plan, facts, part, exact)), relieved(part))),
      ZERO,
    );
  if (exact) return multiply(value(exact), relieved(span));
  const parts = widest(quotas.filter((quota) => inside(quota, span)));
  if (parts.length > 0) return parts.reduce((sum, quota) => add(sum, multiply(value(quota), relieved(quota))), ZERO);
  const around = quotas
    .filter((quota) => inside(span, quota))
    .sort((a, b) => daysBetween(b.start, b.end) - daysBetween(a.start, a.end));
  const nearest = around.at(-1);
  return nearest ? multiply(multiply(value(nearest), shareOf(plan, facts, span, nearest)), relieved(span)) : null;
}

/** Quotas that tile a span, leaving out those that a wider one among them already covers. */
function widest(quotas: readonly Quota[]): Quota[] {
  const ordered = [...quotas].sort((a, b) => daysBetween(b.start, b.end) - daysBetween(a.start, a.end));
  return ordered.filter((quota, i) => !ordered.slice(0, i).some((wider) => inside(quota, wider)));
}

function shareOf(plan: Plan, facts: PayeeFacts, span: Span, whole: Span): Rational {
  const { seasonality, quotaPeriod } = plan;
  if (!seasonality) return divide(rational(monthsBetween(span)), rational(monthsBetween(whole)));
  const weightOf = (part: Span): Rational => {
    let weight = ZERO;
    for (const period of periodsWithin(quotaPeriod, part, facts.fiscalYearStartMonth)) {
      const year = periodOf("year", period.start, facts.fiscalYearStartMonth);
      const index = Math.round(monthsBetween({ start: year.start, end: period.start }) / monthsIn(quotaPeriod));
      const overlap: Span = {
        start: laterOf(part.start, period.start),
        end: earlierOf(part.end, period.end),
      };
      const share = divide(rational(monthsBetween(overlap)), rational(monthsBetween(period)));
      weight = add(weight, multiply(seasonality[index] ?? ZERO, share));
    }
    return weight;
  };
  return divide(weightOf(span), weightOf(whole));
}

/** Whole months between two firsts of months. Windows of a plan always are; free spans count the months they touch. */
export const monthsBetween = ({ start, end }: Span): number => {
  const [fromYear = 0, fromMonth = 1] = start.split("-").map(Number);
  const [toYear = 0, toMonth = 1, toDay = 1] = end.split("-").map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) + (toDay > 1 ? 1 : 0);
};
