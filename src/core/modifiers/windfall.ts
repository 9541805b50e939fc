import type { EarningLine } from "../component.js";
import { dealsAmong } from "../deals.js";
import { Decimal, fields, oneOf, Percent } from "../document.js";
import { defineModifier } from "../modifier.js";
import { compare, divide, isZero, multiply, ONE, subtract, total, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { payByDeal } from "./lines.js";

/**
 * Deals above a size are paid as somebody with a name decided: in full, in part or not at all. Until then they pay nothing, in
 * full, or a reduced share, as the plan says. Only pay changes: the deal counts towards attainment. Source: plan mechanics, section 5 (windfall).
 */
export const windfall = defineModifier({
  field: "windfall",
  part: "review",
  terms: fields({
    above: Decimal.describe("The size above which a deal is under review."),
    undecided: oneOf(
      ["nothing", "in_full", "reduced"],
      "nothing: such a deal waits for its decision. in_full: it is paid like any other until somebody decides. reduced: it pays the share that pays says.",
    ),
    pays: Percent.describe("With reduced, the share that is paid until somebody decides.").optional(),
    reduces: oneOf(["whole", "excess"])
      .describe(
        "With reduced, what is cut to that share: the whole deal's pay, or only that of the part above the size.",
      )
      .optional(),
  }),
  describe: ({ above, undecided, pays = ONE, reduces }, words) => {
    const meanwhile = {
      in_full: "in full",
      nothing: "nothing",
      reduced: `${percentText(pays)} of what ${reduces === "excess" ? "lies above that size" : "they earn"}`,
    }[undecided];
    return [
      `Deals above ${words.amount(above)} are reviewed: somebody named decides what they pay, and until then they pay ${meanwhile}.`,
    ];
  },
  check: ({ undecided, pays, reduces }) =>
    (undecided === "reduced") === (pays !== undefined && reduces !== undefined)
      ? []
      : [
          {
            path: "windfall.pays",
            message:
              "goes with undecided: reduced, and so does reduces: whole cuts what the whole deal earned to that share, excess only what lies above the size",
          },
        ],
  apply({ above, undecided, pays = ONE, reduces }, lines, { base, currency, facts }) {
    const pay = new Map(payByDeal(lines).map(({ dealKey, amount }) => [dealKey, amount]));
    const children = dealsAmong(base.credits).flatMap((deal): EarningLine[] => {
      if (compare(deal.value, above) <= 0) return [];
      const decision = (facts.decisions ?? []).find(({ dealKey }) => dealKey === deal.key);
      // Of a reduced deal only the part above the size is cut, or all of it.
      const cutPart = reduces === "excess" ? divide(subtract(deal.value, above), deal.value) : ONE;
      const reduced = subtract(ONE, multiply(cutPart, subtract(ONE, pays)));
      const share = decision?.pays ?? { in_full: ONE, nothing: ZERO, reduced }[undecided];
      const amount = multiply(pay.get(deal.key) ?? ZERO, subtract(share, ONE));
      if (isZero(amount)) return [];
      const who = decision
        ? `${decision.decidedBy} decided that it pays ${percentText(share)}`
        : undecided === "reduced"
          ? `pays ${percentText(pays)}${reduces === "excess" ? " on what lies above" : ""}`
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
