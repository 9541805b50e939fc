import { z } from "zod";
import {
  type CommonTerms,
  type ComponentContext,
  type CountedCredit,
  defineComponent,
  type EarningLine,
} from "../component.js";
import { type CountedDeal, dealsAmong } from "../deals.js";
import { Bool, Day, Decimal, fields, oneOf, Percent } from "../document.js";
import type { Problem } from "../errors.js";
import { fromRational, toRational } from "../money.js";
import { checkOwnDates, spanOfDates } from "../own-dates.js";
import { add, compare, isNegative, multiply, negate, ONE, type Rational, subtract, ZERO } from "../rational.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeSpiff } from "./spiff-describe.js";

const terms = {
  from: Day.describe("The first day it counts over, in place of windows.").optional(),
  through: Day.describe("The last day it counts over.").optional(),
  amount: Decimal.describe("What each deal pays.").optional(),
  rate: Percent.describe("The share of what counts that it pays.").optional(),
  per_unit: Decimal.describe("What each unit pays.").optional(),
  splits: oneOf(["share", "full"])
    .default("share")
    .describe("What a payee with part of a deal gets of an amount: that part, or all."),
  first: z.coerce
    .number({ error: "must be a number of deals, such as 12" })
    .int()
    .positive()
    .describe("How many deals are paid, in the order they count.")
    .optional(),
  budget: Decimal.describe("The most it pays in all.").optional(),
  limits_for: oneOf(["payee", "everybody"])
    .default("payee")
    .describe("Whose deals first and budget count: each payee's own, or those of all people together."),
  tiers: z
    .array(
      fields({
        from_deal: z.coerce.number({ error: "must be a number of deals, such as 5" }).int().positive(),
        amount: Decimal,
      }),
    )
    .min(1)
    .describe("An amount by the number of deals.")
    .optional(),
  retroactive: Bool.describe(
    "true: all deals pay the tier reached. false: each deal pays the tier it falls in.",
  ).optional(),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check(all: Terms): Problem[] {
  const { from, through, amount, rate, per_unit, tiers, window, measured, first, budget, limits_for, retroactive } =
    all;
  const problems: Problem[] = [];
  if ([amount, rate, per_unit, tiers].filter((value) => value !== undefined).length !== 1)
    problems.push({
      path: "amount",
      message:
        "give one of amount (500 for each deal), rate (2% of what counts), per_unit (10 for each unit) and tiers (an amount by the number of deals)",
    });
  if (tiers && tiers.length > 1 && retroactive === undefined)
    problems.push({
      path: "retroactive",
      message:
        "is missing, and it changes pay: false pays each deal the amount of the tier it falls in, true pays all deals the amount of the tier reached",
    });
  if (!tiers && retroactive !== undefined)
    problems.push({ path: "retroactive", message: "goes with tiers: without them every deal pays the same" });
  for (const [i, { from_deal }] of (tiers ?? []).entries())
    if (from_deal <= (tiers?.[i - 1]?.from_deal ?? 0))
      problems.push({ path: `tiers[${i}].from_deal`, message: "must be above the tier before: tiers go upwards" });
  if (limits_for === "everybody" && first === undefined && budget === undefined)
    problems.push({ path: "limits_for", message: "goes with first or budget, and says whose deals they count" });
  if (limits_for === "everybody" && tiers)
    problems.push({
      path: "tiers",
      message: "count a payee's own deals: with limits_for: everybody give amount, rate or per_unit",
    });
  problems.push(...checkOwnDates({ from, through, window }, "a campaign"));
  if (measured === "cumulative")
    problems.push({ path: "measured", message: "cannot be cumulative: a spiff has its own dates" });
  return problems;
}

interface Pay {
  readonly amount: Rational;
  readonly formula: string;
}

/** What a deal pays by its number among the payee's, 1 = the first; `count` is how many there are. */
function amountOf({ amount, tiers = [], retroactive }: Terms, number: number, count: number): Rational {
  if (amount) return amount;
  const at = retroactive ? count : number;
  return tiers.findLast(({ from_deal }) => from_deal <= at)?.amount ?? ZERO;
}

function payFor(all: Terms, deal: CountedDeal, whole: Rational, { base, currency }: ComponentContext): Pay {
  const { rate, per_unit, splits } = all;
  const { value, share } = deal;
  const factor = rate ?? per_unit;
  if (factor) {
    const shown = rate ? percentText(rate) : amountText(factor, currency);
    const paid = base.unit === "money" ? amountText(value, currency) : `${numberText(value)} ${base.unit}`;
    return { amount: multiply(factor, value), formula: `${shown} × ${paid}` };
  }
  const part = splits === "share" ? share : ONE;
  const text = compare(part, ONE) === 0 ? "" : ` × ${percentText(part)}`;
  return {
    amount: multiply(isNegative(value) ? negate(whole) : whole, part),
    formula: `${amountText(whole, currency)}${text}`,
  };
}

interface Claim {
  readonly deal: CountedDeal;
  readonly own: boolean;
}

/** Deals in the order they count: the payee's own, or everybody's by day of credit, deal key and person. */
function claimsOf({ limits_for, measure, base, where }: Terms, context: ComponentContext): Claim[] {
  if (limits_for === "payee") return dealsAmong(context.base.credits).map((deal) => ({ deal, own: true }));
  const dated = context.participants("everybody").flatMap(({ own, view }) => {
    const { credits } = view(base ?? measure, where);
    return dealsAmong(credits).map((deal) => ({ deal, own, on: creditOf(credits, deal) }));
  });
  return dated.sort((a, b) => byText(a.on, b.on) || byText(a.deal.key, b.deal.key));
}
const creditOf = (credits: readonly CountedCredit[], { key }: CountedDeal): string =>
  credits.find(({ credit }) => credit.dealKey === key)?.credit.creditedOn ?? "";
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A short campaign: an amount for each deal, a share of what counts, an amount per unit, or an amount by the number of deals,
 * between its own first and last day (else by window). `first` pays that many deals in the order they were credited, `budget` is
 * the most it pays, to the payee or, with `limits_for: everybody`, to all who take part: first come, first served, each deal's pay
 * rounded to the minor unit, so that no more than the budget is paid in all. A return takes back what a deal of its size pays.
 * Outside the plan's cap unless said. Source: plan mechanics, section 6.
 */
export const spiff = defineComponent({
  type: "spiff",
  terms,
  check,
  describe: describeSpiff,
  planCap: "outside",
  shared: ({ limits_for }) => limits_for === "everybody",
  dates: spanOfDates,
  earn(all, context) {
    const { currency } = context;
    const claims = claimsOf(all, context);
    const count = claims.filter(({ deal }) => !isNegative(deal.value)).length;
    // A deal that two people share counts once.
    const paid = new Set<string>();
    let spent = ZERO;
    return claims.flatMap(({ deal, own }): EarningLine[] => {
      const back = isNegative(deal.value);
      if (!back && all.first !== undefined && !paid.has(deal.key) && paid.size >= all.first) return [];
      if (!back) paid.add(deal.key);
      const exact = payFor(all, deal, amountOf(all, paid.size, count), context);
      const amount = all.limits_for === "everybody" ? toRational(fromRational(exact.amount, currency)) : exact.amount;
      const left = all.budget && subtract(all.budget, spent);
      const over = left !== undefined && compare(amount, left) > 0;
      const pays = over ? left : amount;
      spent = add(spent, pays);
      if (!own) return [];
      const limit = over
        ? `, ${amountText(left, currency)} left of the budget of ${amountText(all.budget ?? ZERO, currency)}`
        : "";
      return [{ label: deal.name, dealKey: deal.key, formula: `${exact.formula}${limit}`, amount: pays }];
    });
  },
});
