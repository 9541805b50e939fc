import { fromRational, type Money, toRational } from "../../core/money.js";
import { compare, divide, multiply, type Rational, rational, subtract } from "../../core/rational.js";
import { mainMeasure } from "../../core/what-if.js";
import { monthsIn } from "../../core/window.js";
import { moneyText } from "../../core/wording.js";
import { earnedAt } from "../payout/earned-at.js";
import { quotaOver, type Setting, statedIn } from "../payout/setting.js";
import type { Found, Lint } from "./lint.js";
import { placeText } from "./words.js";

/** Rates are written rounded; what differs by less than this share of the target is rounding. */
const ROUNDING = rational(1, 100);

const targetOver = ({ targetIncentive, period }: Setting): Rational =>
  multiply(toRational(targetIncentive), rational(monthsIn(period.kind as Parameters<typeof monthsIn>[0]), 12));

const differs = (pay: Money, target: Rational): boolean => {
  const difference = divide(subtract(toRational(pay), target), target);
  return compare(difference, ROUNDING) > 0 || compare(difference, { n: -ROUNDING.n, d: ROUNDING.d }) < 0;
};

/**
 * Where an example states quota and target incentive, every measure exactly at its quota must earn that target: rate = target
 * incentive ÷ quota. Source: plan mechanics, section 0 (ICR).
 */
export const targetMismatch: Lint = {
  name: "target_mismatch",
  severity: "warning",
  why: "Offers and budgets state the target incentive; rates that come to something else at 100% pay another figure than promised.",
  find(looked) {
    const { plan, setting: usual, unreadable } = looked;
    const main = mainMeasure(plan);
    if (unreadable !== null) return [];
    const seen = new Set<string>();
    return statedIn(plan).flatMap(({ name, quotas, targetIncentive }): Found[] => {
      const whole = quotas.get(main);
      if (!whole || !targetIncentive || targetIncentive.minor <= 0) return [];
      const setting: Setting = { ...usual, quotas: new Map([...usual.quotas, ...quotas]), targetIncentive };
      const at = quotaOver(plan, setting, main);
      const target = targetOver(setting);
      if (!at || compare(target, rational(0)) <= 0) return [];
      const { earned } = earnedAt(plan, setting, main, at);
      const once = `${at.n}/${at.d} ${targetIncentive.minor}`;
      if (!differs(earned, target) || seen.has(once)) return [];
      seen.add(once);
      return [
        {
          path: "components",
          message: `earn ${moneyText(earned)} at ${placeText({ plan, setting }, main, at)}, and the target incentive of the same days is ${moneyText(fromRational(target, plan.currency))} (as in "${name}")`,
          fix: "set rates so that 100% of quota earns the target incentive (multiple: 1 does so by itself), or correct the figures of the example",
        },
      ];
    });
  },
};
