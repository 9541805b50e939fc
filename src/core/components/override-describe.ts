import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import { isZero, type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface OverrideTerms extends CommonTerms {
  readonly rate?: Rational | undefined;
  readonly tiers?: readonly { readonly from: Position; readonly rate: Rational }[] | undefined;
  readonly decided_by?: "member" | "team" | undefined;
  readonly edge?: "lower" | "upper" | undefined;
  readonly above?: Position | undefined;
}

/** "You earn 3% of what each member of your team is credited in bookings." */
export function describeOverride(
  { rate, tiers, decided_by, edge, above, measure }: OverrideTerms,
  words: PlanWords,
): readonly string[] {
  const excess = above ? `, on the part beyond ${words.position(above, measure)}` : "";
  const on = `of what each member of your team is credited in ${words.measure(measure)}${excess}`;
  if (!tiers) return [`You earn ${percentText(rate ?? ZERO)} ${on}.`];
  const each = tiers.map((tier) =>
    isZero(tier.from.value)
      ? percentText(tier.rate)
      : `${percentText(tier.rate)} ${edge === "lower" ? "above" : "from"} ${words.position(tier.from, measure)}`,
  );
  const whose = decided_by === "team" ? "the team's attainment" : "the member's own attainment";
  return [`You earn a share ${on}: ${listed(each)}, as ${whose} decides.`];
}
