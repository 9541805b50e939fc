import { at, type ForecastPeriod } from "./moment.js";

/**
 * How much of the usual a period brings by its place in the round (month of the quarter, quarter of the year): mean of the
 * team's periods in that place over the mean of all, drawn to 1 with n / (n + 1), n = whole rounds seen.
 */
export function seasonIndex(
  past: readonly ForecastPeriod[],
  counts: readonly Float64Array[],
  presence: readonly Float64Array[],
  places: number,
): (position: number) => number {
  const rates = past.map((_, k) => total(counts[k]) / Math.max(1e-9, total(presence[k])));
  const rounds = Math.floor(past.length / places);
  if (rounds < 1) return () => 1;
  const mean = average(rates);
  return (position) => {
    const same = rates.filter((_, k) => past[k]?.position === position);
    if (same.length === 0 || mean === 0) return 1;
    const weight = rounds / (rounds + 1);
    return Math.max(0.05, weight * (average(same) / mean) + 1 - weight);
  };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function total(values: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < (values?.length ?? 0); i++) sum += at(values as Float64Array, i);
  return sum;
}
