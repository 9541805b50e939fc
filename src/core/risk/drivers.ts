import { worthOf } from "../kpi/coverage.js";
import { creation } from "../kpi/creation.js";
import { dealSize } from "../kpi/deal-size.js";
import type { KpiInput } from "../kpi/define-kpi.js";
import { type Measured, toNumber } from "../kpi/measured.js";
import { slippage } from "../kpi/slippage.js";
import { liveDeals, usualLimit } from "../kpi/velocity.js";
import { winRate } from "../kpi/win-rate.js";

/** What brings in deals, of one person or of a group as one person on average. Estimates, never money that is paid. */
export interface Drivers {
  /** Open pipeline that is not older than won deals ever were, over quota. */
  readonly pipeline: number;
  /** Deals opened a week at work. */
  readonly creation: number;
  readonly winRate: number;
  /** Share of expected deals that slip. */
  readonly slip: number;
  /** Average won deal, in major units. */
  readonly size: number;
}

/** Weight of the group in a person's figure, in cases: few deals hardly say anything about a person. */
const WEIGHTS = { creation: 3, winRate: 40, slip: 20, size: 5 } as const;

const valueOr = (measured: Measured, other: number): number => (measured.ok ? toNumber(measured.value) : other);
const drawn = (measured: Measured, group: number, weight: number): number =>
  measured.ok ? (toNumber(measured.value) * measured.n + group * weight) / (measured.n + weight) : group;

function pipelineOverQuota({ deals, people, asOf, currency }: KpiInput, limit: number | null): number {
  const quota = people.reduce((sum, person) => sum + (person.quota?.minor ?? 0), 0);
  return quota === 0 ? 0 : worthOf(liveDeals(deals, limit, asOf), currency).minor / quota;
}

/** Of everybody in the input together. */
export function groupDrivers(input: KpiInput): Drivers {
  return {
    pipeline: pipelineOverQuota(input, usualLimit(input.deals)),
    creation: valueOr(creation.measure(input), 0),
    winRate: valueOr(winRate.measure(input), 0),
    slip: valueOr(slippage.measure(input), 0),
    size: valueOr(dealSize.measure(input), 0),
  };
}

/** One person's, each drawn to the group's by how little there is to go by. The pipeline is what it is. */
export function personDrivers(input: KpiInput, group: Drivers, limit: number | null): Drivers {
  return {
    pipeline: pipelineOverQuota(input, limit),
    creation: drawn(creation.measure(input), group.creation, WEIGHTS.creation),
    winRate: drawn(winRate.measure(input), group.winRate, WEIGHTS.winRate),
    slip: drawn(slippage.measure(input), group.slip, WEIGHTS.slip),
    size: drawn(dealSize.measure(input), group.size, WEIGHTS.size),
  };
}
