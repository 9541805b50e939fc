import type { Book } from "../book.js";
import type { Span } from "../component.js";
import { componentsOf } from "../components-of.js";
import type { Credit } from "../facts.js";
import { type Money, plus } from "../money.js";
import type { StatementLine } from "../statement.js";
import { teamCredits } from "../team.js";

/** What each deal earned in a span, over all components; pay of no single deal is left out. */
export function payOfDeals(book: Book, span: Span): ReadonlyMap<string, Money> {
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
