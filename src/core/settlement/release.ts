import type { Book } from "../book.js";
import { addDays, earlierOf, type IsoDate } from "../calendar.js";
import type { Span } from "../component.js";
import type { Credit } from "../facts.js";
import { type Money, minus, sum, times, zero } from "../money.js";
import { contains, periodOf } from "../period.js";
import { add, compare, min, multiply, ONE, type Rational, total, ZERO } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { moneyText, percentText } from "../wording.js";
import { dealsOf, payOfDeals } from "./deal-pay.js";
import type { ReleaseTerms } from "./terms.js";

export interface Release {
  /** Earned in the span and not released by its end. */
  readonly held: Money;
  /** Earned before the span and released in it, a line for each deal. */
  readonly lines: readonly StatementLine[];
  /** Earned by the span's end and not released. */
  readonly balance: Money;
}

/** How much of a deal's earnings is released by the end of `day`, 0 to 1. Nothing more is released once it is cancelled. */
export function releasedShare(terms: ReleaseTerms, deal: Credit, day: IsoDate): Rational {
  const until = deal.cancelled ? earlierOf(day, deal.cancelled.on) : day;
  const collected = min(ONE, total((deal.collected ?? []).filter(({ on }) => on <= until).map(({ share }) => share)));
  const met: Readonly<Record<ReleaseTerms[number]["on"], (days: number) => Rational>> = {
    booked: () => ONE,
    invoiced: () => (deal.invoicedOn !== undefined && deal.invoicedOn <= until ? ONE : ZERO),
    collected: () => collected,
    fully_collected: () => (compare(collected, ONE) === 0 ? ONE : ZERO),
    days_after_booking: (days) => (addDays(deal.creditedOn, days) <= until ? ONE : ZERO),
  };
  return terms.reduce((sum, { share, on, days }) => add(sum, multiply(share, met[on](days ?? 0))), ZERO);
}

/**
 * Holds back what deals earned until their milestones are met. What is released by a day is rounded to date, so parts add up to
 * what was earned to the last minor unit; the rate stays that of the booking. Pay of no single deal is released at once.
 * Source: plan mechanics, section 14.
 */
export function releaseOf(terms: ReleaseTerms, book: Book, span: Span): Release {
  const { plan, facts } = book;
  const last = earlierOf(addDays(span.end, -1), facts.asOf);
  const by = (earned: Money, deal: Credit, day: IsoDate): Money =>
    times(earned, releasedShare(terms, deal, day), plan.rounding.mode);
  const lines: StatementLine[] = [];
  const held: Money[] = [];
  const balance: Money[] = [];
  const paid = new Map<string, ReadonlyMap<string, Money>>();
  for (const deal of dealsOf(book)) {
    if (deal.creditedOn >= span.end) continue;
    const now = contains(span, deal.creditedOn);
    const period: Span = now ? span : periodOf(plan.payoutPeriod, deal.creditedOn, facts.fiscalYearStartMonth);
    const pay = paid.get(period.start) ?? payOfDeals(book, period);
    paid.set(period.start, pay);
    const earned = pay.get(deal.dealKey);
    if (!earned) continue;
    const open = minus(earned, by(earned, deal, last));
    if (!deal.cancelled || deal.cancelled.on > last) balance.push(open);
    if (now) {
      held.push(open);
      continue;
    }
    const released = minus(by(earned, deal, last), by(earned, deal, addDays(span.start, -1)));
    if (released.minor === 0) continue;
    const share = percentText(releasedShare(terms, deal, last));
    lines.push({
      label: `Released: ${deal.dealName}`,
      formula: `${share} of ${moneyText(earned)} released by ${last}, earned ${deal.creditedOn}`,
      amount: released,
      dealKey: deal.dealKey,
      rule: "release",
      clause: "release",
    });
  }
  return { held: sum([zero(plan.currency), ...held], plan.currency), lines, balance: sum(balance, plan.currency) };
}
