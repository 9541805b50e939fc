import { fromRational, type Money, minus, toRational, zero } from "../../core/money.js";
import { compare } from "../../core/rational.js";
import { moneyText } from "../../core/wording.js";
import { boundsOn } from "../payout/bounds.js";
import { jumpsOn } from "../payout/jumps.js";
import { mostMoved, pathOf } from "./falling-pay.js";
import type { Found, Lint } from "./lint.js";
import { type Looked, tenthOf } from "./looked.js";
import { placeText } from "./words.js";

const limitOf = ({ plan, options, atQuota }: Looked): Money =>
  options.cliff
    ? fromRational(options.cliff, plan.currency)
    : fromRational(tenthOf(toRational(atQuota ?? zero(plan.currency))), plan.currency);

/** One jump for each bound, the largest near it. Source: plan mechanics, sections 1 and 3. */
export const cliff: Lint = {
  name: "cliff",
  severity: "warning",
  why: "Where one more dollar of sales pays a large sum, deals are pulled in or held back, and a cent of credit becomes a dispute.",
  find(looked) {
    const limit = limitOf(looked);
    if (limit.minor <= 0) return [];
    return looked.measures.flatMap((measure) =>
      jumpsOn(looked, measure, looked.curve(measure)).flatMap(({ from, to, by }): Found[] => {
        if (by.minor <= limit.minor) return [];
        const component = mostMoved(from, to, 1);
        const bound = boundsOn(looked.plan, looked.setting, measure).find(
          ({ at }) => compare(at, from.position) >= 0 && compare(at, to.position) <= 0,
        );
        return [
          {
            path: pathOf(component),
            message: `pay jumps by ${moneyText(minus(to.earned, from.earned))} at ${placeText(looked, measure, bound?.at ?? to.position)}, from ${moneyText(from.earned)} to ${moneyText(to.earned)}`,
            fix: "make the boundary marginal, put a straight line or more steps below it, or accept it in the plan (accepts)",
          },
        ];
      }),
    );
  },
};
