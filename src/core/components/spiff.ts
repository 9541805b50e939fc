import { z } from "zod";
import { addDays } from "../calendar.js";
import { type CommonTerms, type ComponentContext, defineComponent, type EarningLine } from "../component.js";
import { type CountedDeal, dealsAmong } from "../deals.js";
import { Day, Decimal, oneOf, Percent } from "../document.js";
import type { Problem } from "../errors.js";
import { add, compare, isNegative, multiply, negate, ONE, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeSpiff } from "./spiff-describe.js";

const terms = {
  from: Day.optional(),
  through: Day.optional(),
  amount: Decimal.optional(),
  rate: Percent.optional(),
  per_unit: Decimal.optional(),
  splits: oneOf(["share", "full"]).default("share"),
  first: z.coerce.number({ error: "must be a number of deals, such as 12" }).int().positive().optional(),
  budget: Decimal.optional(),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ from, through, amount, rate, per_unit, window, measured }: Terms): Problem[] {
  const problems: Problem[] = [];
  if ([amount, rate, per_unit].filter((value) => value !== undefined).length !== 1)
    problems.push({
      path: "amount",
      message: "give one of amount (500 for each deal), rate (2% of what counts) and per_unit (10 for each unit)",
    });
  if ((from === undefined) !== (through === undefined))
    problems.push({ path: from ? "through" : "from", message: "is missing: a campaign has a first and a last day" });
  if (from && through && through < from) problems.push({ path: "through", message: `${through} is before ${from}` });
  if (from && window)
    problems.push({ path: "window", message: "and from both say over which days it counts: keep one" });
  if (measured === "cumulative")
    problems.push({ path: "measured", message: "cannot be cumulative: a spiff has its own dates" });
  return problems;
}

interface Pay {
  readonly amount: Rational;
  readonly formula: string;
}

function payFor(
  { amount, rate, per_unit, splits }: Terms,
  { value, share }: CountedDeal,
  { base, currency }: ComponentContext,
): Pay {
  const factor = rate ?? per_unit;
  if (factor) {
    const shown = rate ? percentText(rate) : amountText(factor, currency);
    const paid = base.unit === "money" ? amountText(value, currency) : `${numberText(value)} ${base.unit}`;
    return { amount: multiply(factor, value), formula: `${shown} × ${paid}` };
  }
  const whole = amount ?? ZERO;
  const part = splits === "share" ? share : ONE;
  const text = compare(part, ONE) === 0 ? "" : ` × ${percentText(part)}`;
  return {
    amount: multiply(isNegative(value) ? negate(whole) : whole, part),
    formula: `${amountText(whole, currency)}${text}`,
  };
}

/**
 * A short campaign: an amount for each deal, a share of what counts, or an amount per unit, between its own first and last day
 * (else by window). `first` pays that many deals in the order they were credited, `budget` is the most it pays the payee in all. A
 * return takes back what a deal of its size pays. Outside the plan's cap unless said. Source: plan mechanics, section 6.
 */
export const spiff = defineComponent({
  type: "spiff",
  terms,
  check,
  describe: describeSpiff,
  planCap: "outside",
  dates: ({ from, through }) => (from && through ? { start: from, end: addDays(through, 1) } : null),
  earn(all, context) {
    const { currency, base } = context;
    let paid = 0;
    let spent = ZERO;
    return dealsAmong(base.credits).flatMap((deal): EarningLine[] => {
      const back = isNegative(deal.value);
      if (!back && all.first !== undefined && paid >= all.first) return [];
      if (!back) paid += 1;
      const { amount, formula } = payFor(all, deal, context);
      const left = all.budget && subtract(all.budget, spent);
      const over = left !== undefined && compare(amount, left) > 0;
      const pays = over ? left : amount;
      spent = add(spent, pays);
      const limit = over
        ? `, ${amountText(left, currency)} left of the budget of ${amountText(all.budget ?? ZERO, currency)}`
        : "";
      return [{ label: deal.name, dealKey: deal.key, formula: `${formula}${limit}`, amount: pays }];
    });
  },
});
