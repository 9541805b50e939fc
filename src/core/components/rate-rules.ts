import { z } from "zod";
import { type CommonTerms, type ComponentContext, dealLabel, defineComponent, type EarningLine } from "../component.js";
import { fields, oneOf, Text } from "../document.js";
import { FactsError, type Problem } from "../errors.js";
import type { Credit } from "../facts.js";
import { checkRate, type RateTerms, type ResolvedRate, rateOf, rateTerms } from "../rate.js";
import { compare, multiply } from "../rational.js";
import { matches, Where } from "../where.js";
import { amountText, numberText } from "../wording.js";
import { describeRateRules } from "./rate-rules-describe.js";

const Rule = fields({
  label: Text.describe("What people read beside the rate.").optional(),
  where: Where.describe("The deals it is for; all unless given.").optional(),
  ...rateTerms,
});
type Rule = z.output<typeof Rule>;

const terms = {
  rules: z
    .array(Rule, { error: "must be a list of rules, each with where and a rate; the last may go without where" })
    .min(1, "needs at least one rule")
    .describe("A rate for each kind of deal."),
  wins: oneOf(
    ["first", "highest", "lowest"],
    "first: rules are tried from the top, so the narrowest stands first (product, then category, then all). highest, lowest: of all rules that match a deal the one with that rate.",
  ),
  otherwise: oneOf(
    ["nothing", "refused"],
    "nothing: a deal that no rule matches pays nothing here. refused: it is an error, so that no deal is missed.",
  ),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ rules, wins }: Terms): Problem[] {
  const problems = rules.flatMap((rule, i) => checkRate(rule as RateTerms, `rules[${i}]`));
  if (wins === "first")
    for (const [i, { where }] of rules.entries())
      if (!where && i < rules.length - 1)
        problems.push({
          path: `rules[${i}].where`,
          message: "is missing, so the rules below would never be reached: put the rule for all deals last",
        });
  const units = new Set(rules.map(({ per_unit }) => per_unit !== undefined));
  if (wins !== "first" && units.size > 1)
    problems.push({
      path: "wins",
      message: "cannot compare rates with amounts per unit: write every rule the same way, or choose first",
    });
  return problems;
}

interface Found {
  readonly rule: Rule;
  readonly rate: ResolvedRate;
}

function ruleFor({ rules, wins }: Terms, credit: Credit, context: ComponentContext): Found | undefined {
  const matching = rules
    .filter(({ where }) => matches(where, credit))
    .map((rule): Found => ({ rule, rate: rateOf(rule as RateTerms, context) }));
  if (wins === "first") return matching[0];
  const sign = wins === "highest" ? 1 : -1;
  return matching.reduce<Found | undefined>(
    (best, found) => (!best || compare(found.rate.value, best.rate.value) === sign ? found : best),
    undefined,
  );
}

/**
 * A rate for each deal by the rule that wins: the first that matches, or the one with the highest or the lowest rate. Rules on a
 * product, then its category, then everything are a list with `wins: first`. Credit below zero takes back at its rule's rate.
 * Source: plan mechanics, section 7 (rule priority).
 */
export const rateRules = defineComponent({
  type: "rate_rules",
  terms,
  check,
  describe: describeRateRules,
  needsQuota: ({ rules }) => rules.some(({ multiple }) => multiple !== undefined),
  earn(all, context): EarningLine[] {
    const { base, currency } = context;
    const paid = (value: typeof base.credited) =>
      base.unit === "money" ? amountText(value, currency) : `${numberText(value)} ${base.unit}`;
    return base.credits.flatMap((counted): EarningLine[] => {
      const { credit, value } = counted;
      const found = ruleFor(all, credit, context);
      if (!found) {
        if (all.otherwise === "nothing") return [];
        throw new FactsError(
          `${credit.dealName} (${credit.dealKey}) matches none of the rules: add a rule for it, one for all deals, or otherwise: nothing.`,
        );
      }
      const { rule, rate } = found;
      const because = [rule.label, counted.origin].filter(Boolean).join(", ");
      return [
        {
          label: dealLabel(counted),
          formula: `${rate.short} × ${paid(value)}${because ? ` (${because})` : ""}`,
          base: base.unit === "money" ? value : undefined,
          rate: rate.value,
          amount: multiply(rate.value, value),
          dealKey: credit.dealKey,
        },
      ];
    });
  },
});
