import type { CommonTerms } from "../component.js";
import { listed, type PlanWords } from "../plan-words.js";
import { type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface SpiffTerms extends CommonTerms {
  readonly from?: string | undefined;
  readonly through?: string | undefined;
  readonly amount?: Rational | undefined;
  readonly rate?: Rational | undefined;
  readonly per_unit?: Rational | undefined;
  readonly splits: "share" | "full";
  readonly first?: number | undefined;
  readonly budget?: Rational | undefined;
  readonly limits_for: "payee" | "everybody";
  readonly tiers?: readonly { readonly from_deal: number; readonly amount: Rational }[] | undefined;
  readonly retroactive?: boolean | undefined;
}

/** "From 2026-02-15 through 2026-04-15 you earn $500.00 for each deal, for the first 3 deals." */
export function describeSpiff(all: SpiffTerms, words: PlanWords): readonly string[] {
  const { from, through, amount, tiers, splits, first, budget, limits_for } = all;
  const days = from && through ? `From ${from} through ${through} you` : "You";
  const whose = limits_for === "everybody" ? " of all who take part" : "";
  return [
    `${days} earn ${payText(all, words)}${first ? `, for the first ${first === 1 ? "deal" : `${first} deals`}${whose}` : ""}.`,
    ...(budget
      ? [
          limits_for === "everybody"
            ? sharedBudget(words.amount(budget))
            : `It pays you ${words.amount(budget)} at most.`,
        ]
      : []),
    ...((amount || tiers) && splits === "share" ? ["With part of a deal you earn that part of the amount."] : []),
  ];
}

const sharedBudget = (budget: string): string =>
  `It pays all who take part ${budget} at most, first come, first served.`;

function payText(all: SpiffTerms, words: PlanWords): string {
  const { amount, rate, per_unit, tiers } = all;
  const paid = words.measure(all.base ?? all.measure);
  if (amount) return `${words.amount(amount)} for each deal`;
  if (tiers) return tiersText(tiers, all.retroactive ?? false, words);
  return rate ? `${percentText(rate)} of ${paid}` : `${words.amount(per_unit ?? ZERO)} for each unit of ${paid}`;
}

function tiersText(tiers: NonNullable<SpiffTerms["tiers"]>, retroactive: boolean, words: PlanWords): string {
  if (retroactive)
    return `for all deals alike ${listed(tiers.map((tier) => `${words.amount(tier.amount)} each once you have ${tier.from_deal}`))}`;
  return `for each deal ${listed(tiers.map((tier) => `${words.amount(tier.amount)} from deal ${tier.from_deal} on`))}`;
}
