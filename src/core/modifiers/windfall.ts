import type { EarningLine } from "../component.js";
import { dealsAmong } from "../deals.js";
import { Decimal, fields, oneOf } from "../document.js";
import { defineModifier } from "../modifier.js";
import { compare, isZero, multiply, ONE, subtract, total, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { payByDeal } from "./lines.js";

/**
 * Deals above a size are paid as somebody with a name decided: in full, in part or not at all. Until then they pay nothing, or in
 * full, as the plan says. Only pay changes: the deal counts towards attainment. Source: plan mechanics, section 5 (windfall).
 */
export const windfall = defineModifier({
  field: "windfall",
  terms: fields({
    above: Decimal,
    undecided: oneOf(
      ["nothing", "in_full"],
      "nothing: such a deal waits for its decision. in_full: it is paid like any other until somebody decides.",
    ),
  }),
  describe: ({ above, undecided }, words) => [
    `Deals above ${words.amount(above)} are reviewed: somebody named decides what they pay, and until then they pay ${undecided === "in_full" ? "in full" : "nothing"}.`,
  ],
  apply({ above, undecided }, lines, { base, currency, facts }) {
    const pay = new Map(payByDeal(lines).map(({ dealKey, amount }) => [dealKey, amount]));
    const children = dealsAmong(base.credits).flatMap((deal): EarningLine[] => {
      if (compare(deal.value, above) <= 0) return [];
      const decision = (facts.decisions ?? []).find(({ dealKey }) => dealKey === deal.key);
      const share = decision?.pays ?? (undecided === "in_full" ? ONE : ZERO);
      const amount = multiply(pay.get(deal.key) ?? ZERO, subtract(share, ONE));
      if (isZero(amount)) return [];
      const who = decision
        ? `${decision.decidedBy} decided that it pays ${percentText(share)}`
        : "waits for a decision";
      return [{ label: deal.name, dealKey: deal.key, formula: `above ${amountText(above, currency)}: ${who}`, amount }];
    });
    if (children.length === 0) return lines;
    return [
      ...lines,
      { label: "Large deals under review", amount: total(children.map((line) => line.amount)), children },
    ];
  },
});
