import { daysBetween, earlierOf, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import { rateOn } from "./currency.js";
import type { PayeeFacts, Quota } from "./facts.js";
import { NO_CURRENCY, toRational } from "./money.js";
import { periodOf, periodsWithin } from "./period.js";
import type { Plan } from "./plan.js";
import { add, compare, divide, multiply, type Rational, rational, roundToInteger, total, ZERO } from "./rational.js";
import { reliefFor } from "./relief.js";
import { evenShare, isOfMonths, monthsBetween, timeShare } from "./time-share.js";
import { monthsIn } from "./window.js";

/** A quota in the plan's currency or in units, for the days it is of. */
interface Set {
  readonly span: Span;
  readonly value: Rational;
}

const same = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
const inside = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/**
 * The quota of a measure over `span`, exact, in the plan's currency or in units; null when none is set. Set for exactly these
 * days, it is that one; set for shorter windows within, their sum; set for a longer one, the plan's seasonal share of it, or an
 * even share by months (by days where a span cuts through months). A quota in force for part of its window counts that part.
 * Where a plan change cuts `span` out of the window `within`, it is what is set for these days, else their share of the window's
 * by time. Ramp and proration come after that, each over the days the figure is of, and rounding last: a figure that stands as it
 * was set is never rounded. Source: plan mechanics, sections 11, 12, 16.
 */
export function quotaFor(
  plan: Plan,
  facts: PayeeFacts,
  measure: string,
  span: Span,
  within: Span = span,
): Rational | null {
  const quotas = facts.quotas.filter((quota) => quota.measure === measure).map((quota) => setOf(plan, facts, quota));
  const set = quotas.find((quota) => same(quota.span, span));
  const pieces = set && !same(span, within) ? [set] : piecesOf(plan, facts, quotas, within);
  if (!pieces) return null;
  const { relief } = plan;
  const derived = total(
    pieces.flatMap((piece) => {
      const part = overlapOf(piece.span, span);
      if (!part) return [];
      const counted = same(part, piece.span)
        ? piece.value
        : multiply(piece.value, timeShare(relief.proration, part, piece.span));
      return [multiply(counted, reliefFor(relief, facts, "quota", part))];
    }),
  );
  const step = plan.rounding.quotaTo;
  if (step === null || (set && compare(set.value, derived) === 0)) return derived;
  return multiply(rational(roundToInteger(divide(derived, step), plan.rounding.mode)), step);
}

const overlapOf = (a: Span, b: Span): Span | null => {
  const part = { start: laterOf(a.start, b.start), end: earlierOf(a.end, b.end) };
  return part.start < part.end ? part : null;
};

function setOf(plan: Plan, facts: PayeeFacts, quota: Quota): Set {
  const { amount, inForce } = quota;
  const stated = toRational(amount);
  const value =
    amount.currency === NO_CURRENCY || amount.currency === plan.currency
      ? stated
      : multiply(stated, rateOn(facts.fxRates, plan.fx, amount.currency, plan.currency, quota.start));
  const whole = { start: quota.start, end: quota.end };
  if (!inForce) return { span: whole, value };
  return { span: inForce, value: multiply(value, timeShare(plan.relief.proration, inForce, whole)) };
}

/**
 * What makes up the quota of a window, before ramp and proration; null when nothing does. Season comes before these, so each season's
 * share is a piece of its own, relieved by the days of that season alone.
 */
function piecesOf(plan: Plan, facts: PayeeFacts, quotas: readonly Set[], window: Span): Set[] | null {
  const exact = quotas.find((quota) => same(quota.span, window));
  const seasons = plan.seasonality ? periodsWithin(plan.quotaPeriod, window, facts.fiscalYearStartMonth) : [];
  if (exact && seasons.length > 1)
    return seasons.map(({ start, end }) => {
      const span = { start, end };
      return { span, value: multiply(exact.value, shareOf(plan, facts, span, exact.span)) };
    });
  if (exact) return [exact];
  const parts = widest(quotas.filter((quota) => inside(quota.span, window)));
  const touching = isOfMonths(window) ? [] : widest(quotas.filter((quota) => overlapOf(quota.span, window)));
  const around = byLength(quotas.filter((quota) => inside(window, quota.span))).at(-1);
  if (parts.length > 0 && (isOfMonths(window) || covers(parts, window))) return parts;
  if (around) return [{ span: window, value: multiply(around.value, shareOf(plan, facts, window, around.span)) }];
  // A week across two months has its days' share of both.
  if (touching.length > 0 && covers(touching, window))
    return touching.flatMap(({ span, value }) => {
      const part = overlapOf(span, window);
      return part ? [{ span: part, value: multiply(value, evenShare(plan.relief.proration, part, span)) }] : [];
    });
  return parts.length > 0 ? parts : null;
}

/** Whether quotas that do not overlap leave no day of the window out. */
const covers = (quotas: readonly Set[], window: Span): boolean =>
  quotas.reduce((days, { span }) => {
    const part = overlapOf(span, window);
    return part ? days + daysBetween(part.start, part.end) : days;
  }, 0) === daysBetween(window.start, window.end);

/** Longest first. */
const byLength = (quotas: readonly Set[]): Set[] =>
  [...quotas].sort((a, b) => daysBetween(b.span.start, b.span.end) - daysBetween(a.span.start, a.span.end));

/** Quotas that tile a span, leaving out those that a wider one among them already covers. */
function widest(quotas: readonly Set[]): Set[] {
  const ordered = byLength(quotas);
  return ordered.filter((quota, i) => !ordered.slice(0, i).some((wider) => inside(quota.span, wider.span)));
}

function shareOf(plan: Plan, facts: PayeeFacts, span: Span, whole: Span): Rational {
  const { seasonality, quotaPeriod, relief } = plan;
  if (!seasonality) return evenShare(relief.proration, span, whole);
  const weightOf = (part: Span): Rational => {
    let weight = ZERO;
    for (const period of periodsWithin(quotaPeriod, part, facts.fiscalYearStartMonth)) {
      const year = periodOf("year", period.start, facts.fiscalYearStartMonth);
      const index = Math.round(monthsBetween({ start: year.start, end: period.start }) / monthsIn(quotaPeriod));
      const overlap: Span = {
        start: laterOf(part.start, period.start),
        end: earlierOf(part.end, period.end),
      };
      weight = add(weight, multiply(seasonality[index] ?? ZERO, evenShare(relief.proration, overlap, period)));
    }
    return weight;
  };
  return divide(weightOf(span), weightOf(whole));
}
