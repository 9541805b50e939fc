import type { EarningLine } from "../component.js";
import { fields, oneOf } from "../document.js";
import { defineModifier } from "../modifier.js";
import { fromRational, minus, toRational } from "../money.js";
import { add, compare, isZero, multiply, ONE, type Rational, subtract, total, ZERO } from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { payByDeal } from "./lines.js";

/**
 * What a deal earned is divided, not the deal: it earns what it would earn undivided, and each payee gets their share of that, cut
 * so that the shares of all add up to the last minor unit. Without this each payee is credited with a share of the deal and earns
 * by their own plan on it. `attainment` says whether the whole deal or the share moves the payee's attainment.
 * Source: plan mechanics, section 9 (commission split and credit split).
 */
export const commissionSplit = defineModifier({
  field: "commission_split",
  part: "split",
  terms: fields({
    attainment: oneOf(
      ["whole", "share"],
      "whole: the whole deal counts towards the attainment of each who shares it. share: only the payee's share does.",
    ),
  }),
  check({ attainment }, { type, terms }) {
    if (terms?.attainment_cap !== undefined)
      return [{ path: "commission_split", message: `cannot stand beside attainment_cap on a ${type}: keep one` }];
    if (attainment === "share" && terms?.deals === "each")
      return [
        {
          path: "commission_split.attainment",
          message:
            "cannot be share where each deal climbs the tiers alone: undivided it climbs them whole, so write whole",
        },
      ];
    return [];
  },
  describe: ({ attainment }) => [
    `A deal that you share earns what it would earn undivided, and you get your share of that; ${attainment === "whole" ? "the whole deal" : "only your share"} counts towards your attainment.`,
  ],
  see({ attainment }, context) {
    const { position, base, undivided } = context;
    const paid = undivided(base);
    const moved = attainment === "whole" ? (position === base ? paid : undivided(position)) : position;
    return { ...context, position: moved, base: paid };
  },
  apply(_, lines, { facts, currency }) {
    const shares = new Map(
      facts.credits.map(({ dealKey, share, split }) => [dealKey, { share, before: split?.before ?? ZERO }]),
    );
    const cut = (pay: Rational, share: Rational) => fromRational(multiply(pay, share), currency);
    const children = payByDeal(lines).flatMap(({ dealKey, label, amount }): EarningLine[] => {
      const own = dealKey === undefined ? undefined : shares.get(dealKey);
      if (!own || dealKey === undefined || isZero(amount) || compare(own.share, ONE) === 0) return [];
      const pays = toRational(minus(cut(amount, add(own.before, own.share)), cut(amount, own.before)));
      const formula = `${percentText(own.share)} of ${amountText(amount, currency)}, so less ${amountText(subtract(amount, pays), currency)}`;
      return [{ label, dealKey, formula, amount: subtract(pays, amount) }];
    });
    if (children.length === 0) return lines;
    return [...lines, { label: "Shared with others", amount: total(children.map((line) => line.amount)), children }];
  },
});
