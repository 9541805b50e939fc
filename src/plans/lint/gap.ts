import type { Position } from "../../core/document.js";
import { planWords } from "../../core/plan-words.js";
import { compare, ZERO } from "../../core/rational.js";
import { labelOf, numberText, percentText } from "../../core/wording.js";
import type { Found, Lint } from "./lint.js";

interface Banded {
  readonly tiers?: readonly { readonly from?: Position | undefined; readonly retroactive?: boolean | undefined }[];
  readonly retroactive?: boolean | undefined;
  readonly rows?: { readonly by?: string; readonly from?: readonly Position[] | undefined };
  readonly columns?: { readonly by?: string; readonly from?: readonly Position[] | undefined };
}

/**
 * What lies below the first band of a table. Gaps and overlaps between bands are refused on reading; below the first one a plan may
 * mean either. Source: plan mechanics, section 1 (does the unpaid low band count).
 */
export const gap: Lint = {
  name: "gap",
  severity: "warning",
  why: "Below the first band nothing is paid, and readers take it for a threshold that pays everything once reached.",
  find: ({ plan }) =>
    plan.components.flatMap(({ key, measure, terms, type }): Found[] => {
      const { tiers, retroactive, rows, columns } = terms as Banded;
      const [first] = tiers ?? [];
      const found: Found[] = [];
      if (
        type === "rate_table" &&
        first?.from &&
        compare(first.from.value, ZERO) > 0 &&
        !(first.retroactive ?? retroactive)
      )
        found.push({
          path: `components.${key}.tiers[0].from`,
          message: `leaves the first ${planWords(plan).position(first.from, measure)} without pay, for good`,
          fix: "add a first tier {from: 0%, rate: 0%} to say so, or use threshold with unlocks: everything to pay it once reached",
        });
      for (const [field, axis] of Object.entries({ rows, columns })) {
        const start = axis?.from?.[0];
        if (!start || compare(start.value, ZERO) <= 0) continue;
        const shown = start.percent ? percentText(start.value) : numberText(start.value);
        found.push({
          path: `components.${key}.${field}.from[0]`,
          message: `starts at ${shown}: deals with ${labelOf(axis?.by ?? "").toLowerCase()} below it have no bucket`,
          fix: "let the first bucket start at 0",
        });
      }
      return found;
    }),
};
