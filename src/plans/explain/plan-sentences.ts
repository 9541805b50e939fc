import type { FxTerms } from "../../core/currency.js";
import type { Plan } from "../../core/plan.js";
import { listed, type PlanWords } from "../../core/plan-words.js";
import { describeSettlement } from "../../core/settlement/describe.js";
import { numberText, percentText } from "../../core/wording.js";
import { capText } from "./component-sentences.js";
import { prorationSentences, rampSentences } from "./relief-sentences.js";

/** The plan's own rules beside its components: periods, quota, cap, payment. What is as usual is left out. */
export function planSentences(plan: Plan, words: PlanWords): string[] {
  const { proration, ramp } = plan.relief;
  return [
    `Quotas are set by the ${plan.quotaPeriod}, and pay is settled by the ${plan.payoutPeriod}, in ${plan.currency}.`,
    ...(plan.seasonality
      ? [
          `The year's quota is spread over its ${plan.quotaPeriod}s as ${listed(plan.seasonality.map((share) => percentText(share)))}.`,
        ]
      : []),
    ...(plan.targetIncentive
      ? [
          `Your target incentive, what you are paid at 100%, is ${percentText(plan.targetIncentive.of_quota)} of your quota of ${words.measure(plan.targetIncentive.measure)}.`,
        ]
      : []),
    ...(proration ? prorationSentences(proration) : []),
    ...(ramp ? rampSentences(ramp) : []),
    ...(plan.attainmentAtStart === "restarted"
      ? ["Where this version takes over within a period, attainment starts anew on its first day."]
      : []),
    ...splitsText(plan),
    ...(plan.fx ? [`Deals in other currencies count at the ${fxText(plan.fx)} of the day they close.`] : []),
    ...roundingText(plan),
    ...(plan.cap ? [capText(plan.cap, plan, words, "The whole plan pays")] : []),
    ...orderText(plan),
    ...describeSettlement(plan.settlement, words),
    ...(plan.payout
      ? [
          `Pay goes out in ${plan.payout.currency ?? "your own currency"}, at the ${fxText(plan.payout.fx)} of the period's last day.`,
        ]
      : []),
  ];
}

export function splitsText({ splitsTotal }: Plan): string[] {
  if (splitsTotal === "any") return [];
  return [
    `The shares of one deal add up to ${splitsTotal === "exactly_100%" ? "exactly" : "at most"} 100%, roles aside.`,
  ];
}

/** "month end rate": the kind of rate, and whether one may be made from others. */
export function fxText({ kind, inverse, cross }: FxTerms): string {
  const made = [
    ...(inverse === "allowed" ? ["the opposite rate turned round"] : []),
    ...(cross ? [`two rates over ${cross}`] : []),
  ];
  return `${kind.replace("_", " ")} rate${made.length > 0 ? ` (where there is none, ${listed(made, "or")})` : ""}`;
}

const MODES = {
  half_up: "halves away from zero",
  half_even: "halves to the even digit",
  down: "towards zero",
  up: "away from zero",
} as const;

/** Pay is always rounded; what else is, and how where that is not the usual. */
export function roundingText({ rounding }: Plan): string[] {
  const { mode, per, attainmentPlaces, ratePlaces, quotaTo } = rounding;
  const places = (digits: number) => `${digits} decimal place${digits === 1 ? "" : "s"} of a percent`;
  const rounded = [
    ...(per === "deal" ? ["each deal's pay"] : []),
    ...(attainmentPlaces === null ? [] : [`attainment to ${places(attainmentPlaces)}`]),
    ...(ratePlaces === null ? [] : [`the base commission rate to ${places(ratePlaces)}`]),
    ...(quotaTo === null
      ? []
      : [`a quota that was shared out, ramped or prorated to a multiple of ${numberText(quotaTo)}`]),
  ];
  if (rounded.length === 0 && mode === "half_up") return [];
  const what = rounded.length === 0 ? ["each component's pay"] : rounded;
  return [`Rounded, ${MODES[mode]}: ${listed(what)}.`];
}

/** Only an order that the plan states itself. */
function orderText({ order }: Plan): string[] {
  const steps = (all: readonly string[]) => all.map((step) => step.replaceAll("_", " ")).join(", then ");
  return [
    ...(order.component ? [`What a component earns is changed in this order: ${steps(order.component)}.`] : []),
    ...(order.settlement ? [`What is earned becomes what is paid in this order: ${steps(order.settlement)}.`] : []),
  ];
}
