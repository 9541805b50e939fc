import { type PlanWords, whereText } from "../plan-words.js";
import { type Rational, ZERO } from "../rational.js";
import type { Where } from "../where.js";
import { numberText, percentText } from "../wording.js";

interface Kicker {
  readonly label?: string | undefined;
  readonly where: Where;
  readonly amount?: Rational | undefined;
  readonly points?: Rational | undefined;
  readonly times?: Rational | undefined;
  readonly splits: "share" | "full";
  readonly pays?: "each" | "once" | undefined;
}

/** "Kicker: deals with term years at least 3 earn $1,500.00 on top, each." */
export const describeKickers = (all: readonly Kicker[], words: PlanWords): readonly string[] =>
  all.map(({ label, where, amount, points, times, pays, splits }) => {
    const extra = points
      ? `${percentText(points)} on top of the rate`
      : times
        ? `${numberText(times)} times their commission`
        : `${words.amount(amount ?? ZERO)} on top${pays === "once" ? ", once" : ", each"}${splits === "full" ? ", in full also with part of a deal" : ""}`;
    return `${label ? `${label}: ` : ""}${label ? whereText(where) : capitalised(whereText(where))} earn ${extra}.`;
  });

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
