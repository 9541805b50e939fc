import { type Comparison, compareMeasured } from "../kpi/compare.js";
import type { Kpi } from "../kpi/define-kpi.js";
import { type Measured, toNumber } from "../kpi/measured.js";

/** A KPI beside the group's or the person's own of the period before. */
export interface Gap {
  readonly kpi: Kpi;
  readonly own: Measured;
  readonly other: Measured;
  readonly against: "peers" | "before";
  readonly comparison: Extract<Comparison, { readonly ok: true }>;
}

/** A difference of less than this share of the other figure is none to speak of. */
const WORTH_A_WORD = 0.1;

const sizeOf = ({ comparison: { difference, other, clear } }: Gap): number =>
  Math.abs(toNumber(difference)) / Math.max(1e-9, Math.abs(toNumber(other))) + (clear ? 10 : 0);

/**
 * What goes better and what goes worse, the clear ones first, then the larger; each KPI once, against peers where it can be, else
 * against the period before. What has too few cases, or differs by less than a tenth, is not spoken of.
 */
export function gapsOf(
  readings: readonly {
    readonly kpi: Kpi;
    readonly own: Measured;
    readonly peers: Measured | null;
    readonly before: Measured | null;
  }[],
): { readonly better: readonly Gap[]; readonly worse: readonly Gap[] } {
  const gaps = readings.flatMap(({ kpi, own, peers, before }): Gap[] => {
    const sides = [
      { other: peers, against: "peers" as const },
      { other: before, against: "before" as const },
    ];
    for (const { other, against } of sides) {
      if (!other) continue;
      const comparison = compareMeasured(kpi, own, other);
      if (comparison.ok && comparison.side !== "level") return [{ kpi, own, other, against, comparison }];
    }
    return [];
  });
  const told = gaps
    .filter((gap) => gap.comparison.clear || sizeOf(gap) >= WORTH_A_WORD)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.kpi.name < b.kpi.name ? -1 : 1));
  return {
    better: told.filter(({ comparison }) => comparison.side === "better"),
    worse: told.filter(({ comparison }) => comparison.side === "worse"),
  };
}
