import type { CommonTerms } from "../component.js";
import { listed, type PlanWords } from "../plan-words.js";
import type { Rational } from "../rational.js";
import { percentText } from "../wording.js";

interface ShareTerms extends CommonTerms {
  readonly components: readonly string[];
  readonly rate: Rational;
}

/** "You earn 10% of what commission and bonus pay you." */
export const describeShareOfPay = ({ components, rate }: ShareTerms, words: PlanWords): readonly string[] => [
  `You earn ${percentText(rate)} of what ${listed(components.map(words.component))} ${components.length === 1 ? "pays" : "pay"} you over the same days.`,
];
