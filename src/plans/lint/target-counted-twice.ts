import { times } from "../../core/money.js";
import { ONE, rational } from "../../core/rational.js";
import { mainMeasure } from "../../core/what-if.js";
import { earnedAt } from "../payout/earned-at.js";
import { quotaOver } from "../payout/setting.js";
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
    const main = mainMeasure(plan);
    const at = quotaOver(plan, setting, main) ?? ONE;
    const once = earnedAt(plan, setting, main, at);
    const double = { ...setting, targetIncentive: times(setting.targetIncentive, rational(2)) };
    const twice = earnedAt(plan, double, main, at);
    const paying = plan.components.filter(
      ({ key, target }) => !target && twice.components.get(key)?.minor !== once.components.get(key)?.minor,
    );
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
