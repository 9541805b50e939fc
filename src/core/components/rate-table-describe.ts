import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { type PlanWords, startsAtZero } from "../plan-words.js";
import type { RateTerms } from "../rate.js";
import { rateText } from "../rate-words.js";

export interface TableTerms extends CommonTerms {
  readonly deals?: "accumulated" | "each" | undefined;
  readonly straddling_deal: "split" | "lower" | "higher";
  readonly retroactive?: boolean | undefined;
  readonly edge?: "lower" | "upper" | undefined;
  readonly tiers: readonly (RateTerms & {
    readonly from?: Position | undefined;
    readonly up_to?: Position | undefined;
    readonly label?: string | undefined;
    readonly retroactive?: boolean | undefined;
  })[];
}

/** One sentence for each tier, then how deals climb them. */
export function describeRateTable(all: TableTerms, words: PlanWords): readonly string[] {
  const paid = words.measure(all.base ?? all.measure);
  const start = (i: number): Position | undefined => all.tiers[i]?.from ?? all.tiers[i - 1]?.up_to;
  const tiers = all.tiers.map((tier, i) => {
    const from = start(i);
    const rate = `${rateText(tier, words)} of ${paid}`;
    const name = tier.label ? ` (${tier.label})` : "";
    if (startsAtZero(from) || !from) {
      const end = start(i + 1);
      return `You earn ${rate}${end ? ` up to ${words.position(end, all.measure)}` : ""}${name}.`;
    }
    const at = words.position(from, all.measure);
    if (!(tier.retroactive ?? all.retroactive))
      return i === 0
        ? `Nothing is earned on the first ${at}; from there you earn ${rate} on the part beyond${name}.`
        : `From ${at} you earn ${rate} on the part beyond${name}.`;
    return `${all.edge === "lower" ? "Above" : "On reaching"} ${at} you earn ${rate} on everything, from the first unit${name}.`;
  });
  return [...tiers, ...climbing(all)];
}

function climbing({ deals, straddling_deal }: TableTerms): string[] {
  if (deals === "each") return ["Every deal climbs these tiers alone, from zero."];
  const said = deals === "accumulated" ? ["Deals climb these tiers together, in the order they close."] : [];
  return straddling_deal === "split"
    ? said
    : [...said, `A deal that crosses a boundary is paid whole at the ${straddling_deal} rate.`];
}
