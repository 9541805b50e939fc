import type { Book } from "./book.js";
import { earlierOf, type IsoDate, laterOf } from "./calendar.js";
import type { CommonTerms, Component, Span } from "./component.js";
import { fromRational, type Money, minus, plus, times, zero } from "./money.js";
import { periodOf, periodsWithin } from "./period.js";
import { multiply, ONE, ZERO } from "./rational.js";
import { reliefFor } from "./relief.js";
import type { Settled } from "./settle.js";
import type { StatementLine } from "./statement.js";
import { timeShare } from "./time-share.js";
import { moneyText } from "./wording.js";

export type CapTerms = NonNullable<CommonTerms["cap"]>;
type Targeted = Parameters<Book["target"]>[0] & Pick<Component, "key">;

/**
 * The most one cap period pays: an amount, or a share of its target incentive, rounded to the minor unit. Where attainment starts
 * anew with a plan version, the part of it that the version's days are of the cap period.
 */
export function capLimit(book: Book, cap: Pick<CapTerms, "amount" | "of_target">, of: Targeted, period: Span): Money {
  const { plan, facts, cut } = book;
  const part = cut ? overlapOf(cut, period) : period;
  if (!part) return zero(plan.currency);
  const share = part === period ? ONE : timeShare(plan.relief.proration, part, period);
  const limit = cap.amount
    ? multiply(cap.amount, multiply(share, reliefFor(plan.relief, facts, "caps", part)))
    : multiply(cap.of_target ?? ZERO, book.target(of, part, period));
  return fromRational(limit, plan.currency, plan.rounding.mode);
}

const overlapOf = (a: Span, b: Span): Span | null => {
  const part = { start: laterOf(a.start, b.start), end: earlierOf(a.end, b.end) };
  return part.start < part.end ? part : null;
};

/**
 * Limits what each cap period pays in all. Within a longer cap period the limit counts to date, so a span pays what the limit
 * leaves after the days before it. The excess is lost, or carried to later periods of the fiscal year as they leave room, or
 * released by the last period of the fiscal year whatever its limit. Source: plan mechanics, section 5.
 */
export function capped(
  book: Book,
  cap: Pick<CapTerms, "per" | "excess" | "paid_by">,
  span: Span,
  limitOf: (period: Span) => Money,
  uncapped: Settled,
  earnedOver: (part: Span) => Money,
): Settled {
  const { plan, facts } = book;
  const kind = cap.per === "payout" ? plan.payoutPeriod : cap.per;
  const earned = (part: Span): Money =>
    part.start === span.start && part.end === span.end ? uncapped.amount : earnedOver(part);
  /** Paid of the cap period by the end of the day before `day`, with what earlier periods of the year left over. */
  const paidBy = (period: Span, day: IsoDate): Money => {
    if (day <= period.start) return zero(plan.currency);
    const year = periodOf("year", period.start, facts.fiscalYearStartMonth);
    const own = earned({ start: period.start, end: day });
    if (cap.excess === "released_at_year_end" && day === year.end) return plus(own, waitingBefore(period, year.start));
    const whole = cap.excess === "carried" ? plus(own, waitingBefore(period, year.start)) : own;
    const limit = limitBy(period, day);
    return limit && whole.minor > limit.minor ? limit : whole;
  };
  /** What the cap period may have paid by the end of the day before `day`; null = no limit any more. */
  const limitBy = (period: Span, day: IsoDate): Money | null => {
    const limit = limitOf(period);
    if (!cap.paid_by) return limit;
    const payouts = periodsWithin(plan.payoutPeriod, { start: period.start, end: day }, facts.fiscalYearStartMonth);
    const share = cap.paid_by[payouts.length - 1];
    return share ? times(limit, share, plan.rounding.mode) : null;
  };
  /** What earlier periods of the fiscal year earned above their limits and have not paid. */
  const waitingBefore = (period: Span, from: IsoDate): Money => {
    let waiting = zero(plan.currency);
    if (from >= period.start) return waiting;
    for (const before of periodsWithin(kind, { start: from, end: period.start }, facts.fiscalYearStartMonth)) {
      const whole = plus(earned(before), waiting);
      const limit = limitOf(before);
      const released = cap.excess === "carried" ? whole : earned(before);
      const paid = released.minor > limit.minor ? limit : released;
      waiting = minus(whole, paid);
    }
    return waiting;
  };
  let amount = zero(plan.currency);
  const limits: Money[] = [];
  for (const period of periodsWithin(kind, span, facts.fiscalYearStartMonth)) {
    limits.push(limitOf(period));
    const until = paidBy(period, earlierOf(span.end, period.end));
    amount = plus(amount, minus(until, paidBy(period, laterOf(span.start, period.start))));
  }
  const difference = minus(amount, uncapped.amount);
  if (difference.minor === 0) return uncapped;
  return { amount, lines: [...uncapped.lines, capLine(kind, cap.excess, limits, amount, uncapped.amount, difference)] };
}

const EXCESS: Readonly<Record<CapTerms["excess"], string>> = {
  lost: "the excess is not paid",
  carried: "the excess is paid when a later period of the year leaves room",
  released_at_year_end: "the excess is paid at the end of the year",
};

function capLine(
  kind: string,
  excess: CapTerms["excess"],
  limits: readonly Money[],
  amount: Money,
  uncapped: Money,
  difference: Money,
): StatementLine {
  const [first] = limits;
  const limitText = first ? `${moneyText(first)}${limits.length === 1 ? "" : " each"}` : "";
  const why = difference.minor > 0 ? "what waited above the cap is paid" : EXCESS[excess];
  return {
    label: `Cap of ${limitText} a ${kind}`,
    formula: `${moneyText(amount)} − ${moneyText(uncapped)}, ${why}`,
    amount: difference,
    rule: "cap",
    clause: "cap",
  };
}
