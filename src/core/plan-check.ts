import type { Component } from "./component.js";
import { suggestion } from "./document.js";
import type { Problem } from "./errors.js";
import type { Plan } from "./plan.js";
import { compare, ONE, total } from "./rational.js";
import { checkSettlement } from "./settlement/check.js";
import { checkTargetIncentive } from "./target-incentive.js";
import { monthsIn } from "./window.js";
import { percentText } from "./wording.js";

/** What no field shows alone: names that refer to nothing, weights that do not add up, choices between fields. */
export function checkPlan(plan: Plan): Problem[] {
  return [
    ...(plan.measures.size === 0 && plan.components.some(({ measure }) => measure !== "")
      ? [{ path: "measures", message: "is empty: a plan counts something" }]
      : []),
    ...(plan.components.length === 0 ? [{ path: "components", message: "is empty: a plan pays something" }] : []),
    ...plan.components.flatMap((component) =>
      [
        ...component.problems(),
        ...component.modifiers.flatMap((modifier) => modifier.problems(component)),
        ...checkCommon(plan, component),
      ].map(({ path, message }) => ({
        path: `components.${component.key}.${path}`,
        message,
      })),
    ),
    ...checkBlends(plan),
    ...checkWeights(plan),
    ...checkCap(plan.cap, "cap"),
    ...checkSettlement(plan),
    ...checkTargetIncentive(plan),
    ...checkSeasonality(plan),
    ...checkDates(plan),
  ];
}

function checkCommon(plan: Plan, component: Component): Problem[] {
  const problems: Problem[] = [];
  const known = [...plan.measures.keys()];
  const names = { measure: component.measure, base: component.base, "threshold.measure": component.threshold?.measure };
  for (const [path, name] of Object.entries(names)) {
    if (name !== undefined && name !== "" && !plan.measures.has(name))
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
  for (const name of component.measures)
    if (!plan.measures.has(name))
      problems.push({
        path: "measure",
        message: `"${name}" is not among the plan's measures${suggestion(name, known)} (${known.join(", ")})`,
      });
  const isBonus = component.type === "step_bonus" || component.type === "pay_curve";
  if (component.make_up && (!isBonus || component.measured === "cumulative" || component.window === "year"))
    problems.push({
      path: "make_up",
      message: "belongs to a step_bonus or pay_curve measured window by window within the year",
    });
  problems.push(...checkCap(component.cap ?? null, "cap"), ...checkWeek(component));
  return problems;
}

function checkCap(cap: (Plan["cap"] & { readonly counts?: string | undefined }) | null, path: string): Problem[] {
  if (!cap) return [];
  const problems: Problem[] = [];
  if ((cap.amount === undefined) === (cap.of_target === undefined))
    problems.push({ path, message: "needs one of amount (10000) and of_target (200% of the target incentive)" });
  if (cap.per === "year" && cap.excess !== "lost")
    problems.push({
      path: `${path}.excess`,
      message: `cannot be ${cap.excess} with a cap per year: the excess waits for a later period of the same fiscal year`,
    });
  return problems;
}

/** Quotas and incentives are of months; a week stands alone, on amounts. */
function checkWeek(component: Component): Problem[] {
  if (component.window !== "week") return [];
  const bound = component.threshold?.at_least ?? component.threshold?.above;
  const refused =
    component.needsQuota ||
    bound?.percent ||
    component.target ||
    component.weight ||
    component.measured === "cumulative";
  return refused
    ? [
        {
          path: "window",
          message: "cannot be week where quotas or a target incentive count: they are set by month or longer",
        },
      ]
    : [];
}

function checkBlends({ measures }: Plan): Problem[] {
  return [...measures].flatMap(([key, { of, blend }]): Problem[] => {
    const path = `measures.${key}.blend`;
    if ((of === "blend") !== (blend !== undefined))
      return [
        {
          path,
          message:
            "goes with of: blend, and gives each blended measure its weight, such as {bookings: 60%, services: 40%}",
        },
      ];
    if (!blend) return [];
    const wrong = Object.keys(blend).filter((name) => !measures.has(name) || measures.get(name)?.blend);
    if (wrong.length > 0)
      return [{ path, message: `names ${wrong.join(", ")}, which are not plain measures of the plan` }];
    const sum = total(Object.values(blend));
    if (compare(sum, ONE) === 0) return [];
    return [{ path, message: `adds up to ${percentText(sum)}: weights of a blend must add up to 100%` }];
  });
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
  const parts = 12 / monthsIn(quotaPeriod);
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
