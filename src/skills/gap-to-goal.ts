import { z } from "zod";
import { amount, ratio, text } from "../answer/answer.js";
import { formatMoney, formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { creditNeededFor, type Gap, type GapGoal } from "../core/gap.js";
import { parseMoney, times, toRational } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import { type Earning, payoutCurve } from "../core/pace.js";
import { contains } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import { divide, ONE, parseDecimal, rational } from "../core/rational.js";
import { AskError } from "../errors.js";
import { versionsOf } from "./attainment.js";
import { payoutCurveChart } from "./charts/payout-curve.js";
import {
  AmountField,
  type AmountInput,
  defineSkill,
  PeriodField,
  PersonField,
  type Rendered,
  type Scope,
} from "./define-skill.js";
import { planChangeNotes } from "./pay.js";
import { type Absence, loadPayee, type OnPlan } from "./payee.js";
import { absent, action, figure, measureValue, sameQuestion, shown, speaking } from "./words.js";

const GOALS = ["quota", "next_tier", "ote"] as const;

interface Distance {
  readonly kind: "distance";
  readonly payee: OnPlan;
  readonly goal: GapGoal;
  readonly gap: Gap;
  readonly now: Outlook;
  readonly curve: readonly Earning[];
}

export const gapToGoalSkill = defineSkill({
  name: "gap_to_goal",
  description:
    "What one person still needs for quota, for a percentage of it, for the next tier or to earn an amount, found by inverting the plan.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    goal: z
      .string()
      .max(40)
      .nullable()
      .describe(`One of ${GOALS.join(", ")}; null = quota, or what the amount says`),
    amount: AmountField,
  }),
  audience: "self_or_reports",
  load: async (_input, scope) => loadPayee(scope),
  compute: (payee, input, { period }): Distance | Absence => {
    if (payee.kind !== "on_plan") return payee;
    const { history, facts } = payee;
    const goal = goalOf(input.goal, input.amount, payee, period);
    const gap = creditNeededFor(history, facts, period, goal);
    const now = outlook(history, facts, period);
    const curve = gap.ok && gap.needed.minor > 0 ? payoutCurve(history, facts, period, now, gap.at) : [];
    return { kind: "distance", payee, goal, gap, now, curve };
  },
  render: (result, scope) => (result.kind === "distance" ? answerOf(result, scope) : absent(result, scope)),
});

/** A percentage is attainment, an amount is pay; a bare number up to 400 is a percentage ("how much more to get to 110"). */
export function goalOf(
  goal: string | null,
  named: AmountInput,
  { plan, facts }: OnPlan,
  period: Scope["period"],
): GapGoal {
  if (named && (named.unit === "percent" || (named.unit === "plain" && isPercent(named.value))))
    return { kind: "attainment", ratio: divide(parseDecimal(named.value), rational(100)) };
  if (named && named.unit !== "count") return { kind: "payout", amount: payAmount(named, plan) };
  if (goal === "next_tier") return { kind: "tier" };
  if (goal === "ote" && facts.targetIncentive)
    return { kind: "payout", amount: times(facts.targetIncentive, yearsIn(period)) };
  return { kind: "attainment", ratio: ONE };
}

const isPercent = (numeral: string): boolean => Number(numeral) > 0 && Number(numeral) <= 400;

/** A target incentive is a year's: the period's share of it. */
function yearsIn({ kind }: Scope["period"]) {
  return { quarter: rational(1, 4), half: rational(1, 2), month: rational(1, 12) }[kind as string] ?? ONE;
}

function payAmount(named: NonNullable<AmountInput>, plan: Plan) {
  const currency = named.currency ?? plan.currency;
  if (currency !== plan.currency)
    throw new AskError(
      `The plan pays in ${plan.currency}, so I can only aim for an amount in ${plan.currency}.`,
      `Ask again with an amount in ${plan.currency}.`,
    );
  try {
    return parseMoney(named.value, plan.currency);
  } catch {
    throw new AskError(`${named.value} is not an amount of ${plan.currency}.`, "Write it like 5,000 or 5k.");
  }
}

