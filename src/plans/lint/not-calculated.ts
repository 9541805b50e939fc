import { leftOut } from "../payout/lone-plan.js";
import type { Lint } from "./lint.js";

export const notCalculated: Lint = {
  name: "not_calculated",
  severity: "warning",
  why: "Cliffs, falls, caps and unreachable tiers are found by calculating the plan over a grid, and that was not possible.",
  find: ({ plan, unreadable }) => [
    ...leftOut(plan).map(({ key, shared }) => ({
      path: `components.${key}`,
      message: `${shared ? "depends on" : "is paid on what depends on"} everybody who takes part, so it is left out of made-up sales`,
      fix: "check it by an example with several people",
    })),
    ...(unreadable === null
      ? []
      : [
          {
            path: "components",
            message: `could not be calculated on made-up sales: ${unreadable}`,
            fix: "check those by examples; a deal_grid with otherwise: nothing can be calculated",
          },
        ]),
  ],
};
