import { FactsError } from "../core/errors.js";
import type { Plan } from "../core/plan.js";
import type { PlanHistory } from "../core/plan-history.js";

/**
 * The plan a facts file is read with where several versions are in force one after the other: the newest, knowing the measures,
 * components and days of all. Throws a FactsError where two versions mean different things by one name.
 */
export function readingPlan(history: PlanHistory): Plan {
  const plans = history.map(({ plan }) => plan).reverse();
  const [newest = history[0].plan] = plans;
  const measures = new Map(newest.measures);
  const components = [...newest.components];
  for (const plan of plans.slice(1)) {
    for (const [key, measure] of plan.measures) {
      const known = measures.get(key);
      if (known && known.unit !== measure.unit)
        throw new FactsError(
          `${newest.name} ${newest.version} counts ${key} in ${known.unit} and version ${plan.version} in ${measure.unit}: give one of them another name, so that a quota says which it is for.`,
        );
      measures.set(key, known ?? measure);
    }
    components.push(...plan.components.filter(({ key }) => !components.some((known) => known.key === key)));
  }
  const from = history[0].plan.effective?.from;
  return {
    ...newest,
    measures,
    components,
    effective: from === undefined ? null : { from, through: newest.effective?.through ?? null },
  };
}
