import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import { type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface BonusTerms extends CommonTerms {
  readonly pays: "highest" | "additive";
  readonly edge: "lower" | "upper";
  readonly steps: readonly {
    readonly at: Position;
    readonly bonus?: Rational | undefined;
    readonly of_target?: Rational | undefined;
  }[];
}

/** "On reaching 80% of quota you earn $1,000.00, 100% of quota $3,000.00." */
export function describeStepBonus({ steps, pays, edge, measure }: BonusTerms, words: PlanWords): readonly string[] {
  const each = steps.map(({ at, bonus, of_target }, i) => {
    const worth = bonus ? words.amount(bonus) : `${percentText(of_target ?? ZERO)} of your target incentive`;
    return `${i === 0 ? `${edge === "upper" ? "On reaching" : "Above"} ` : "at "}${words.position(at, measure)} you earn ${worth}`;
  });
  const several =
    pays === "highest" ? "Only the highest step reached pays." : "Every step reached pays, one on top of the other.";
  return [`${listed(each)}.`, ...(steps.length > 1 ? [several] : [])];
}
