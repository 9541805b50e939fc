import type { Book } from "../book.js";
import { earlierOf, type IsoDate } from "../calendar.js";
import type { Span, Window } from "../component.js";
import { componentsOf } from "../components-of.js";
import type { Credit } from "../facts.js";
import { type Money, plus, zero } from "../money.js";
import { periodOf } from "../period.js";
import type { Plan } from "../plan.js";
import type { StatementLine } from "../statement.js";
import { teamCredits } from "../team.js";
import { monthsIn } from "../window.js";

/** What each deal earned in a span, over all components; pay of no single deal is left out. */
function payOfDeals(book: Book, span: Span): ReadonlyMap<string, Money> {
  const pay = new Map<string, Money>();
  const collect = (line: StatementLine): void => {
    if (line.children?.length) {
      line.children.forEach(collect);
      return;
    }
    if (line.dealKey === undefined) return;
    const before = pay.get(line.dealKey);
    pay.set(line.dealKey, before ? plus(before, line.amount) : line.amount);
  };
  for (const { lines } of componentsOf(book, span)) lines.forEach(collect);
  return pay;
}

/** What a deal had earned by the end of the day before `day`, in the windows it counts in. */
export type PayOfDeal = (deal: Credit, day: IsoDate) => Money;

/**
 * Pay of deals to date. A deal counts in the longest window of the plan that holds its day (or the payout period, where that is longer),
 * so what a later deal of the same window adds to it by a retroactive tier or a true-up is its pay too.
 */
export function payToDate(book: Book): PayOfDeal {
  const { plan, facts } = book;
  const known = new Map<string, ReadonlyMap<string, Money>>();
  const kind = longestWindow(plan);
  return ({ dealKey, creditedOn }, day) => {
    const window = periodOf(kind, creditedOn, facts.fiscalYearStartMonth);
    const end = earlierOf(window.end, day);
    if (end <= window.start) return zero(plan.currency);
    const key = `${window.start} ${end}`;
    const pay = known.get(key) ?? payOfDeals(book, { start: window.start, end });
    known.set(key, pay);
    return pay.get(dealKey) ?? zero(plan.currency);
  };
}

const longestWindow = ({ components, payoutPeriod, quotaPeriod }: Plan): Window =>
  components.reduce<Window>((longest, { measured, window = quotaPeriod }) => {
    const own = measured === "cumulative" ? "year" : window === "week" ? longest : window;
    return monthsIn(own) > monthsIn(longest) ? own : longest;
  }, payoutPeriod);

/** The first known credit of each deal, own or of people below: it carries the deal's invoice, payments and cancellation. */
export function dealsOf({ plan, facts }: Book): Credit[] {
  const deals = new Map<string, Credit>();
  for (const credit of [...facts.credits, ...teamCredits(plan, facts, true)])
    if (credit.creditedOn <= facts.asOf && !credit.cancels && !deals.has(credit.dealKey))
      deals.set(credit.dealKey, credit);
  return [...deals.values()].sort((a, b) =>
    a.creditedOn < b.creditedOn ? -1 : a.creditedOn > b.creditedOn ? 1 : a.dealKey < b.dealKey ? -1 : 1,
  );
}
