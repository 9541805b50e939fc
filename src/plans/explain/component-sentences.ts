import type { Component } from "../../core/component.js";
import type { Plan } from "../../core/plan.js";
import { type PlanWords, whereText } from "../../core/plan-words.js";
import { ZERO } from "../../core/rational.js";
import { percentText } from "../../core/wording.js";

/** What a component says of itself, then what any component may have, in the order it is calculated. */
export function componentSentences(plan: Plan, component: Component, words: PlanWords): string[] {
  const { where, threshold, cap, make_up, weight, target } = component;
  return [
    ...component.describe(words),
    ...(where ? [`It counts ${whereText(where)}.`] : []),
    ...(component.base && component.base !== component.measure
      ? [
          `Your standing is measured on ${words.measure(component.measure)}, and it is paid on ${words.measure(component.base)}.`,
        ]
      : []),
    ...(weight ? [`It carries ${percentText(weight)} of your target incentive.`] : []),
    ...(target ? [`Its target is ${words.amount(target.amount)} a ${target.per}.`] : []),
    ...(threshold ? [thresholdText(component, threshold, words)] : []),
    ...component.modifiers.flatMap((modifier) => modifier.describe(words)),
    ...windowText(plan, component),
    ...(cap ? [capText(cap, plan, words)] : []),
    ...(make_up
      ? ["A window that you missed pays what it was worth at 100% once the year to date stands at its quota."]
      : []),
  ];
}

function thresholdText(component: Component, threshold: NonNullable<Component["threshold"]>, words: PlanWords): string {
  const measure = threshold.measure ?? component.measure;
  const bound = threshold.at_least ?? threshold.above;
  if (!bound) return "";
  const at = words.position(bound, measure);
  const unlocked =
    threshold.unlocks === "everything"
      ? "from there everything counts from the first unit"
      : "only the part beyond it counts";
  return `${threshold.at_least ? "Below" : "Up to"} ${at}${threshold.measure ? ` on ${words.measure(measure)}` : ""} nothing is earned; ${unlocked}.`;
}

function windowText(plan: Plan, { window, measured, shortfall, dates }: Component): string[] {
  if (dates) return [];
  if (measured === "cumulative")
    return [
      `It is measured on the fiscal year so far, less what was already paid${shortfall === "recover" ? "; what was paid too much is taken back at once" : "; nothing is taken back, but nothing more is paid until a shortfall is made up"}.`,
    ];
  return window && window !== plan.quotaPeriod ? [`It is measured by the ${window}.`] : [];
}

const EXCESS = {
  lost: "what lies above is not paid",
  carried: "what lies above is paid when a later period of the fiscal year leaves room",
  released_at_year_end: "what lies above is paid at the end of the fiscal year",
} as const;

/** "It pays $15,000.00 a year at most; what lies above is not paid." */
export function capText(cap: NonNullable<Plan["cap"]>, plan: Plan, words: PlanWords, subject = "It pays"): string {
  const most = cap.amount ? words.amount(cap.amount) : `${percentText(cap.of_target ?? ZERO)} of your target incentive`;
  return `${subject} ${most} a ${cap.per === "payout" ? plan.payoutPeriod : cap.per} at most; ${EXCESS[cap.excess]}.`;
}
