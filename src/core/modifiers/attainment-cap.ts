import type { CountedCredit, MeasureView } from "../component.js";
import { Multiple } from "../document.js";
import { defineModifier } from "../modifier.js";
import { add, compare, isNegative, isZero, min, multiply, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";

/** Credits up to `limit`, in order; the one that crosses it counts in part, later ones not at all. */
function upTo(limit: Rational, view: MeasureView, words: string): readonly CountedCredit[] {
  let at = ZERO;
  return view.credits.flatMap((counted): CountedCredit[] => {
    const before = min(at, limit);
    at = add(at, counted.value);
    const value = subtract(min(at, limit), before);
    if (isZero(value) && !isZero(counted.value)) return [];
    return compare(value, counted.value) === 0 ? [counted] : [{ ...counted, value, origin: words }];
  });
}

/**
 * Attainment above the cap does not count: credit stops at cap × quota, in the order credited, and so does what is paid on it.
 * Without a quota there is nothing to cap. Source: plan mechanics, section 5 (cap on the attainment that counts).
 */
export const attainmentCap = defineModifier({
  field: "attainment_cap",
  terms: Multiple,
  check: (cap, { type }) => [
    ...(isNegative(cap) || isZero(cap)
      ? [{ path: "attainment_cap", message: "must be above zero, such as 150%" }]
      : []),
    ...(type === "spiff" ? [{ path: "attainment_cap", message: "has no meaning on a spiff, which has no quota" }] : []),
  ],
  describe: (cap) => [`Credit beyond ${percentText(cap)} of quota does not count.`],
  see(cap, context) {
    const { position, base, currency } = context;
    const { attainment, quota } = position;
    if (attainment === null || quota === null || compare(attainment, cap) <= 0) return context;
    const limit = multiply(cap, quota);
    const words = `counts up to ${percentText(cap)} of quota${position.unit === "money" ? `, ${amountText(limit, currency)}` : ""}`;
    const credits = upTo(limit, position, words);
    const capped: MeasureView = { ...position, credits, credited: limit, attainment: cap };
    return { ...context, position: capped, base: base === position ? capped : base };
  },
});
