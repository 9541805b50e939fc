import { add, multiply, rational } from "../rational.js";
import type { KpiDeal } from "./deal.js";
import type { Kpi, KpiInput } from "./define-kpi.js";
import type { Measured } from "./measured.js";

/** A KPI of one part of the deals. */
export interface SegmentMeasured {
  readonly segment: string;
  readonly measured: Measured;
  /** The figure was drawn towards that of all deals, because the segment alone is too small to say. */
  readonly shrunk: boolean;
}

/** Cases from which a segment speaks for itself, and the weight that the whole has in a smaller one. */
const ENOUGH = 30;
const WEIGHT = 40;

/**
 * The KPI by a key of the deals, such as product, largest segment first. A share of fewer than 30 cases is drawn towards that of all:
 * (hits + 40 x whole) / (n + 40); other figures of so few are left as they are and marked by their `n`. Source: KPI definitions, 1 and 14.
 */
export function bySegment(kpi: Kpi, input: KpiInput, keyOf: (deal: KpiDeal) => string | null): SegmentMeasured[] {
  const whole = kpi.measure(input);
  const segments = new Set(input.deals.flatMap((deal) => keyOf(deal) ?? []));
  return [...segments]
    .flatMap((segment): SegmentMeasured[] => {
      const deals = input.deals.filter((deal) => keyOf(deal) === segment);
      const measured = kpi.measure({ ...input, deals });
      if (measured.n === 0) return [];
      if (!measured.ok || !whole.ok || kpi.unit !== "share" || measured.n >= ENOUGH)
        return [{ segment, measured, shrunk: false }];
      const weighed = add(multiply(measured.value, rational(measured.n)), multiply(whole.value, rational(WEIGHT)));
      const value = multiply(weighed, rational(1, measured.n + WEIGHT));
      return [{ segment, measured: { ...measured, value, interval: null }, shrunk: true }];
    })
    .sort((a, b) => b.measured.n - a.measured.n || (a.segment < b.segment ? -1 : 1));
}
