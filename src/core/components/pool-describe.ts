import type { Position } from "../document.js";
import { type AmongTerms, amongText } from "../participants-describe.js";
import type { PlanWords } from "../plan-words.js";
import { type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface PoolTerms extends AmongTerms {
  readonly from?: string | undefined;
  readonly through?: string | undefined;
  readonly pot?: Rational | undefined;
  readonly pot_rate?: Rational | undefined;
  readonly opens_at?: Position | undefined;
  readonly shared: "by_credit" | "equally" | "by_target";
}

/** Who shares the pool and in what proportion, what opens it, and when it is paid. */
export function describePool(all: PoolTerms, words: PlanWords): readonly string[] {
  const { measure, from, through, pot, pot_rate, opens_at, shared } = all;
  const counted = words.measure(measure);
  const how = {
    by_credit: `in proportion to what each is credited in ${counted}`,
    equally: "equally",
    by_target: "in proportion to their target incentives",
  }[shared];
  const purse = pot ? words.amount(pot) : `${percentText(pot_rate ?? ZERO)} of all that is credited in ${counted}`;
  return [
    `${amongText(all, words)} ${from && through ? `from ${from} through ${through} ` : ""}share ${purse}, ${how}.`,
    ...(opens_at ? [`Nothing is shared unless all together reach ${words.position(opens_at, measure)}.`] : []),
    "It is paid once the last day is over.",
  ];
}
