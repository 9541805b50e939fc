import type { Component } from "../../core/component.js";
import type { Plan } from "../../core/plan.js";
import { listed, type PlanWords, whereText } from "../../core/plan-words.js";
import { type Rational, ZERO } from "../../core/rational.js";
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
    ...(cap?.counts === "before_multipliers" ? ["The cap counts before what multiplies its pay."] : []),
    ...(plan.cap && component.plan_cap === "outside" ? ["Its pay does not count towards the plan's cap."] : []),
    ...(component.without_quota ? [WITHOUT_QUOTA[component.without_quota]] : []),
    ...(make_up
      ? ["A window that you missed pays what it was worth at 100% once the year to date stands at its quota."]
      : []),
  ];
}

export function thresholdText(
  component: Component,
  threshold: NonNullable<Component["threshold"]>,
  words: PlanWords,
): string {
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

export function windowText(plan: Plan, { window, measured, to_date, position, shortfall, dates }: Component): string[] {
  if (dates) return [];
  const said = shortfall ? `; ${SHORTFALL[shortfall]}` : "";
  const span = to_date ?? "year";
  if (measured === "cumulative")
    return [
      `It is measured on the ${span === "year" ? "fiscal year" : span} so far, less what was already paid${said}.`,
    ];
  const over = window ?? plan.quotaPeriod;
  return [
    ...(position === "year_to_date"
      ? [`The fiscal year so far decides where you stand; what is paid on is the ${over} alone.`]
      : []),
    ...(over !== plan.quotaPeriod || said ? [`It is measured by the ${over}${said}.`] : []),
  ];
}

const SHORTFALL = {
  carry: "nothing is taken back, but nothing more is paid until a shortfall is made up",
  recover: "what was paid too much is taken back at once",
  recover_at_end: "what was paid too much waits, and is taken back at the end of that span",
} as const;

/** Where no quota is set, unless the usual holds. */
const WITHOUT_QUOTA = {
  nothing: "Without a quota it pays nothing.",
  first_tier: "Without a quota it pays the first rate.",
} as const;

const EXCESS = {
  lost: "what lies above is not paid",
  carried: "what lies above is paid when a later period of the fiscal year leaves room",
  released_at_year_end: "what lies above is paid at the end of the fiscal year",
} as const;

/** "It pays $15,000.00 a year at most; what lies above is not paid." */
export function capText(cap: NonNullable<Plan["cap"]>, plan: Plan, words: PlanWords, subject = "It pays"): string {
  const most = cap.amount ? words.amount(cap.amount) : `${percentText(cap.of_target ?? ZERO)} of your target incentive`;
  return `${subject} ${most} a ${cap.per === "payout" ? plan.payoutPeriod : cap.per} at most; ${EXCESS[cap.excess]}.${paidByText(cap.paid_by ?? [], plan)}`;
}

/** " By the end of its months it has paid 1/3 …": shares of the limit that early payouts may reach. */
function paidByText(shares: readonly Rational[], { payoutPeriod }: Plan): string {
  if (shares.length === 0) return "";
  const each = shares.map((share, i) => `${percentText(share, 2)} of that by the end of ${payoutPeriod} ${i + 1}`);
  return ` It pays at most ${listed(each)}, and has no such limit after that.`;
}
