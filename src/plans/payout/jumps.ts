import { type Money, minus } from "../../core/money.js";
import type { Plan } from "../../core/plan.js";
import { compare, subtract } from "../../core/rational.js";
import { type EarnedAt, stepOf } from "./earned-at.js";
import type { Setting } from "./setting.js";

/** Two places one step apart, and what that step pays beyond an ordinary one. */
export interface Jump {
  readonly from: EarnedAt;
  readonly to: EarnedAt;
  readonly by: Money;
}

/** Every jump of pay between neighbouring steps of a measure, less what the steps beside it pay. */
export function jumpsOn(
  looked: { readonly plan: Plan; readonly setting: Setting },
  measure: string,
  curve: readonly EarnedAt[],
): Jump[] {
  const step = stepOf(looked.plan, looked.setting, measure);
  const rise = (i: number): Money | null => {
    const [from, to] = [curve[i - 1], curve[i]];
    return from && to && compare(subtract(to.position, from.position), step) === 0
      ? minus(to.earned, from.earned)
      : null;
  };
  return curve.flatMap((to, i): Jump[] => {
    const [from, by] = [curve[i - 1], rise(i)];
    if (!from || !by) return [];
    const beside = [rise(i - 1), rise(i + 1)].flatMap((each) => (each && each.minor >= 0 ? [each.minor] : []));
    const ordinary = { ...by, minor: beside.length > 0 ? Math.min(...beside) : 0 };
    return [{ from, to, by: minus(by, ordinary) }];
  });
}
