import type { Component, Window } from "./component.js";
import { suggestion } from "./document.js";
import type { Problem } from "./errors.js";
import type { Plan } from "./plan.js";
import { compare, ONE, total } from "./rational.js";
import { percentText } from "./wording.js";

const MONTHS: Readonly<Record<Window, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** What no field shows alone: names that refer to nothing, weights that do not add up, choices between fields. */
export function checkPlan(plan: Plan): Problem[] {
  return [
    ...(plan.measures.size === 0 ? [{ path: "measures", message: "is empty: a plan counts something" }] : []),
    ...(plan.components.length === 0 ? [{ path: "components", message: "is empty: a plan pays something" }] : []),
    ...plan.components.flatMap((component) =>
      [...component.problems(), ...checkCommon(plan, component)].map(({ path, message }) => ({
        path: `components.${component.key}.${path}`,
        message,
      })),
    ),
    ...checkWeights(plan),
    ...checkCap(plan.cap, "cap"),
    ...checkSeasonality(plan),
    ...checkDates(plan),
  ];
}

function checkCommon(plan: Plan, component: Component): Problem[] {
  const problems: Problem[] = [];
  const known = [...plan.measures.keys()];
  const names = { measure: component.measure, base: component.base, "threshold.measure": component.threshold?.measure };
  for (const [path, name] of Object.entries(names)) {
    if (name !== undefined && !plan.measures.has(name))
      problems.push({
        path,
        message: `"${name}" is not among the plan's measures${suggestion(name, known)} (${known.join(", ")})`,
      });
  }
  if (component.measured === "cumulative" && component.shortfall === undefined)
    problems.push({
      path: "shortfall",
      message:
        "is missing, and with cumulative it changes pay: when the year so far is worth less than was already paid, carry pays nothing until it is made up, recover takes the difference back at once",
    });
  if (component.measured === "cumulative" && component.window === "year")
    problems.push({ path: "measured", message: "cumulative has no meaning with a window of a year: leave it out" });
  if (component.weight && component.target)
    problems.push({ path: "target", message: "and weight both say what the component is worth at 100%: keep one" });
  const { threshold } = component;
  if (threshold && (threshold.at_least === undefined) === (threshold.above === undefined))
    problems.push({
      path: "threshold",
      message: "needs one of at_least (reaching it is enough) and above (it must be passed)",
    });
  if (threshold?.unlocks === "excess_only" && component.type !== "flat_rate" && component.type !== "rate_table")
    problems.push({ path: "threshold.unlocks", message: `cannot be excess_only on a ${component.type}` });
  problems.push(...checkCap(component.cap ?? null, "cap"));
  return problems;
}

function checkCap(cap: Plan["cap"], path: string): Problem[] {
  if (!cap || (cap.amount === undefined) !== (cap.of_target === undefined)) return [];
  return [{ path, message: "needs one of amount (10000) and of_target (200% of the target incentive)" }];
}

function checkWeights({ components }: Plan): Problem[] {
  const weights = components.flatMap(({ weight }) => (weight ? [weight] : []));
  const sum = total(weights);
  if (weights.length === 0 || compare(sum, ONE) === 0) return [];
  return [
    {
      path: "components",
      message: `have weights that add up to ${percentText(sum)}: weights share out the target incentive, so they must add up to 100%`,
    },
  ];
}

function checkSeasonality({ seasonality, quotaPeriod }: Plan): Problem[] {
  if (!seasonality) return [];
  const parts = 12 / MONTHS[quotaPeriod];
  const problems: Problem[] = [];
  if (seasonality.length !== parts)
    problems.push({
      path: "seasonality",
      message: `needs ${parts} shares, one for each ${quotaPeriod} of the fiscal year`,
    });
  if (compare(total(seasonality), ONE) !== 0)
    problems.push({
      path: "seasonality",
      message: `adds up to ${percentText(total(seasonality))}: it must add up to 100%`,
    });
  return problems;
}

function checkDates({ effective }: Plan): Problem[] {
  if (!effective?.through || effective.through >= effective.from) return [];
  return [{ path: "effective.through", message: `${effective.through} is before ${effective.from}` }];
}

/** Months in a window, to share out yearly amounts. */
export const monthsIn = (window: Window): number => MONTHS[window];