function answerOf({ payee, goal, gap, now, curve }: Distance, scope: Scope): Rendered {
  const { period, today, locale } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  const value = (credit: typeof now.credited) => measureValue(credit, now.unit);
  const common = {
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
    actions: [
      action(say.self ? "How close am I to quota?" : "How close to quota?", "attainment", same),
      ...(goal.kind === "tier"
        ? [action("To quota", "gap_to_goal", { ...same, goal: "quota" })]
        : [action("To the next tier", "gap_to_goal", { ...same, goal: "next_tier" })]),
    ],
  };
  if (!gap.ok) return { ...impossible(gap, goal, label, scope), ...common };
  const aim = aimOf(goal, gap, locale);
  const closed = period.end <= today;
  if (gap.needed.minor === 0)
    return {
      headline: `${say.Who} ${say.have} already reached ${aim} in ${label}.`,
      figures: [
        figure("needed", "Still needed", value(gap.needed)),
        figure("credited", "Credited", value(now.credited)),
        figure("payout", "Payout so far", amount(gap.payoutNow)),
      ],
      ...common,
    };
  const perWeek = goal.kind === "attainment" && goal.ratio.n === goal.ratio.d ? now.leftPerWeek : null;
  return {
    headline: `${say.Who} ${closed ? `${say.was} short of` : say.self ? "need" : "needs"} ${shown(value(gap.needed), scope)} ${closed ? "for" : "more to reach"} ${aim} in ${label}.`,
    body: `Then the payout would be ${formatMoney(gap.payoutThen, locale)}, compared with ${formatMoney(gap.payoutNow, locale)} now.`,
    ...(now.attainment.ok ? { progress: { label: `of ${label} quota`, ratio: now.attainment.ratio } } : {}),
    figures: [
      figure("needed", "Still needed", value(gap.needed)),
      figure("at", "That makes", value(gap.at)),
      figure("credited", "Credited", value(now.credited)),
      ...(now.quota ? [figure("quota", "Quota", value(now.quota))] : []),
      ...(now.attainment.ok ? [figure("attainment", "Attainment", ratio(now.attainment.ratio))] : []),
      ...(perWeek && contains(now.window, today) ? [figure("left_per_week", "Needed per week", value(perWeek))] : []),
      figure("payout", "Payout now", amount(gap.payoutNow)),
      figure("payout_then", "Payout then", amount(gap.payoutThen)),
      ...(gap.label ? [figure("goal", "Goal", text(gap.label))] : []),
    ],
    notes: [
      `Assumes that the credit comes in ${label}, in full and as one more deal. It is the least that reaches the goal${goal.kind === "payout" ? " without the help of rounding" : ""}.`,
      ...(gap.falls
        ? [
            `The plan pays less again from ${shown(value(gap.falls), scope)} more: beyond that the payout is below the goal.`,
          ]
        : []),
      ...planChangeNotes(payee, locale),
    ],
    charts: payoutCurveChart(curve, goalOn(gap, now), label, scope),
    ...common,
  };
}

/** The goal as a place on the curve. */
function goalOn({ at, payoutThen }: Extract<Gap, { ok: true }>, { quota }: Outlook) {
  if (!quota || quota.minor === 0) return null;
  return { label: "Goal", attainment: divide(toRational(at), toRational(quota)), earned: payoutThen };
}

export function aimOf(goal: GapGoal, gap: { readonly label: string | null }, locale: string): string {
  if (goal.kind === "payout") return `a payout of ${formatMoney(goal.amount, locale)}`;
  if (goal.kind === "tier") return gap.label ? `the next tier, ${gap.label}` : "the next tier";
  return goal.ratio.n === goal.ratio.d ? "quota" : `${formatRatio(goal.ratio, locale)} of quota`;
}

function impossible(gap: Extract<Gap, { ok: false }>, goal: GapGoal, label: string, scope: Scope): Rendered {
  const say = speaking(scope);
  const { locale } = scope;
  if (gap.reason === "no_quota")
    return {
      headline: `No quota is set for ${say.who} in ${label}.`,
      body: "Without a quota I can't say what is missing to it. I can still work out what it takes to earn an amount.",
    };
  if (gap.reason === "no_tier")
    return {
      headline: `${say.Who} ${say.are} on the highest tier already in ${label}.`,
      body: "No further tier lies ahead; every further deal earns at the rate of this one.",
    };
  const most = gap.most ? formatMoney(gap.most, locale) : null;
  return {
    headline:
      goal.kind === "payout"
        ? `${formatMoney(goal.amount, locale)} is out of reach in ${label}.`
        : `That is out of reach in ${label}.`,
    body: most
      ? `Under ${say.your} plan the most that ${label} can pay is ${most}, however much is sold.`
      : "No amount of sales pays that much under the plan.",
    ...(gap.most ? { figures: [figure("most", "The most the period can pay", amount(gap.most))] } : {}),
  };
}
