import type { Lint } from "./lint.js";

export const noExamples: Lint = {
  name: "no_examples",
  severity: "warning",
  why: "Nothing shows that the plan pays what its author means.",
  find: ({ plan }) =>
    plan.examples.length > 0
      ? []
      : [
          {
            path: "examples",
            message: "are missing",
            fix: "work out a few payouts by hand and write them down as examples",
          },
        ],
};
