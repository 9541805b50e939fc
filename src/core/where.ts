import { z } from "zod";
import { Decimal, fields, Text } from "./document.js";
import type { Credit } from "./facts.js";
import { toRational } from "./money.js";
import { compare, parseDecimal, type Rational } from "./rational.js";

/**
 * A filter on deals: every named attribute must match. A word or a list of words matches exactly (any case); a mapping
 * compares numbers or leaves words out. `amount` is the payee's credited amount; all else comes from the deal's attributes.
 */
const words = z
  .union([Text, z.array(Text).min(1)])
  .transform((value) => [value].flat().map((word) => word.toLowerCase()));
const comparison = fields({
  at_least: Decimal.optional(),
  above: Decimal.optional(),
  at_most: Decimal.optional(),
  below: Decimal.optional(),
  not: words.optional(),
});

export const Where = z
  .record(
    z.string(),
    z.union([words, comparison], {
      error: "must be a word, a list of words, or a comparison (at_least, above, at_most, below, not)",
    }),
    { error: "must be a mapping of deal attributes to what they must be, such as category: software" },
  )
  .transform((conditions) => Object.entries(conditions));
export type Where = z.output<typeof Where>;

export function matches(where: Where | undefined, credit: Credit): boolean {
  if (!where) return true;
  return where.every(([name, condition]) => {
    const value = name === "deal" ? credit.dealKey : credit.attributes[name];
    if (Array.isArray(condition)) return value !== undefined && condition.includes(value.toLowerCase());
    if (condition.not && value !== undefined && condition.not.includes(value.toLowerCase())) return false;
    const { at_least, above, at_most, below } = condition;
    if (!at_least && !above && !at_most && !below) return true;
    const number = name === "amount" ? toRational(credit.amount) : value === undefined ? null : numeral(value);
    if (number === null) return false;
    return (
      (!at_least || compare(number, at_least) >= 0) &&
      (!above || compare(number, above) > 0) &&
      (!at_most || compare(number, at_most) <= 0) &&
      (!below || compare(number, below) < 0)
    );
  });
}

/** An attribute that is not a number matches no comparison. */
function numeral(text: string): Rational | null {
  try {
    return parseDecimal(text);
  } catch {
    return null;
  }
}
