import { z } from "zod";
import { type CommonTerms, type ComponentContext, defineComponent, type EarningLine } from "../component.js";
import { Key, Percent } from "../document.js";
import type { Problem } from "../errors.js";
import { isZero, multiply, subtract, total } from "../rational.js";
import { amountText, labelOf, percentText } from "../wording.js";
import { describeShareOfPay } from "./share-of-pay-describe.js";

const terms = {
  measure: Key.or(z.literal("")).default(""),
  components: z
    .array(Key, { error: "must be a list of components, such as [commission]" })
    .min(1)
    .describe("The components whose pay it is a share of."),
  rate: Percent.describe("The share of their pay."),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

const check = ({ where, base }: Terms): Problem[] =>
  where || base
    ? [
        {
          path: where ? "where" : "base",
          message: "has no effect on a share of pay, which is paid on what other components earned",
        },
      ]
    : [];

function lineFor(component: string, { rate }: Terms, { pay, currency }: ComponentContext): EarningLine {
  const { amount: earned, deals } = pay(component);
  const amount = multiply(rate, earned);
  const shown = (value: typeof earned) => `${percentText(rate)} × ${amountText(value, currency)}`;
  const children = deals.map(
    (deal): EarningLine => ({
      label: deal.label,
      dealKey: deal.dealKey,
      formula: shown(deal.amount),
      amount: multiply(rate, deal.amount),
    }),
  );
  const rest = subtract(amount, total(children.map((line) => line.amount)));
  if (children.length > 0 && !isZero(rest)) children.push({ label: "Pay of no single deal", amount: rest });
  return {
    label: labelOf(component),
    formula: shown(earned),
    base: earned,
    rate,
    amount,
    ...(children.length > 0 ? { children } : {}),
  };
}

/**
 * A share of what other components earned over the same days, as they stand on the statement: rounded, and after their modifiers
 * and caps. Give it a measure and a threshold, gates or multipliers for an incentive on the whole commission that must be
 * reached. Source: plan mechanics, section 6 (performance incentive as % of commission).
 */
export const shareOfPay = defineComponent({
  type: "share_of_pay",
  terms,
  check,
  describe: describeShareOfPay,
  payOf: ({ components }) => components,
  earn: (all, context) =>
    all.components.map((component) => lineFor(component, all, context)).filter(({ amount }) => !isZero(amount)),
});
