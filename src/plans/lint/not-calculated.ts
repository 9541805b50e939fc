import type { Lint } from "./lint.js";

export const notCalculated: Lint = {
  name: "not_calculated",
  severity: "warning",
  why: "Cliffs, falls, caps and unreachable tiers are found by calculating the plan over a grid, and that was not possible.",
  find: ({ unreadable }) =>
    unreadable === null
      ? []
      : [
          {
            path: "components",
            message: `could not be calculated on made-up sales: ${unreadable}`,
            fix: "check those by examples; a deal_grid with otherwise: nothing can be calculated",
          },
        ],
};
