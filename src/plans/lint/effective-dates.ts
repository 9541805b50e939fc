import { addDays } from "../../core/calendar.js";
import { factsOfExamples } from "./example-facts.js";
import type { Found, Lint } from "./lint.js";

/** Examples that lie outside the plan's days altogether fail; those that lie outside in part calculate, and mislead. */
export const effectiveDates: Lint = {
  name: "effective_dates",
  severity: "warning",
  why: "An example of days when the plan does not hold shows what nobody will be paid.",
  find({ plan }) {
    const { effective } = plan;
    if (!effective) return [];
    return factsOfExamples(plan).flatMap(({ index, name, period }): Found[] => {
      const before = period.start < effective.from;
      const after = effective.through !== null && period.end > addDays(effective.through, 1);
      if (!before && !after) return [];
      const days = effective.through ? `${effective.from} through ${effective.through}` : `${effective.from} on`;
      return [
        {
          path: `examples[${index}]`,
          message: `"${name}" is about ${period.key}, of which the plan holds only a part: from ${days}`,
          fix: "move the example into the plan's days, or correct effective",
        },
      ];
    });
  },
};
