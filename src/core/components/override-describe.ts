import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import { isZero, type Rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface OverrideTerms extends CommonTerms {
  readonly of: "credit" | "pay";
  readonly components?: readonly string[] | undefined;
  readonly rate?: Rational | undefined;
  readonly levels?: readonly Rational[] | undefined;
  readonly depth?: number | "all" | undefined;
  readonly tiers?: readonly { readonly from: Position; readonly rate: Rational }[] | undefined;
  readonly decided_by?: "member" | "team" | undefined;
  readonly edge?: "lower" | "upper" | undefined;
  readonly above?: Position | undefined;
}

/** "You earn 3% of what each member of your team is credited in bookings." */
export function describeOverride(all: OverrideTerms, words: PlanWords): readonly string[] {
  const { rate, levels, tiers, decided_by, edge, measure } = all;
  const on = onText(all, words);
  if (levels) {
    const below = levels.map(
      (share, i) => `${percentText(share)} ${i === 0 ? "for direct reports" : `${i + 1} levels below`}`,
    );
    return [`You earn a share ${on}: ${listed(below)}.`];
  }
  const reach = reachText(all);
  if (!tiers) return [`You earn ${percentText(rate ?? ZERO)} ${on}.`, ...reach];
  const each = tiers.map((tier) =>
    isZero(tier.from.value)
      ? percentText(tier.rate)
      : `${percentText(tier.rate)} ${edge === "lower" ? "above" : "from"} ${words.position(tier.from, measure)}`,
  );
  const whose = decided_by === "team" ? "the team's attainment" : "the member's own attainment";
  return [`You earn a share ${on}: ${listed(each)}, as ${whose} decides.`, ...reach];
}

function onText({ of, components = [], above, measure }: OverrideTerms, words: PlanWords): string {
  if (of === "pay") return `of what ${listed(components.map(words.component))} earned each member of your team`;
  const excess = above ? `, on the part beyond ${words.position(above, measure)}` : "";
  return `of what each member of your team is credited in ${words.measure(measure)}${excess}`;
}

function reachText({ depth = 1 }: OverrideTerms): string[] {
  if (depth === 1) return [];
  return [depth === "all" ? "The team is everybody below you." : `The team reaches ${depth} levels below you.`];
}
