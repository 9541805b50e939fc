/** How a kind of nudge did over the last year: decisions by group, and those whose effect is judged. */
export interface NudgeCounts {
  readonly rule: string;
  /** Decided and not held back; `delivered` of them reached a platform. */
  readonly nudged: Group;
  readonly delivered: number;
  readonly heldBack: Group;
  readonly useful: number;
  readonly notUseful: number;
  readonly stopped: number;
}

export interface Group {
  readonly decided: number;
  readonly judged: number;
  /** Took the step. */
  readonly acted: number;
  /** What the step is for came true. */
  readonly helped: number;
}

/** Judged nudges that a verdict takes, in each group. */
export const LEAST = { nudged: 80, heldBack: 20 } as const;
/** From so many judged nudges on, no proof of an effect is a verdict too. */
const ENOUGH_NUDGED = 400;
/** One-sided 90 %. */
const Z = 1.2816;
/** Words of this many people are needed to stop for what they say. */
const LEAST_SAID = 20;

export type Verdict =
  | { readonly state: "measuring" }
  | { readonly state: "helps" }
  | { readonly state: "retired"; readonly why: "unwanted" | "no_effect" };

/**
 * Whether a kind goes on. With at least 80 nudged and 20 held back judged it is retired when those who got it take the step no more
 * often than those who did not; with 400, when it is not ahead by more than chance would bring in nine of ten cases. Whatever the
 * effect, it is retired when of at least 20 answers more than half say "not useful" or stop it. Counts are of one year, so that a
 * retired kind is tried anew when its record has aged.
 */
export function verdictOf({ nudged, heldBack, useful, notUseful, stopped }: NudgeCounts): Verdict {
  const said = useful + notUseful + stopped;
  if (said >= LEAST_SAID && (notUseful + stopped) * 2 > said) return { state: "retired", why: "unwanted" };
  if (nudged.judged < LEAST.nudged || heldBack.judged < LEAST.heldBack) return { state: "measuring" };
  const { difference, low } = lift(nudged, heldBack);
  if (difference <= 0) return { state: "retired", why: "no_effect" };
  if (low > 0) return { state: "helps" };
  return nudged.judged >= ENOUGH_NUDGED ? { state: "retired", why: "no_effect" } : { state: "measuring" };
}

/**
 * The share that took the step when nudged, less that when held back, with the bounds that hold in nine of ten cases on either side
 * (Newcombe's interval of two Wilson scores). Shares, not money: in floating point.
 */
export function lift(nudged: Group, heldBack: Group): { difference: number; low: number; high: number } {
  const [a, b] = [wilson(nudged), wilson(heldBack)];
  const difference = a.share - b.share;
  return {
    difference,
    low: difference - Math.hypot(a.share - a.low, b.high - b.share),
    high: difference + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

function wilson({ acted, judged }: Group): { share: number; low: number; high: number } {
  if (judged === 0) return { share: 0, low: 0, high: 1 };
  const share = acted / judged;
  const square = Z * Z;
  const centre = share + square / (2 * judged);
  const spread = Z * Math.sqrt((share * (1 - share)) / judged + square / (4 * judged * judged));
  const scale = 1 + square / judged;
  return { share, low: (centre - spread) / scale, high: (centre + spread) / scale };
}

/** The kinds that are no longer sent. */
export const retiredOf = (counts: readonly NudgeCounts[]): ReadonlySet<string> =>
  new Set(counts.filter((each) => verdictOf(each).state === "retired").map(({ rule }) => rule));
