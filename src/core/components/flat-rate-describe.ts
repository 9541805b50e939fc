import type { CommonTerms } from "../component.js";
import type { PlanWords } from "../plan-words.js";
import type { RateTerms } from "../rate.js";
import { rateText } from "../rate-words.js";

/** "You earn 8% of bookings." */
export const describeFlatRate = (terms: CommonTerms & RateTerms, words: PlanWords): readonly string[] => {
  const paid = words.measure(terms.base ?? terms.measure);
  return [`You earn ${rateText(terms, words)} of ${paid}.`];
};
