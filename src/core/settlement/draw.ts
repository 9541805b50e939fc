import type { Book } from "../book.js";
import { addDays, earlierOf, laterOf } from "../calendar.js";
import type { Span } from "../component.js";
import { fromRational, type Money, minus, money, plus, times, zero } from "../money.js";
import { periodOf } from "../period.js";
import { monthsBetween } from "../quota.js";
import { compare, multiply, ONE, type Rational, rational, ZERO } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { monthsIn } from "../window.js";
import { moneyText, percentText } from "../wording.js";
import type { DrawTerms } from "./terms.js";

export interface DrawResult {
  readonly lines: readonly StatementLine[];
  readonly balance: Money;
}

/** Drawn for a payout period: the amount by months, nothing outside the draw's dates. A period counts whole or not at all by its first day. */
function drawFor(terms: DrawTerms, book: Book, span: Span): Money {
  const first = terms.from ? laterOf(terms.from, span.start) : span.start;
  const until = terms.through ? earlierOf(addDays(terms.through, 1), span.end) : span.end;
  if (first >= until) return zero(book.plan.currency);
  const months = monthsBetween({ start: first, end: until });
  return fromRational(
    multiply(terms.amount, rational(months, monthsIn(terms.per))),
    book.plan.currency,
    book.plan.rounding.mode,
  );
}

const least = (a: Money, b: Money): Money => (a.minor <= b.minor ? a : b);
const atLeastZero = (a: Money): Money => (a.minor < 0 ? zero(a.currency) : a);
const back = (a: Money): Money => money(-a.minor, a.currency);

/** True when the quota window of the span has reached what forgives the balance. */
function isForgiven({ forgiven }: DrawTerms, book: Book, span: Span): boolean {
  if (!forgiven) return false;
  const window = periodOf(book.plan.quotaPeriod, addDays(span.end, -1), book.facts.fiscalYearStartMonth);
  const { attainment } = book.view(forgiven.measure, { start: window.start, end: span.end }, window);
  return attainment !== null && compare(attainment, forgiven.at_least) >= 0;
}

/**
 * One payout period of a draw, from what would be paid without it (E), the draw (D) and what is owed (B):
 * guarantee: top-up max(0, D − E). recoverable: the same, owed; paid back min(B, max(0, E − D)) while it runs and min(B, share × E)
 * after. advance: D was paid first, min(E, B + D) is kept of the cheque. on_top: D beside E, paid back after it ends.
 * Source: plan mechanics, section 10.
 */
export function drawIn(terms: DrawTerms, book: Book, span: Span, pay: Money, opening: Money): DrawResult {
  const draw = drawFor(terms, book, span);
  const lines: StatementLine[] = [];
  const say = (label: string, formula: string, amount: Money): void => {
    if (amount.minor !== 0) lines.push({ label, formula, amount, rule: "draw", clause: "draw" });
  };
  const running = draw.minor !== 0;
  const drawn = moneyText(draw);
  const earned = moneyText(pay);
  let balance = opening;
  if (terms.kind === "advance") {
    const owed = plus(opening, draw);
    const kept = least(atLeastZero(pay), owed);
    say(
      "Draw paid in advance",
      `the smaller of ${earned} and ${drawn} advanced + ${moneyText(opening)} owed`,
      back(kept),
    );
    balance = minus(owed, kept);
  } else {
    const topUp = terms.kind === "on_top" ? draw : running ? atLeastZero(minus(draw, pay)) : zero(pay.currency);
    const words = terms.kind === "on_top" ? "paid beside what is earned" : `${drawn} − ${earned}`;
    say(terms.kind === "guarantee" ? "Guarantee" : "Draw advance", words, topUp);
    if (terms.kind !== "guarantee") {
      const recovery = recovered(terms, span, pay, draw, opening);
      say("Draw recovery", recovery.how, back(recovery.amount));
      balance = minus(plus(opening, topUp), recovery.amount);
    }
  }
  if (balance.minor > 0 && isForgiven(terms, book, span)) balance = zero(balance.currency);
  return { lines, balance };
}

function recovered(
  terms: DrawTerms,
  span: Span,
  pay: Money,
  draw: Money,
  owed: Money,
): { readonly amount: Money; readonly how: string } {
  const nothing = { amount: zero(pay.currency), how: "" };
  if (terms.recovery_from && span.start < terms.recovery_from) return nothing;
  if (draw.minor !== 0) {
    if (terms.kind === "on_top") return nothing;
    const above = atLeastZero(minus(pay, draw));
    return {
      amount: least(owed, above),
      how: `the smaller of ${moneyText(owed)} owed and ${moneyText(pay)} − ${moneyText(draw)}`,
    };
  }
  const share: Rational = terms.recovers ?? (terms.through ? ZERO : ONE);
  const part = times(atLeastZero(pay), share);
  return {
    amount: least(owed, part),
    how: `the smaller of ${moneyText(owed)} owed and ${percentText(share)} × ${moneyText(pay)}`,
  };
}
