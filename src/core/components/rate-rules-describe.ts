import type { CommonTerms } from "../component.js";
import { listed, type PlanWords, whereText } from "../plan-words.js";
import type { RateTerms } from "../rate.js";
import { rateText } from "../rate-words.js";
import type { Where } from "../where.js";

interface RulesTerms extends CommonTerms {
  readonly rules: readonly (RateTerms & { readonly label?: string | undefined; readonly where?: Where | undefined })[];
  readonly wins: "first" | "highest" | "lowest";
  readonly otherwise: "nothing" | "refused";
}

const WINS = {
  first: "the first that fits it counts",
  highest: "of those that fit it the highest rate counts",
  lowest: "of those that fit it the lowest rate counts",
} as const;

/** "You earn 7% of bookings on deals with product Atlas and 3% on any deal; for each deal the first that fits it counts." */
export function describeRateRules(
  { rules, wins, otherwise, base, measure }: RulesTerms,
  words: PlanWords,
): readonly string[] {
  const each = rules.map((rule, i) => {
    const on = rule.where ? whereText(rule.where) : wins === "first" && i > 0 ? "any other deal" : "any deal";
    const name = rule.label ? ` (${rule.label})` : "";
    return `${rateText(rule, words)}${i === 0 ? ` of ${words.measure(base ?? measure)}` : ""} on ${on}${name}`;
  });
  return [
    `You earn ${listed(each)}${rules.length > 1 ? `; for each deal ${WINS[wins]}` : ""}.`,
    ...(otherwise === "nothing" && rules.every(({ where }) => where) ? ["Any other deal earns nothing here."] : []),
  ];
}
