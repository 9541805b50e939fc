import type { Book } from "../book.js";
import { addDays, addMonths, daysBetween, type IsoDate } from "../calendar.js";
import type { Span } from "../component.js";
import { FactsError } from "../errors.js";
import type { Credit } from "../facts.js";
import { fromRational, type Money, minus, times, zero } from "../money.js";
import { contains } from "../period.js";
import { multiply, ONE, type Rational, rational, ZERO } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { moneyText, percentText } from "../wording.js";
import { isTooOld } from "./cancellations.js";
import { dealsOf, payToDate } from "./deal-pay.js";
import { releasedShare } from "./release.js";
import type { ClawbackTerms } from "./terms.js";

interface Part {
  readonly share: Rational;
  readonly how: string;
}

/** The share of what a deal earned that is taken back, before the share of the deal that was cancelled. */
function partOf(terms: ClawbackTerms, deal: Credit, on: IsoDate): Part {
  if (terms.takes === "unserved_part") {
    const own = deal.attributes.term_months;
    const term = own === undefined ? terms.term_months : Number(own);
    if (term === undefined || !Number.isInteger(term) || term <= 0)
      throw new FactsError(
        `${deal.dealName} (${deal.dealKey}) has no term_months, which its clawback is shared out by.`,
      );
    let served = 0;
    while (served < term && addMonths(deal.creditedOn, served + 1) <= on) served++;
    return { share: rational(term - served, term), how: `${term - served} of ${term} months not served` };
  }
  if (terms.takes === "by_age") {
    const age = daysBetween(deal.creditedOn, on);
    const found = terms.ages?.find(({ up_to_days }) => age <= up_to_days);
    return { share: found?.share ?? ZERO, how: `${percentText(found?.share ?? ZERO)} after ${age} days` };
  }
  return { share: ONE, how: "at the rate it earned" };
}

/**
 * What cancellations in the span take back, never more than was paid of the deal: unpaid instalments are cancelled instead. The
 * deal's pay includes its kickers; a payee with part of a deal gives back that part. Attainment of its own period stays as it was.
 * A negative transaction needs no line here: it is a credit below zero. Source: plan mechanics, section 13.
 */
export function clawbacksIn(terms: ClawbackTerms, book: Book, span: Span): StatementLine[] {
  if (terms.takes === "negative_transaction") return [];
  const { plan, facts } = book;
  const pay = payToDate(book);
  return dealsOf(book).flatMap((deal): StatementLine[] => {
    const event = deal.cancelled;
    if (!event || !contains(span, event.on) || event.on > facts.asOf || isTooOld(terms, deal, event.on)) return [];
    const earned = pay(deal, span.end);
    const { share, how } = partOf(terms, deal, event.on);
    const whole = times(earned, multiply(share, event.share), plan.rounding.mode);
    const { release } = plan.settlement;
    const paid = release
      ? times(earned, releasedShare(release, deal, event.on, facts.payee), plan.rounding.mode)
      : earned;
    const back: Money = whole.minor > paid.minor ? paid : whole;
    if (back.minor === 0) return [];
    const limit = back === whole ? "" : `, at most the ${moneyText(paid)} paid`;
    const of = `${moneyText(earned)} × ${percentText(event.share)} cancelled`;
    return [
      {
        label: `Clawback: ${deal.dealName}`,
        formula: `${of}, ${how}${limit}, ${event.on}`,
        amount: minus(zero(plan.currency), back),
        dealKey: deal.dealKey,
        rule: "clawback",
        clause: "clawback",
      },
    ];
  });
}

export interface LimitedClawback {
  readonly lines: readonly StatementLine[];
  /** What waits for later payments. */
  readonly owed: Money;
}

/**
 * What one payment gives back of `taken` (clawbacks of the period, below zero) and of what waited from earlier: no more than a share of
 * what else is paid, or an amount, and in the payment of the period in which the payee leaves no more than `final_share` of it. The
 * excess waits, or is not taken back. Source: plan mechanics, section 13 (limit per period, final pay limits).
 */
export function limitedClawback(
  terms: NonNullable<ClawbackTerms["limit"]>,
  book: Book,
  span: Span,
  taken: Money,
  pay: Money,
  waiting: Money,
): LimitedClawback {
  const { currency, rounding } = book.plan;
  const { leftOn } = book.facts.payee;
  const all = minus(waiting, taken);
  const share = leftOn && contains(span, addDays(leftOn, -1)) ? (terms.final_share ?? terms.share) : terms.share;
  const available = pay.minor < 0 ? zero(currency) : pay;
  const most = share
    ? times(available, share, rounding.mode)
    : fromRational(terms.amount ?? ZERO, currency, rounding.mode);
  const now = all.minor > most.minor ? most : all;
  const difference = minus(all, now);
  const how = share ? `${percentText(share)} × ${moneyText(available)}` : moneyText(most);
  const lines: StatementLine[] = [];
  if (waiting.minor !== 0)
    lines.push({
      label: "Clawbacks carried from earlier",
      formula: "above the limit of earlier payments",
      amount: minus(zero(currency), waiting),
    });
  if (difference.minor !== 0)
    lines.push({
      label: terms.excess === "carried" ? "Clawbacks carried to later payments" : "Clawbacks above the limit",
      formula: `${moneyText(all)} − ${moneyText(now)}, at most ${how} a payment`,
      amount: difference,
    });
  return { lines, owed: terms.excess === "carried" ? difference : zero(currency) };
}
