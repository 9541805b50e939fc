import type { PlanWords } from "./plan-words.js";
import type { RateTerms } from "./rate.js";
import { compare, ONE, ZERO } from "./rational.js";
import { numberText, percentText } from "./wording.js";

/** "8%", "1.5 times your base commission rate", "$12.50 for each unit". */
export function rateText({ rate, multiple, per_unit }: RateTerms, words: PlanWords): string {
  if (per_unit) return `${words.amount(per_unit)} for each unit`;
  if (!multiple) return percentText(rate ?? ZERO);
  const base = "your base commission rate (target incentive ÷ quota)";
  return compare(multiple, ONE) === 0 ? base : `${numberText(multiple)} times ${base}`;
}
