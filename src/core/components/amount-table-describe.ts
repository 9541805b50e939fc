import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import { type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface BandTerms extends CommonTerms {
  readonly deals: "accumulated" | "each";
  readonly above: "capped" | "continues";
  readonly bands: readonly {
    readonly up_to: Position;
    readonly amount?: Rational | undefined;
    readonly of_target?: Rational | undefined;
  }[];
}

/** "Filling the band up to 50% of quota earns $2,000.00, …; a band filled in part earns its part." */
export function describeAmountTable({ bands, above, measure, deals }: BandTerms, words: PlanWords): readonly string[] {
  const each = bands.map(({ up_to, amount, of_target }) => {
    const worth = amount ? words.amount(amount) : `${percentText(of_target ?? ZERO)} of your target incentive`;
    return `up to ${words.position(up_to, measure)} ${worth}`;
  });
  return [
    `You earn an amount for each band you fill: ${listed(each)}. A band filled in part earns that part.`,
    above === "capped" ? "Above the last band nothing more is earned." : "Above the last band pay goes on at its pace.",
    ...(deals === "each" ? ["Every deal fills these bands alone, from zero."] : []),
  ];
}
