import type { Book } from "../book.js";
import { addDays, addMonths, earlierOf, type IsoDate } from "../calendar.js";
import type { Span } from "../component.js";
import type { Credit, PayeeFacts } from "../facts.js";
import { type Money, minus, sum, times } from "../money.js";
import { add, compare, min, multiply, ONE, type Rational, total, ZERO } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { moneyText, percentText } from "../wording.js";
import { dealsOf, payToDate } from "./deal-pay.js";
import type { ReleaseTerms } from "./terms.js";

export interface Release {
  /** Earned in the span and not released by its end. */
  readonly held: Money;
  /** Earned before the span and released in it, a line for each deal. */
  readonly lines: readonly StatementLine[];
  /** Earned by the span's end, not released and not lapsed. */
  readonly balance: Money;
}

type Part = ReleaseTerms[number];

/** The last day on which the part can still be released; null = no such day. */
function lastDayOf({ expires_after_days, employed }: Part, deal: Credit, leftOn: IsoDate | undefined): IsoDate | null {
  const expiry = expires_after_days === undefined ? null : addDays(deal.creditedOn, expires_after_days);
  const lastWorked = employed === "required" && leftOn !== undefined ? addDays(leftOn, -1) : null;
  return expiry && lastWorked ? earlierOf(expiry, lastWorked) : (expiry ?? lastWorked);
}

/** How much of the part's milestone is met by the end of `until`, 0 to 1. */
function metBy({ on, days, months }: Part, deal: Credit, until: IsoDate): Rational {
  const collected = min(
    ONE,
    total((deal.collected ?? []).filter((paid) => paid.on <= until).map(({ share }) => share)),
  );
  const met: Readonly<Record<Part["on"], () => Rational>> = {
    booked: () => (deal.creditedOn <= until ? ONE : ZERO),
    invoiced: () => (deal.invoicedOn !== undefined && deal.invoicedOn <= until ? ONE : ZERO),
    collected: () => collected,
    fully_collected: () => (compare(collected, ONE) === 0 ? ONE : ZERO),
    days_after_booking: () => (addDays(deal.creditedOn, days ?? 0) <= until ? ONE : ZERO),
    months_after_booking: () => (addMonths(deal.creditedOn, months ?? 0) <= until ? ONE : ZERO),
  };
  return met[on]();
}

/**
 * How much of a deal's earnings is released by the end of `day`, 0 to 1. Nothing more is released once it is cancelled, once a part has
 * expired, or, where a part asks for employment, once the payee has left.
 */
export function releasedShare(
  terms: ReleaseTerms,
  deal: Credit,
  day: IsoDate,
  { leftOn }: PayeeFacts["payee"],
): Rational {
  const until = deal.cancelled ? earlierOf(day, deal.cancelled.on) : day;
  return total(
    terms.map((part) => {
      const last = lastDayOf(part, deal, leftOn);
      return multiply(part.share, metBy(part, deal, last ? earlierOf(until, last) : until));
    }),
  );
}

/** The same with all that may still be released after `day`: what is neither lapsed nor cancelled. */
function attainableShare(terms: ReleaseTerms, deal: Credit, day: IsoDate, payee: PayeeFacts["payee"]): Rational {
  const lapsed = terms.filter((part) => {
    const last = lastDayOf(part, deal, payee.leftOn);
    return last !== null && last <= day;
  });
  const open = terms.filter((part) => !lapsed.includes(part));
  return add(releasedShare(lapsed, deal, day, payee), total(open.map(({ share }) => share)));
}

/**
 * Holds back what deals earned until their milestones are met. What is released by a day is rounded to date, so parts add up to
 * what was earned to the last minor unit; the rate stays that of the booking. Where a window is longer than the payout period, what
 * a later deal adds to an earlier one is released as far as that one is. Pay of no single deal is released at once.
 * Source: plan mechanics, section 14.
 */
export function releaseOf(terms: ReleaseTerms, book: Book, span: Span): Release {
  const { plan, facts } = book;
  const last = earlierOf(addDays(span.end, -1), facts.asOf);
  const by = (earned: Money, deal: Credit, day: IsoDate): Money =>
    times(earned, releasedShare(terms, deal, day, facts.payee), plan.rounding.mode);
  const pay = payToDate(book);
  const lines: StatementLine[] = [];
  const held: Money[] = [];
  const balance: Money[] = [];
  for (const deal of dealsOf(book)) {
    if (deal.creditedOn >= span.end) continue;
    const before = pay(deal, span.start);
    const earned = pay(deal, span.end);
    const now = by(earned, deal, last);
    const attainable = times(earned, attainableShare(terms, deal, last, facts.payee), plan.rounding.mode);
    if (!deal.cancelled || deal.cancelled.on > last) balance.push(minus(attainable, now));
    // Of what this span earned, that which is not released by its end.
    held.push(minus(minus(earned, before), minus(now, by(before, deal, last))));
    const released = minus(by(before, deal, last), by(before, deal, addDays(span.start, -1)));
    if (released.minor === 0) continue;
    const share = percentText(releasedShare(terms, deal, last, facts.payee));
    lines.push({
      label: `Released: ${deal.dealName}`,
      formula: `${share} of ${moneyText(before)} released by ${last}, earned ${deal.creditedOn}`,
      amount: released,
      dealKey: deal.dealKey,
      rule: "release",
      clause: "release",
    });
  }
  return { held: sum(held, plan.currency), lines, balance: sum(balance, plan.currency) };
}
