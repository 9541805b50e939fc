import { compare, divide, isZero, max, ONE, type Rational, subtract, ZERO } from "./rational.js";

/** How far somebody is towards a target. */
export interface GoalProgress {
  readonly reached: Rational;
  readonly target: Rational;
  /** reached / target; 1 for a target of zero, which is met from the start. */
  readonly ratio: Rational;
  /** What is missing, never below zero. */
  readonly left: Rational;
  /** At the target itself it is met. */
  readonly met: boolean;
}

/** Exact; both in the same unit. A target is never below zero. */
export function goalProgress(target: Rational, reached: Rational): GoalProgress {
  return {
    reached,
    target,
    ratio: isZero(target) ? ONE : divide(reached, target),
    left: max(subtract(target, reached), ZERO),
    met: compare(reached, target) >= 0,
  };
}
