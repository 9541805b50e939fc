import type { Lint } from "./lint.js";

/** An example that came out different, with both numbers and the line where they part. */
export const failedExample: Lint = {
  name: "failed_example",
  severity: "error",
  why: "The plan does not pay what its author worked out by hand: one of the two is wrong.",
  find: ({ examples }) =>
    examples.flatMap((result, i) => {
      if (result.ok) return [];
      const path = `examples[${i}]`;
      return [
        ...result.problems.map((problem) => ({
          path: `${path}.${problem.path}`,
          message: `"${result.name}": ${problem.message}`,
          fix: "correct the example",
        })),
        ...result.mismatches.map(({ figure, expected, calculated, parting }) => ({
          path: `${path}.expect`,
          message: [`"${result.name}": ${figure}: expected ${expected}, calculated ${calculated}`, ...parting].join(
            "\n",
          ),
          fix: "correct the plan's terms, or the figure where the plan is right",
        })),
      ];
    }),
};
