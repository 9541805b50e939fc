import { minus } from "../../core/money.js";
import { moneyText } from "../../core/wording.js";
import type { EarnedAt } from "../payout/earned-at.js";
import type { Found, Lint } from "./lint.js";
import { placeText } from "./words.js";

/** The component that loses most from one place to the next. */
export function mostMoved(from: EarnedAt, to: EarnedAt, sign: 1 | -1): string | null {
  let found: { readonly component: string; readonly by: number } | null = null;
  for (const [component, earned] of to.components) {
    const before = from.components.get(component);
    const by = sign * (earned.minor - (before?.minor ?? 0));
    if (by > (found?.by ?? 0)) found = { component, by };
  }
  return found?.component ?? null;
}

export const pathOf = (component: string | null): string =>
  component === null || component === "plan_cap" ? "" : `components.${component}`;

/** Found by calculating the plan itself on both sides of every bound. Source: plan mechanics, sections 1 and 2. */
export const fallingPay: Lint = {
  name: "falling_pay",
  severity: "error",
  why: "Somebody who earns less for selling more holds deals back, and disputes the payout.",
  find: (looked) =>
    looked.measures.flatMap((measure): Found[] => {
      const curve = looked.curve(measure);
      const falls = curve.flatMap((to, i) => {
        const from = curve[i - 1];
        return from && to.earned.minor < from.earned.minor ? [{ from, to }] : [];
      });
      const [first] = falls;
      if (!first) return [];
      const { from, to } = first;
      const more = falls.length > 1 ? `; it falls ${falls.length} times in all` : "";
      return [
        {
          path: pathOf(mostMoved(from, to, -1)),
          message: `pay falls from ${moneyText(from.earned)} at ${placeText(looked, measure, from.position)} to ${moneyText(to.earned)} at ${placeText(looked, measure, to.position)}, ${moneyText(minus(from.earned, to.earned))} less for more${more}`,
          fix: "let rates and payouts rise or stay as sales grow, or make the lower rate marginal (retroactive: false)",
        },
      ];
    }),
};
