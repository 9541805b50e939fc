import { z } from "zod";
import type { ComponentContext, EarningLine } from "../component.js";
import { type CountedDeal, dealsAmong } from "../deals.js";
import { Decimal, fields, Multiple, oneOf, Percent, Text } from "../document.js";
import type { Problem } from "../errors.js";
import { defineModifier } from "../modifier.js";
import { isNegative, isZero, multiply, negate, ONE, type Rational, subtract, total, ZERO } from "../rational.js";
import { Where } from "../where.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeKickers } from "./kickers-describe.js";
import { payByDeal } from "./lines.js";

const Kicker = fields({
  label: Text.optional(),
  where: Where,
  amount: Decimal.optional(),
  points: Percent.optional(),
  times: Multiple.optional(),
  pays: oneOf(["each", "once"]).optional(),
  splits: oneOf(["share", "full"]).default("share"),
});
type Kicker = z.output<typeof Kicker>;

type Extra = Pick<EarningLine, "amount" | "formula"> & { readonly base?: Rational };

/** An amount per deal, less for part of a deal, and taken back by a deal below zero. */
function fixed(kicker: Kicker, { share, value }: CountedDeal, currency: string): Extra {
  const whole = kicker.amount ?? ZERO;
  const part = kicker.splits === "share" ? share : ONE;
  const amount = multiply(isNegative(value) ? negate(whole) : whole, part);
  const shown = amountText(whole, currency);
  return { amount, formula: isZero(subtract(part, ONE)) ? shown : `${shown} × ${percentText(part)}` };
}

function extraFor(
  kicker: Kicker,
  deal: CountedDeal,
  commission: Rational,
  { base, currency }: ComponentContext,
): Extra {
  const paid = (value: Rational) => (base.unit === "money" ? amountText(value, currency) : numberText(value));
  if (kicker.points)
    return {
      amount: multiply(kicker.points, deal.value),
      formula: `${percentText(kicker.points)} × ${paid(deal.value)}`,
      base: deal.value,
    };
  if (kicker.times) {
    const more = subtract(kicker.times, ONE);
    return {
      amount: multiply(more, commission),
      formula: `${amountText(commission, currency)} × (${numberText(kicker.times)} − 1)`,
      base: commission,
    };
  }
  return fixed(kicker, deal, currency);
}

function check(kickers: readonly Kicker[]): Problem[] {
  return kickers.flatMap((kicker, i) => {
    const given = [kicker.amount, kicker.points, kicker.times].filter((value) => value !== undefined).length;
    const path = `kickers[${i}]`;
    if (given !== 1)
      return [
        {
          path,
          message:
            "needs one of amount (1500), points (2% on top of the rate) and times (1.25 × the deal's commission)",
        },
      ];
    if (kicker.amount && !kicker.pays)
      return [
        {
          path: `${path}.pays`,
          message:
            "is missing, and it changes pay: each = every deal that matches pays the amount, once = the first one of the window alone does",
        },
      ];
    if (!kicker.amount && kicker.pays)
      return [
        { path: `${path}.pays`, message: "belongs to an amount: points and times count on every deal that matches" },
      ];
    return [];
  });
}

/**
 * Extra pay on deals that meet a condition: an amount, points on top of the rate, or a multiple of the deal's commission. Kickers
 * add up; each is figured on the component's own commission, never on another kicker. A payee with part of a deal gets that part
 * of an amount unless `splits: full`. A deal below zero takes its kicker back. Source: plan mechanics, section 6.
 */
export const kickers = defineModifier({
  field: "kickers",
  part: "kicker",
  terms: z.array(Kicker, { error: "must be a list of kickers, each with where and one of amount, points and times" }),
  check,
  describe: describeKickers,
  apply(all, lines, context) {
    const commissions = new Map(payByDeal(lines).map(({ dealKey, amount }) => [dealKey, amount]));
    const added = all.flatMap((kicker, i): EarningLine[] => {
      const deals = dealsAmong(context.base.credits, kicker.where);
      const paid = kicker.pays === "once" ? deals.slice(0, 1) : deals;
      const children = paid.flatMap((deal): EarningLine[] => {
        const { base, ...extra } = extraFor(kicker, deal, commissions.get(deal.key) ?? ZERO, context);
        if (isZero(extra.amount)) return [];
        return [{ label: deal.name, dealKey: deal.key, ...extra, ...(base ? { base } : {}) }];
      });
      if (children.length === 0) return [];
      const amount = total(children.map((line) => line.amount));
      const formula = `${children.length} ${children.length === 1 ? "deal that meets" : "deals that meet"} the condition`;
      return [{ label: kicker.label ?? "Kicker", formula, clause: `kickers[${i}]`, amount, children }];
    });
    return [...lines, ...added];
  },
});
