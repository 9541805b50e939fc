import { mainMeasure } from "../../core/what-if.js";
import { paidFromTarget } from "../payout/earned-at.js";
import type { Lint } from "./lint.js";

/**
 * Components that pay from the target incentive, found by doubling it, and that share it with others without a weight. Weights that do
 * not add up to 100% are refused on reading. Source: plan mechanics, section 8 (weights).
 */
export const targetCountedTwice: Lint = {
  name: "target_counted_twice",
  severity: "warning",
  why: "Without weights every component pays from the whole target incentive, so that 100% pays it more than once.",
  find({ plan, setting, unreadable }) {
    if (unreadable !== null) return [];
    const paying = paidFromTarget(plan, setting, mainMeasure(plan)).filter(({ target }) => !target);
    if (paying.length < 2) return [];
    return paying
      .filter(({ weight }) => !weight)
      .map(({ key }) => ({
        path: `components.${key}`,
        message: `pays from the whole target incentive, beside ${paying
          .filter((other) => other.key !== key)
          .map((other) => other.key)
          .join(", ")}`,
        fix: "give each of them a weight (weights add up to 100%), or a target of its own",
      }));
  },
};
