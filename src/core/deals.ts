import type { CountedCredit } from "./component.js";
import { add, max, type Rational, ZERO } from "./rational.js";
import { matches, type Where } from "./where.js";

/** A deal among counted credits, its order lines together. */
export interface CountedDeal {
  readonly key: string;
  readonly name: string;
  readonly value: Rational;
  /** The payee's part of it, 1 = all. */
  readonly share: Rational;
}

/** The deals that match, in the order of their first credit. */
export function dealsAmong(credits: readonly CountedCredit[], where?: Where): CountedDeal[] {
  const deals = new Map<string, CountedDeal>();
  for (const { credit, value } of credits) {
    if (!matches(where, credit)) continue;
    const before = deals.get(credit.dealKey);
    deals.set(credit.dealKey, {
      key: credit.dealKey,
      name: credit.dealName,
      value: add(before?.value ?? ZERO, value),
      share: max(before?.share ?? ZERO, credit.share),
    });
  }
  return [...deals.values()];
}
