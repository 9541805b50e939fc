import type { BackCase } from "./backtest.js";
import { type ForecastScore, scoreForecasts } from "./score.js";

/** What a person said the period would come to, in the unit of the cases. Days as in the cases. */
export interface CalledTotal {
  readonly rep: string;
  /** First day of the period. */
  readonly start: number;
  readonly kind: "commit" | "best_case";
  readonly calledOn: number;
  readonly amount: number;
}

/** How often what had such a chance came. */
export interface ReliabilityBin {
  readonly from: number;
  /** Excluded, but for the last. */
  readonly before: number;
  readonly cases: number;
  readonly meanChance: number;
  readonly came: number;
}

/** Calls of people beside the forecasts of the same cases. Errors are sums of errors over the sum of what came. */
export interface CallRecord {
  readonly kind: CalledTotal["kind"];
  readonly cases: number;
  /** Share of calls that were reached or passed. */
  readonly reached: number;
  readonly error: number;
  /** Above 0: called too high. */
  readonly bias: number;
  readonly forecastError: number;
  readonly paceError: number;
}

/** How good an organisation's own forecasts would have been. */
export interface TrackRecord {
  readonly all: ForecastScore;
  /** Of those with a quota; null without one. */
  readonly withQuota: ForecastScore | null;
  /** By the first day of the period, oldest first. */
  readonly byPeriod: readonly { readonly start: number; readonly score: ForecastScore }[];
  /** By share of the period gone. */
  readonly byShare: readonly { readonly share: number; readonly score: ForecastScore }[];
  readonly reliability: readonly ReliabilityBin[];
  readonly calls: readonly CallRecord[];
}

const EDGES = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Null where there is no case. */
export function trackRecord(cases: readonly BackCase[], calls: readonly CalledTotal[]): TrackRecord | null {
  if (cases.length === 0) return null;
  const withQuota = cases.filter(({ pHit }) => pHit !== null);
  return {
    all: scoreForecasts(cases),
    withQuota: withQuota.length === 0 ? null : scoreForecasts(withQuota),
    byPeriod: grouped(cases, ({ start }) => start).map(([start, each]) => ({ start, score: scoreForecasts(each) })),
    byShare: grouped(cases, ({ elapsed }) => Math.round(elapsed * 4) / 4).map(([share, each]) => ({
      share,
      score: scoreForecasts(each),
    })),
    reliability: reliabilityOf(withQuota),
    calls: (["commit", "best_case"] as const).flatMap((kind) => callRecord(kind, cases, calls) ?? []),
  };
}

function grouped(cases: readonly BackCase[], by: (one: BackCase) => number): [number, BackCase[]][] {
  const groups = new Map<number, BackCase[]>();
  for (const one of cases) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** Chances that were certain already say nothing and are left out; so are empty bins. */
function reliabilityOf(cases: readonly BackCase[]): ReliabilityBin[] {
  const open = cases.flatMap(({ pHit, actual, quota }) =>
    pHit === null || pHit === 0 || pHit === 1 ? [] : [{ chance: pHit, came: actual >= quota ? 1 : 0 }],
  );
  return EDGES.slice(0, -1).flatMap((from, i): ReliabilityBin[] => {
    const before = EDGES[i + 1] as number;
    const inside = open.filter(({ chance }) => chance >= from && (chance < before || before === 1));
    if (inside.length === 0) return [];
    return [
      {
        from,
        before,
        cases: inside.length,
        meanChance: meanOf(inside.map(({ chance }) => chance)),
        came: meanOf(inside.map(({ came }) => came)),
      },
    ];
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** The newest call known at the moment of each case; cases without one are left out. */
function callRecord(
  kind: CalledTotal["kind"],
  cases: readonly BackCase[],
  calls: readonly CalledTotal[],
): CallRecord | null {
  const called = cases.flatMap((one) => {
    const known = calls.filter(
      (call) => call.kind === kind && call.rep === one.rep && call.start === one.start && call.calledOn <= one.asOf,
    );
    const newest = known.sort((a, b) => a.calledOn - b.calledOn).at(-1);
    return newest ? [{ one, amount: newest.amount }] : [];
  });
  if (called.length === 0) return null;
  const total = called.reduce((sum, { one }) => sum + one.actual, 0);
  const share = (error: (each: (typeof called)[number]) => number): number =>
    total === 0 ? 0 : called.reduce((sum, each) => sum + error(each), 0) / total;
  return {
    kind,
    cases: called.length,
    reached: meanOf(called.map(({ one, amount }) => (one.actual >= amount ? 1 : 0))),
    error: share(({ one, amount }) => Math.abs(amount - one.actual)),
    bias: share(({ one, amount }) => amount - one.actual),
    forecastError: share(({ one }) => Math.abs(one.p50 - one.actual)),
    paceError: share(({ one }) => Math.abs(one.closed / one.elapsed - one.actual)),
  };
}
