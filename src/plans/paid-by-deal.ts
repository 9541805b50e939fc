import { type Money, plus } from "../core/money.js";
import type { Statement, StatementLine } from "../core/statement.js";

/**
 * What each deal earned, over all components, from the innermost lines of the statement. Where a window began before the statement's
 * period, its earlier deals are among them with what they are worth by now. Pay of no single deal is left out.
 */
export function paidByDeal({ components }: Statement): ReadonlyMap<string, Money> {
  const paid = new Map<string, Money>();
  const collect = (line: StatementLine): void => {
    if (line.children?.length) {
      line.children.forEach(collect);
      return;
    }
    if (line.dealKey === undefined) return;
    const before = paid.get(line.dealKey);
    paid.set(line.dealKey, before ? plus(before, line.amount) : line.amount);
  };
  for (const { lines } of components) lines.forEach(collect);
  return paid;
}
