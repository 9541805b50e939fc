import type { Position } from "../document.js";
import { type AmongTerms, amongText } from "../participants-describe.js";
import { listed, type PlanWords } from "../plan-words.js";
import { type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface ContestTerms extends AmongTerms {
  readonly from?: string | undefined;
  readonly through?: string | undefined;
  readonly rank_by: "credited" | "attainment" | "first_to_reach";
  readonly at_least?: Position | undefined;
  readonly prizes?: readonly Rational[] | undefined;
  readonly pot?: Rational | undefined;
  readonly pot_rate?: Rational | undefined;
  readonly shares?: readonly Rational[] | undefined;
  readonly ties: "share" | "both_higher" | "tiebreak";
  readonly tiebreak?: string | undefined;
}

/** Who takes part and how they are ranked, what each place earns, what happens on a tie, and when it is paid. */
export function describeContest(all: ContestTerms, words: PlanWords): readonly string[] {
  const { rank_by, measure, prizes, pot, pot_rate, shares, ties, tiebreak, from, through } = all;
  const counted = words.measure(measure);
  const ranked = {
    credited: `by what they are credited in ${counted}`,
    attainment: `by their attainment of ${counted}`,
    first_to_reach: "by the day on which they reach that",
  }[rank_by];
  const purse = pot ? words.amount(pot) : `${percentText(pot_rate ?? ZERO)} of all that is credited in ${counted}`;
  const places = prizes
    ? listed(prizes.map((prize, i) => `place ${i + 1} earns ${words.amount(prize)}`))
    : `a pot of ${purse} pays ${listed((shares ?? []).map((share, i) => `${percentText(share)} to place ${i + 1}`))}`;
  const tied = {
    share: "Those who tie share the prizes of the places they take.",
    both_higher: "Those who tie each earn the higher prize.",
    tiebreak: `On a tie who has more ${words.measure(tiebreak ?? "")} comes first, and those who tie there too share their prizes.`,
  }[ties];
  return [
    `${amongText(all, words)} ${from && through ? `from ${from} through ${through} ` : ""}are ranked ${ranked}: ${places}.`,
    tied,
    "It is paid once the last day is over.",
  ];
}
