import { Percent } from "../document.js";
import { defineModifier } from "../modifier.js";
import { compare, divide, isNegative, isZero, multiply, subtract } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { scaledLine, totalOf } from "./lines.js";

/**
 * The most a component pays as a share of what it pays on, kickers included: 8% and a kicker of 3 points stay at a cap of 10%. What
 * is below zero is left as it is. Source: plan mechanics, section 5 (cap on rate).
 */
export const rateCap = defineModifier({
  field: "rate_cap",
  part: "cap",
  terms: Percent,
  check: (cap) =>
    isNegative(cap) || isZero(cap) ? [{ path: "rate_cap", message: "must be above zero, such as 15%" }] : [],
  describe: (cap) => [`All of it together is ${percentText(cap)} of what it is paid on at most, kickers included.`],
  apply(cap, lines, { base, currency }) {
    const earned = totalOf(lines);
    const limit = multiply(cap, base.credited);
    if (base.unit !== "money" || isNegative(base.credited) || compare(earned, limit) <= 0) return lines;
    const formula = `${percentText(cap)} × ${amountText(base.credited, currency)} − ${amountText(earned, currency)}, the excess is not paid`;
    const label = `Rate capped at ${percentText(cap)}`;
    return [...lines, scaledLine(lines, divide(subtract(limit, earned), earned), { label, formula })];
  },
});
