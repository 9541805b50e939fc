/**
 * The workload every engine is measured on: one quarter of deals of one company under one plan (plan.yaml), all money in cents.
 * The same numbers on every machine, in any language that has 32-bit integers.
 */
export interface Workload {
  readonly reps: number;
  readonly deals: number;
  /** By rep, in cents. */
  readonly quota: Float64Array;
  /** By deal, in the order of their keys: not sorted by rep or day. */
  readonly owner: Int32Array;
  /** Who gets 40% of the deal; -1 = nobody. */
  readonly partner: Int32Array;
  /** Day of the quarter, from 0. */
  readonly day: Int32Array;
  readonly cents: Float64Array;
}

const SEED = 42;
export const QUARTER = { start: "2026-07-01", end: "2026-10-01" } as const;

/** Mulberry32: its state is additive, and each draw is 32 bits. */
function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

export function workloadOf(reps: number, deals: number): Workload {
  const draw = draws(SEED);
  const quota = new Float64Array(reps);
  for (let r = 0; r < reps; r++) quota[r] = 10_000 * Math.floor(((1500 + (draw() % 5000)) * deals) / (reps * 100));
  const owner = new Int32Array(deals);
  const partner = new Int32Array(deals);
  const day = new Int32Array(deals);
  const cents = new Float64Array(deals);
  for (let i = 0; i < deals; i++) {
    const first = draw() % reps;
    const isSplit = draw() % 5 === 0;
    const distance = 1 + (draw() % (reps - 1));
    owner[i] = first;
    partner[i] = isSplit ? (first + distance) % reps : -1;
    day[i] = draw() % 92;
    const x = draw() % 1000;
    const y = draw() % 1000;
    const dollars = 100 + Math.floor((x * y * y) / 50_000);
    const isWhole = draw() % 2 === 0;
    const odd = draw() % 100;
    const amount = dollars * 100 + (isWhole ? 0 : odd);
    cents[i] = draw() % 50 === 0 ? -amount : amount;
  }
  return { reps, deals, quota, owner, partner, day, cents };
}
