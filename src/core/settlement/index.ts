import type { Book } from "../book.js";
import { earlierOf, laterOf } from "../calendar.js";
import type { Span } from "../component.js";
import { componentsOf } from "../components-of.js";
import { fromRational, type Money, minus, plus, sum, zero } from "../money.js";
import { type SettlementStep, settlementSteps } from "../order.js";
import { contains, periodOf, periodsWithin } from "../period.js";
import type { StatementLine } from "../statement.js";
import { clawbacksIn } from "./clawback.js";
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
}

/** Balances that go from one payout period to the next. */
interface Balances {
  readonly draw: Money;
  readonly carried: Money;
}

/**
 * From earned to payable. The order changes money, so it is one list for each payout period, the plan's or else: release and
 * holdback -> clawbacks -> ledger entries posted -> draw (top-up, then recovery). Minimum payment, payout currency and its rounding
 * come last. Draw and
 * minimum carry balances, so earlier payout periods of the fiscal year (or of the draw) are settled first, unless the facts give
 * opening balances; a period whose draw the ledger records is not figured again. Source: plan mechanics, section 19, 10 to 15.
 */
export function settlementOf(book: Book, span: Span): Settlement {
  const { plan, facts } = book;
  const { draw, minimumPayment, release } = plan.settlement;
  const start = draw || minimumPayment ? firstDay(book, span) : span.start;
  let balances: Balances = {
    draw: facts.opening?.drawBalance ?? drawBalance(plan, facts, start),
    carried: facts.opening?.carried ?? zero(plan.currency),
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
    carried: minimumPayment ? balances.carried : null,
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

const needsPeriods = ({ draw, minimumPayment, release }: Book["plan"]["settlement"]): boolean =>
  draw !== null || minimumPayment !== null || release !== null;

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
  let { draw, carried } = opening;
  const recorded = knownEntries(facts).some((entry) => isDraw(entry) && contains(span, entry.postedOn));
  const begun = span.start <= facts.asOf;
  const payable = (): Money => {
    const earned = componentsOf(book, span).map((component) => component.earned);
    const all = sum([...earned, ...lines.map(({ amount }) => amount)], plan.currency);
    return release ? minus(all, release.held) : all;
  };
  const steps: Readonly<Record<SettlementStep, () => void>> = {
    release: () => {
      release = settlement.release && releaseOf(settlement.release, book, span);
      if (release) lines.push(...release.lines);
    },
    clawbacks: () => {
      if (settlement.clawback) lines.push(...clawbacksIn(settlement.clawback, book, span));
    },
    adjustments: () => {
      lines.push(...postedIn(plan, facts, span));
    },
    draw: () => {
      if (!settlement.draw || recorded || !begun) return;
      const result = drawIn(settlement.draw, book, span, payable(), draw);
      lines.push(...result.lines);
      draw = result.balance;
    },
  };
  for (const step of settlementSteps(plan.order)) steps[step]();
  if (!settlement.draw || recorded || !begun)
    draw = plus(draw, minus(drawBalance(plan, facts, span.end), drawBalance(plan, facts, span.start)));
  if (settlement.minimumPayment && begun) {
    const minimum = fromRational(settlement.minimumPayment, plan.currency, plan.rounding.mode);
    const result = minimumIn(minimum, payable(), carried);
    lines.push(...result.lines);
    carried = result.carried;
  }
  return { lines, release, balances: { draw, carried } };
}
