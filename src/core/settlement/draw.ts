import type { Book } from "../book.js";
import { addDays, daysBetween, earlierOf, laterOf } from "../calendar.js";
import type { Span } from "../component.js";
import { FactsError } from "../errors.js";
import { fromRational, type Money, minus, money, plus, times, zero } from "../money.js";
import { contains, periodOf, periodsWithin } from "../period.js";
import { compare, divide, multiply, ONE, type Rational, rational, total, ZERO } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { monthsBetween } from "../time-share.js";
import { monthsIn } from "../window.js";
import { moneyText, percentText } from "../wording.js";
import type { DrawTerms } from "./terms.js";

export interface DrawResult {
  readonly lines: readonly StatementLine[];
  readonly balance: Money;
}

/**
 * Drawn for a payout period, month by month: the amount (or the share of the target incentive), times the share of the month of tenure
 * where the plan has one, for months inside the draw's dates in which the payee works. A part of a month counts whole, or by days.
 */
function drawFor(terms: DrawTerms, book: Book, span: Span): Money {
  const { currency, rounding } = book.plan;
  const drawn = periodsWithin("month", span).map((month): Rational => {
    const part = partOf(terms, book, month, span);
    if (part === null) return ZERO;
    const whole = terms.of_target
      ? multiply(terms.of_target, book.target({ key: "the draw" }, month))
      : divide(terms.amount ?? ZERO, rational(monthsIn(terms.per ?? "month")));
    return multiply(multiply(whole, tenureShare(terms, book, month)), part);
  });
  return fromRational(total(drawn), currency, rounding.mode);
}

/** The part of the month that counts; null where none does. */
function partOf({ from, through, part_months }: DrawTerms, book: Book, month: Span, span: Span): Rational | null {
  const { hiredOn, leftOn } = book.facts.payee;
  const start = [span.start, from, hiredOn].reduce<string>((day, other) => laterOf(day, other ?? day), month.start);
  const until = [span.end, through && addDays(through, 1), leftOn];
  const end = until.reduce<string>((day, other) => earlierOf(day, other ?? day), month.end);
  if (start >= end) return null;
  return part_months === "whole" ? ONE : rational(daysBetween(start, end), daysBetween(month.start, month.end));
}

/** The month of joining is the first; after the last one listed nothing is drawn. Without a date of joining there is no tenure. */
function tenureShare({ tenure }: DrawTerms, { facts }: Book, month: Span): Rational {
  const { hiredOn } = facts.payee;
  if (!tenure) return ONE;
  if (hiredOn === undefined)
    throw new FactsError(`${facts.payee.name} has no hired_on, and the draw goes by months of tenure: add it.`);
  return tenure[monthsBetween({ start: `${hiredOn.slice(0, 7)}-01`, end: month.start })] ?? ZERO;
}

const least = (a: Money, b: Money): Money => (a.minor <= b.minor ? a : b);
const atLeastZero = (a: Money): Money => (a.minor < 0 ? zero(a.currency) : a);
const back = (a: Money): Money => money(-a.minor, a.currency);

/** True from the day that forgives the balance, or when the quota window of the span has reached what does. */
function isForgiven({ forgiven }: DrawTerms, book: Book, span: Span): boolean {
  if (!forgiven) return false;
  if (forgiven.on && forgiven.on < span.end) return true;
  if (forgiven.measure === undefined || forgiven.at_least === undefined) return false;
  const window = periodOf(book.plan.quotaPeriod, addDays(span.end, -1), book.facts.fiscalYearStartMonth);
  const { attainment } = book.view(forgiven.measure, { start: window.start, end: span.end }, window);
  return attainment !== null && compare(attainment, forgiven.at_least) >= 0;
}

/**
 * One payout period of a draw, from what would be paid without it (E), the draw (D) and what is owed (B):
 * guarantee: top-up max(0, D − E). recoverable: the same, owed; paid back min(B, max(0, E − D)) while it runs and min(B, share × E)
 * after. advance: D was paid first, min(E, B + D) is kept of the cheque. on_top: D beside E, paid back after it ends. fixed: D in
 * place of E while it runs. Recovery is limited by its dates and by `recovers_at_most`, the balance by `owed_at_most`; in the period
 * in which the payee leaves the balance is forgiven, or all of it deducted as far as pay reaches, where the plan says so.
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
  const { leftOn } = book.facts.payee;
  const leaving = leftOn !== undefined && contains(span, addDays(leftOn, -1)) ? terms.at_leaving : undefined;
  let balance = opening;
  if (terms.kind === "fixed") {
    if (running) say("Fixed pay", `${drawn} in place of ${earned}`, minus(draw, pay));
  } else if (terms.kind === "advance") {
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
      const recovery = recovered(terms, book, span, pay, draw, opening, leaving === "deducted");
      say("Draw recovery", recovery.how, back(recovery.amount));
      balance = minus(plus(opening, topUp), recovery.amount);
    }
  }
  if (balance.minor > 0 && (leaving === "forgiven" || isForgiven(terms, book, span))) balance = zero(balance.currency);
  if (terms.owed_at_most) balance = least(balance, fromRational(terms.owed_at_most, balance.currency));
  return { lines, balance };
}

interface Recovery {
  readonly amount: Money;
  readonly how: string;
}

function recovered(
  terms: DrawTerms,
  { plan }: Book,
  span: Span,
  pay: Money,
  draw: Money,
  owed: Money,
  deducted: boolean,
): Recovery {
  const of = moneyText(owed);
  if (deducted) return { amount: least(owed, atLeastZero(pay)), how: `${of} owed, at leaving` };
  const early = terms.recovery_from && span.start < terms.recovery_from;
  const late = terms.recovery_through && span.start > terms.recovery_through;
  const running = draw.minor !== 0;
  if (early || late || (running && terms.kind === "on_top")) return { amount: zero(pay.currency), how: "" };
  const share: Rational = terms.recovers ?? (terms.through || terms.tenure ? ZERO : ONE);
  const part = running ? atLeastZero(minus(pay, draw)) : times(atLeastZero(pay), share, plan.rounding.mode);
  const most = terms.recovers_at_most && fromRational(terms.recovers_at_most, pay.currency);
  const source = running ? `${moneyText(pay)} − ${moneyText(draw)}` : `${percentText(share)} × ${moneyText(pay)}`;
  const limit = most ? `, at most ${moneyText(most)}` : "";
  return {
    amount: least(owed, most ? least(part, most) : part),
    how: `the smaller of ${of} owed and ${source}${limit}`,
  };
}
