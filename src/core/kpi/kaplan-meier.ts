import { add, compare, multiply, ONE, type Rational, rational, subtract, ZERO } from "../rational.js";
import { type Interval, toNumber } from "./measured.js";

/** How long something was watched, in whole days of its age: from `entry` to `exit`, and whether it happened then. */
export interface Watched {
  /** 0 = from its beginning. Above 0 what ended at or before that age would not have been seen. */
  readonly entry: number;
  readonly exit: number;
  readonly happened: boolean;
}

export interface Survival {
  /** First age at which half or fewer are left; null when more are. */
  readonly median: number | null;
  /** 95 % limits of the median by log-log limits of the curve (Brookmeyer and Crowley). Null without a median. */
  readonly interval: Interval | null;
  /** Share left after each age at which something happened. */
  readonly steps: readonly { readonly age: number; readonly left: Rational }[];
  readonly events: number;
}

const Z = 1.959963984540054;
const HALF = rational(1, 2);

/** Product-limit estimate with delayed entry: what is still open counts for as long as it was watched. Source: Kaplan and Meier 1958. */
export function kaplanMeier(watched: readonly Watched[]): Survival {
  const seen = watched.filter(({ entry, exit }) => exit >= entry && (entry === 0 || exit > entry));
  const ages = [...new Set(seen.filter(({ happened }) => happened).map(({ exit }) => exit))].sort((a, b) => a - b);
  const entries = seen.map(({ entry }) => entry).sort((a, b) => a - b);
  const exits = seen.map(({ exit }) => exit).sort((a, b) => a - b);
  const happened = new Map<number, number>();
  for (const { exit, happened: yes } of seen) if (yes) happened.set(exit, (happened.get(exit) ?? 0) + 1);
  let [entered, gone, greenwood] = [0, 0, 0];
  let left = ONE;
  let median: number | null = null;
  let low: number | null = null;
  let high: number | null = null;
  const steps: { age: number; left: Rational }[] = [];
  for (const age of ages) {
    while (entered < entries.length && ((entries[entered] ?? 0) === 0 || (entries[entered] ?? 0) < age)) entered++;
    while (gone < exits.length && (exits[gone] ?? 0) < age) gone++;
    const atRisk = entered - gone;
    const events = happened.get(age) ?? 0;
    left = multiply(left, rational(atRisk - events, atRisk));
    steps.push({ age, left });
    if (atRisk > events) greenwood += events / (atRisk * (atRisk - events));
    if (median === null && compare(left, HALF) <= 0) median = age;
    const [lower, upper] = limits(toNumber(left), greenwood);
    if (low === null && lower <= 0.5) low = age;
    if (high === null && upper <= 0.5) high = age;
  }
  return {
    median,
    interval:
      median === null || low === null ? null : { low: rational(low), high: high === null ? null : rational(high) },
    steps,
    events: [...happened.values()].reduce((a, b) => a + b, 0),
  };
}

/**
 * Age by which half of those that ever come to `wanted` have: the cumulative incidence beside the other ending, over what it reaches.
 * What is still open counts for as long as it was watched. Null where none came to it. Source: Aalen and Johansen 1978.
 */
export function medianAmongEndings(
  watched: readonly (Watched & { readonly wanted: boolean })[],
): { readonly median: number; readonly steps: readonly { readonly age: number; readonly share: Rational }[] } | null {
  const { steps } = kaplanMeier(watched);
  const atAge = new Map<number, { all: number; wanted: number }>();
  for (const { exit, happened, wanted } of watched) {
    if (!happened) continue;
    const row = atAge.get(exit) ?? { all: 0, wanted: 0 };
    row.all++;
    if (wanted) row.wanted++;
    atAge.set(exit, row);
  }
  let [before, share] = [ONE, ZERO];
  const curve = steps.map(({ age, left }) => {
    const { all, wanted } = atAge.get(age) ?? { all: 1, wanted: 0 };
    share = add(share, multiply(subtract(before, left), rational(wanted, all)));
    before = left;
    return { age, share };
  });
  if (compare(share, ZERO) === 0) return null;
  const half = multiply(share, HALF);
  const median = curve.find((step) => compare(step.share, half) >= 0);
  return median ? { median: median.age, steps: curve } : null;
}

function limits(left: number, greenwood: number): readonly [number, number] {
  if (left <= 0 || left >= 1) return [left, left];
  const spread = (Z * Math.sqrt(greenwood)) / Math.log(left);
  return [left ** Math.exp(-spread), left ** Math.exp(spread)];
}
