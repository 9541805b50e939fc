import type { Book } from "../book.js";
import { earlierOf, laterOf } from "../calendar.js";
import type { Span } from "../component.js";
import { componentsOf } from "../components-of.js";
import { fromRational, type Money, minus, plus, sum, zero } from "../money.js";
import { type SettlementStep, settlementSteps } from "../order.js";
import { contains, periodOf, periodsWithin } from "../period.js";
import { ZERO } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { forgivenBelowZero } from "./below-zero.js";
import { clawbacksIn, limitedClawback } from "./clawback.js";
import { drawIn } from "./draw.js";
import { drawBalance, isDraw, knownEntries, postedIn } from "./ledger.js";
import { minimumIn } from "./minimum.js";
import { type Release, releaseOf } from "./release.js";

export interface Settlement {
  /** What changes pay beside what components earned, in order. */
  readonly lines: readonly StatementLine[];
  readonly held: Money;
  readonly drawBalance: Money;
  readonly heldBalance: Money | null;
  readonly carried: Money | null;
  /** Clawbacks that wait for later payments; null where the plan carries none. */
  readonly clawbackOwed: Money | null;
}

/** Balances that go from one payout period to the next. */
interface Balances {
  readonly draw: Money;
  readonly carried: Money;
  readonly clawback: Money;
}

/**
 * From earned to payable. The order changes money, so it is one list for each payout period, the plan's or else: release and
 * holdback -> clawbacks -> ledger entries posted -> draw (top-up, then recovery). A limit on clawbacks counts as soon as clawbacks
 * and entries are known. Pay below zero, minimum payment, payout currency and its rounding come last. Draw and
 * minimum carry balances, so earlier payout periods of the fiscal year (or of the draw) are settled first, unless the facts give
 * opening balances; a period whose draw the ledger records is not figured again. Source: plan mechanics, section 19, 10 to 15.
 */
export function settlementOf(book: Book, span: Span): Settlement {
  const { plan, facts } = book;
  const { belowZero, clawback, draw, minimumPayment, release } = plan.settlement;
  const carries = minimumPayment !== null || belowZero === "carried";
  const limits = clawback?.limit?.excess === "carried";
  const start = draw || carries || limits ? firstDay(book, span) : span.start;
  let balances: Balances = {
    draw: facts.opening?.drawBalance ?? drawBalance(plan, facts, start),
    carried: facts.opening?.carried ?? zero(plan.currency),
    clawback: facts.opening?.clawback ?? zero(plan.currency),
  };
  const lines: StatementLine[] = [];
  const held: Money[] = [];
  let heldBalance: Money | null = null;
  for (const part of parts(book, { start, end: span.end }, span)) {
    // Each payout is settled by the plan in force at its end.
    const one = settleOne(book.versionsIn(part).at(-1)?.book ?? book, part, balances);
    balances = one.balances;
    if (part.start < span.start) continue;
    lines.push(...one.lines);
    if (one.release) {
      held.push(one.release.held);
      heldBalance = one.release.balance;
    }
  }
  return {
    lines,
    held: sum(held, plan.currency),
    drawBalance: balances.draw,
    heldBalance: release ? heldBalance : null,
    carried: carries ? balances.carried : null,
    clawbackOwed: limits ? balances.clawback : null,
  };
}

function firstDay({ plan, facts }: Book, span: Span): string {
  if (facts.opening) return span.start;
  const from = plan.settlement.draw?.from;
  const year = periodOf("year", span.start, facts.fiscalYearStartMonth).start;
  const first = periodOf(plan.payoutPeriod, from ?? year, facts.fiscalYearStartMonth).start;
  return earlierOf(first, span.start);
}

/** Payout periods up to the span's end; where the span is not made of whole ones it is settled as it stands. */
function parts({ plan, facts }: Book, whole: Span, span: Span): Span[] {
  if (!needsPeriods(plan.settlement)) return [span];
  return periodsWithin(plan.payoutPeriod, whole, facts.fiscalYearStartMonth).flatMap(({ start, end }): Span[] => {
    if (end <= span.start) return [{ start, end }];
    return [{ start: laterOf(start, span.start), end: earlierOf(end, span.end) }];
  });
}

const needsPeriods = ({ draw, minimumPayment, release, clawback, belowZero }: Book["plan"]["settlement"]): boolean =>
  draw !== null || minimumPayment !== null || release !== null || clawback?.limit !== undefined || belowZero !== "owed";

interface One {
  readonly lines: readonly StatementLine[];
  readonly release: Release | null;
  readonly balances: Balances;
}

function settleOne(book: Book, span: Span, opening: Balances): One {
  const { plan, facts } = book;
  const { settlement } = plan;
  const lines: StatementLine[] = [];
  let release: Release | null = null;
  let back: readonly StatementLine[] = [];
  let { draw, carried, clawback } = opening;
  const recorded = knownEntries(facts).some((entry) => isDraw(entry) && contains(span, entry.postedOn));
  const begun = span.start <= facts.asOf;
  let earned: Money | null = null;
  const payable = (): Money => {
    earned ??= sum(
      componentsOf(book, span).map((component) => component.earned),
      plan.currency,
    );
    const all = sum([earned, ...lines.map(({ amount }) => amount)], plan.currency);
    return release ? minus(all, release.held) : all;
  };
  const steps: Readonly<Record<SettlementStep, () => void>> = {
    release: () => {
      release = settlement.release && releaseOf(settlement.release, book, span);
      if (release) lines.push(...release.lines);
    },
    clawbacks: () => {
      back = settlement.clawback ? clawbacksIn(settlement.clawback, book, span) : [];
      lines.push(...back);
    },
    adjustments: () => {
      lines.push(...postedIn(plan, facts, span));
    },
    draw: () => {
      if (!settlement.draw || recorded || !begun) return;
      const pay = settlement.draw.of ? earnedOf(book, settlement.draw.of, span) : payable();
      const result = drawIn(settlement.draw, book, span, pay, draw);
      lines.push(...result.lines);
      draw = result.balance;
    },
  };
  const limitClawbacks = (): void => {
    const limit = settlement.clawback?.limit;
    if (!limit) return;
    const taken = sum(
      back.map(({ amount }) => amount),
      plan.currency,
    );
    const result = limitedClawback(limit, book, span, taken, minus(payable(), taken), clawback);
    lines.push(...result.lines);
    clawback = result.owed;
  };
  const limited = new Set<SettlementStep>(["clawbacks", "adjustments"]);
  for (const step of settlementSteps(plan.order)) {
    steps[step]();
    if (limited.delete(step) && limited.size === 0) limitClawbacks();
  }
  if (!settlement.draw || recorded || !begun)
    draw = plus(draw, minus(drawBalance(plan, facts, span.end), drawBalance(plan, facts, span.start)));
  if (settlement.belowZero === "forgiven" && begun) lines.push(...forgivenBelowZero(payable()));
  if ((settlement.minimumPayment || settlement.belowZero === "carried") && begun) {
    const minimum = fromRational(settlement.minimumPayment ?? ZERO, plan.currency, plan.rounding.mode);
    const result = minimumIn(minimum, payable(), carried);
    lines.push(...result.lines);
    carried = result.carried;
  }
  return { lines, release, balances: { draw, carried, clawback } };
}

/** What the named components earned: a draw against some of the pay leaves the rest beside it. */
const earnedOf = (book: Book, names: readonly string[], span: Span): Money =>
  sum(
    componentsOf(book, span)
      .filter(({ component }) => names.includes(component))
      .map(({ earned }) => earned),
    book.plan.currency,
  );
