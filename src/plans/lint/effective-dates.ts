import { factsOfExamples } from "./example-facts.js";
import type { Found, Lint } from "./lint.js";

/** Examples are worked under the version they stand in, so they belong into its days. */
export const effectiveDates: Lint = {
  name: "effective_dates",
  severity: "warning",
  why: "An example of days when the plan does not hold shows what nobody will be paid.",
  find({ plan }) {
    const { effective } = plan;
    if (!effective) return [];
    return factsOfExamples(plan).flatMap(({ index, name, period }): Found[] => {
      const before = period.end <= effective.from;
      const after = effective.through !== null && period.start > effective.through;
      if (!before && !after) return [];
      const days = effective.through ? `${effective.from} through ${effective.through}` : `${effective.from} on`;
      return [
        {
          path: `examples[${index}]`,
          message: `"${name}" is about ${period.key}, and the plan holds from ${days}`,
          fix: "move the example into the plan's days, or correct effective",
        },
      ];
    });
  },
};
