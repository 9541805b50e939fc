import { z } from "zod";
import { Day, fields, Position, Text } from "./document.js";
import type { Credit } from "./facts.js";
import { toRational } from "./money.js";
import { compare, divide, isZero, multiply, parseDecimal, type Rational, rational, subtract } from "./rational.js";

const HUNDRED = rational(100);

/**
 * A filter on deals: every named attribute must match. A word or a list of words matches exactly (any case); a mapping
 * compares numbers (30% is 0.3) or days, or leaves words out. `amount` is the payee's credited amount, `margin_rate` margin over
 * amount, `markup_rate` margin over cost, `closed_on` the day of credit; all else comes from the deal's attributes.
 */
const words = z
  .union([Text, z.array(Text).min(1)])
  .transform((value) => [value].flat().map((word) => word.toLowerCase()));
const Level = Position.transform(({ value }) => value);
const comparison = fields({
  at_least: Level.optional(),
  above: Level.optional(),
  at_most: Level.optional(),
  below: Level.optional(),
  from: Day.optional(),
  through: Day.optional(),
  not: words.optional(),
});

export const Where = z
  .record(
    z.string(),
    z.union([words, comparison], {
      error: ({ input }) =>
        typeof input === "object" && input !== null && !Array.isArray(input)
          ? undefined
          : "must be a word, a list of words, or a comparison (at_least, above, at_most, below, not; from and through for days)",
    }),
    { error: "must be a mapping of deal attributes to what they must be, such as category: software" },
  )
  .transform((conditions) => Object.entries(conditions))
  .meta({
    id: "Where",
    description:
      "Which deals: each attribute and what it must be, a word, a list of words, or a comparison (at_least, above, at_most, below, not; from and through for days). All must hold.",
  });
export type Where = z.output<typeof Where>;

export function matches(where: Where | undefined, counted: Credit): boolean {
  if (!where) return true;
  const credit = counted.cancels ?? counted.partOf ?? counted;
  return where.every(([name, condition]) => {
    const value = textOf(name, credit);
    if (Array.isArray(condition)) return value !== undefined && condition.includes(value.toLowerCase());
    if (condition.not && value !== undefined && condition.not.includes(value.toLowerCase())) return false;
    const { at_least, above, at_most, below, from, through } = condition;
    if ((from || through) && (value === undefined || (from && value < from) || (through && value > through)))
      return false;
    if (!at_least && !above && !at_most && !below) return true;
    const number = numberOf(name, credit);
    if (number === null) return false;
    return (
      (!at_least || compare(number, at_least) >= 0) &&
      (!above || compare(number, above) > 0) &&
      (!at_most || compare(number, at_most) <= 0) &&
      (!below || compare(number, below) < 0)
    );
  });
}

/** A word of the credit's deal by name; undefined when it has none. */
export function textOf(name: string, { dealKey, creditedOn, attributes }: Credit): string | undefined {
  if (name === "deal") return dealKey;
  return name === "closed_on" ? creditedOn : attributes[name];
}

/**
 * A number of the credit's deal by name; null when it has none. Cost and margin are of the whole deal, the credited amount of the
 * payee's share; their ratio is the deal's own.
 */
export function numberOf(name: string, credit: Credit): Rational | null {
  const { amount, share, attributes } = credit;
  if (name === "amount") return toRational(amount);
  const own = attributes[name];
  if (own !== undefined) return numeral(own);
  if (name !== "margin_rate" && name !== "markup_rate") return null;
  const credited = toRational(amount);
  const stated = numeral(attributes.margin ?? "");
  const cost = numeral(attributes.cost ?? "");
  const margin = stated ? multiply(stated, share) : cost && subtract(credited, multiply(cost, share));
  if (!margin) return null;
  const of = name === "margin_rate" ? credited : subtract(credited, margin);
  return isZero(of) ? null : divide(margin, of);
}

/** A number as deals carry it: "40", or "12.5%" as 0.125. An attribute that is not a number matches no comparison. */
function numeral(text: string): Rational | null {
  const percent = text.endsWith("%");
  try {
    const value = parseDecimal(percent ? text.slice(0, -1).trimEnd() : text);
    return percent ? divide(value, HUNDRED) : value;
  } catch {
    return null;
  }
}
