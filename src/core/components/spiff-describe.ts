import type { CommonTerms } from "../component.js";
import type { PlanWords } from "../plan-words.js";
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
}

/** "From 2026-02-15 through 2026-04-15 each deal earns $500.00 on top, for the first 3 deals." */
export function describeSpiff(all: SpiffTerms, words: PlanWords): readonly string[] {
  const { from, through, amount, rate, per_unit, splits, first, budget } = all;
  const days = from && through ? `From ${from} through ${through} you` : "You";
  const pay = amount
    ? `${words.amount(amount)} for each deal`
    : rate
      ? `${percentText(rate)} of ${words.measure(all.base ?? all.measure)}`
      : `${words.amount(per_unit ?? ZERO)} for each unit of ${words.measure(all.base ?? all.measure)}`;
  return [
    `${days} earn ${pay}${first ? `, for the first ${first === 1 ? "deal" : `${first} deals`}` : ""}.`,
    ...(budget ? [`It pays you ${words.amount(budget)} at most.`] : []),
    ...(amount && splits === "share" ? ["With part of a deal you earn that part of the amount."] : []),
  ];
}
