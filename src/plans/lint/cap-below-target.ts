import type { Component } from "../../core/component.js";
import type { Plan } from "../../core/plan.js";
import { moneyText } from "../../core/wording.js";
import { quotaOver } from "../payout/setting.js";
import type { Found, Lint } from "./lint.js";
import type { Looked } from "./looked.js";

const with_ = (plan: Plan, key: string, change: (component: Component) => Component): Plan => ({
  ...plan,
  components: plan.components.map((component) => (component.key === key ? change(component) : component)),
});

/** The plan without one of its caps, by the path where the cap stands. */
function withoutEachCap(plan: Plan): { readonly path: string; readonly plan: Plan; readonly inMoney: boolean }[] {
  const own = plan.components.flatMap((component) => [
    ...(component.cap
      ? [
          {
            path: `components.${component.key}.cap`,
            plan: with_(plan, component.key, (found) => ({ ...found, cap: undefined })),
            inMoney: component.cap.amount !== undefined,
          },
        ]
      : []),
    ...component.modifiers
      .filter(({ field }) => field.endsWith("_cap") && field !== "deal_cap")
      .map(({ field }) => ({
        path: `components.${component.key}.${field}`,
        plan: with_(plan, component.key, (found) => ({
          ...found,
          modifiers: found.modifiers.filter((modifier) => modifier.field !== field),
        })),
        inMoney: false,
      })),
  ]);
  const whole = plan.cap ? [{ path: "cap", plan: { ...plan, cap: null }, inMoney: plan.cap.amount !== undefined }] : [];
  return [...own, ...whole];
}

/** Every measure exactly at its quota, with and without each cap. Source: plan mechanics, section 5. */
export const capBelowTarget: Lint = {
  name: "cap_below_target",
  severity: "error",
  why: "A cap that bites before quota is reached takes away pay that the plan promises for doing what it asks.",
  find: (looked: Looked) =>
    withoutEachCap(looked.plan).flatMap(({ path, plan, inMoney }): Found[] => {
      if (looked.unreadable !== null || (inMoney && !looked.quotaKnown)) return [];
      for (const measure of looked.measures) {
        const quota = quotaOver(looked.plan, looked.setting, measure);
        if (!quota) continue;
        const [capped, free] = [looked.at(measure, quota).earned, looked.at(measure, quota, plan).earned];
        if (capped.minor < free.minor)
          return [
            {
              path,
              message: `is below 100%: with every quota exactly reached the plan earns ${moneyText(free)}, and the cap leaves ${moneyText(capped)}`,
              fix: "raise the cap above the pay at 100% of quota, or lower the rates",
            },
          ];
      }
      return [];
    }),
};
