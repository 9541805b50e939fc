import type { Component } from "./component.js";
import { suggestion } from "./document.js";
import type { Problem } from "./errors.js";
import { checkOrder } from "./order.js";
import type { Plan } from "./plan.js";
import { compare, ONE, total, ZERO } from "./rational.js";
import { checkRelief } from "./relief.js";
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
    ...checkAnchors(plan),
    ...checkPayOf(plan),
    ...checkBlends(plan),
    ...checkWeights(plan),
    ...checkCap(plan.cap, "cap"),
    ...checkOrder(plan),
    ...checkRelief(plan.relief),
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
  problems.push(...checkToDate(plan, component));
  if (component.position === "year_to_date" && (component.measured === "cumulative" || component.dates !== null))
    problems.push({
      path: "position",
      message:
        "cannot be year_to_date with measured: cumulative or dates of its own, which count over more than the window already",
    });
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
  if (component.make_up && (!component.canMakeUp || component.measured === "cumulative" || component.window === "year"))
    problems.push({
      path: "make_up",
      message: "belongs to a step_bonus or pay_curve measured window by window within the year",
    });
  problems.push(...checkCap(component.cap ?? null, "cap"));
  return problems;
}

/** The span to date must be longer than the windows it adds up. */
function checkToDate({ quotaPeriod }: Plan, { measured, to_date, window = quotaPeriod }: Component): Problem[] {
  if (measured !== "cumulative") return to_date ? [{ path: "to_date", message: "goes with measured: cumulative" }] : [];
  const longest = to_date ?? "year";
  if (window === "week" || monthsIn(window) < monthsIn(longest)) return [];
  return [
    {
      path: "measured",
      message: `cumulative has no meaning with a window of a ${window} in a ${longest} to date: leave it out`,
    },
  ];
}

function checkCap(cap: (Plan["cap"] & { readonly counts?: string | undefined }) | null, path: string): Problem[] {
  if (!cap) return [];
  const problems: Problem[] = [];
  if ((cap.amount === undefined) === (cap.of_target === undefined))
    problems.push({ path, message: "needs one of amount (10000) and of_target (200% of the target incentive)" });
  const falls = cap.paid_by?.findIndex((share, i, all) => compare(share, all[i - 1] ?? ZERO) < 0) ?? -1;
  if (falls >= 0)
    problems.push({
      path: `${path}.paid_by[${falls}]`,
      message: "is below the share before: each says what may have been paid by the end of its payout period",
    });
  if (cap.per === "year" && cap.excess !== "lost")
    problems.push({
      path: `${path}.excess`,
      message: `cannot be ${cap.excess} with a cap per year: the excess waits for a later period of the same fiscal year`,
    });
  return problems;
}

/** Deals counted one by one are no sum of what customers paid of them, and one that counts when it is paid cannot be held until then. */
function checkAnchors({ measures, settlement: { release, clawback } }: Plan): Problem[] {
  return [...measures.values()].flatMap(({ key, of, counted_on }): Problem[] => {
    const path = `measures.${key}.counted_on`;
    if (counted_on === "collected" && of === "deals")
      return [
        {
          path,
          message: "cannot be collected for a number of deals: count them on the day they closed or were invoiced",
        },
      ];
    if (counted_on === "closed" || !(release || clawback)) return [];
    const beside = release ? "release, which holds back" : "clawback, which takes back";
    return [
      {
        path,
        message: `cannot be ${counted_on} beside ${beside} what deals earned on the day they closed: keep one (a refund is a collected amount below zero)`,
      },
    ];
  });
}

/** Components that pay on others: every name known, and no circle, in which nothing could be worked out first. */
function checkPayOf({ components }: Plan): Problem[] {
  const known = components.map(({ key }) => key);
  const named = new Map(components.map(({ key, payOf }) => [key, payOf]));
  const circleFrom = (key: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(key)) return way[0] === key ? [...way, key] : null;
    for (const next of named.get(key) ?? []) {
      const found = circleFrom(next, [...way, key]);
      if (found) return found;
    }
    return null;
  };
  return components.flatMap(({ key, payOf }): Problem[] => {
    const path = `components.${key}.components`;
    const unknown = payOf.filter((name) => !named.has(name));
    if (unknown.length > 0)
      return unknown.map((name) => ({
        path,
        message: `"${name}" is not among the plan's components${suggestion(name, known)} (${known.join(", ")})`,
      }));
    const circle = circleFrom(key, []);
    return circle
      ? [{ path, message: `pay on one another in a circle (${circle.join(" on ")}): one of them must stand alone` }]
      : [];
  });
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
