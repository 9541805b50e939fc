import { z } from "zod";
import { amount, type Figure, ratio } from "../answer/answer.js";
import { formatMoney, formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import type { Calibration } from "../core/forecast/calibration.js";
import { chanceOfGoal, type Expectation, expectation, type Prospect } from "../core/forecast/expectation.js";
import { type SamePoint, samePoints } from "../core/forecast/same-point.js";
import type { GapGoal } from "../core/gap.js";
import type { Money } from "../core/money.js";
import { outlook } from "../core/outlook.js";
import { type Period, periodSpanning } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import { mainMeasure } from "../core/what-if.js";
import type { ForecastCall } from "../store/store.js";
import { versionsOf } from "./attainment.js";
import { AmountField, defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { type Fitted, fitFor } from "./forecasting/fit.js";
import { earlierTable, tierTable } from "./forecasting/tables.js";
import { trustNotes } from "./forecasting/words.js";
import { aimOf, goalOf } from "./gap-to-goal.js";
import { planChangeNotes } from "./pay.js";
import { type Absence, loadPayee, type OnPlan, spanAround, standingOf } from "./payee.js";
import { absent, action, figure, measureValue, sameQuestion, shown, speaking } from "./words.js";

interface Loaded {
  readonly payee: OnPlan | Absence;
  /** The window that the plan counts the measure over. */
  readonly window: Period;
  /** Null where the measure cannot be forecast. */
  readonly fitted: Fitted | null;
  readonly calls: readonly ForecastCall[];
}

interface Told {
  readonly kind: "told";
  readonly payee: OnPlan;
  readonly window: Period;
  readonly expected: Expectation;
  readonly calibration: Calibration;
  readonly earlier: readonly SamePoint[];
  readonly goal: { readonly aim: GapGoal; readonly prospect: Prospect | null } | null;
  readonly calls: readonly ForecastCall[];
}

interface Unforeseen {
  readonly kind: "unforeseen";
  readonly payee: OnPlan;
  readonly window: Period;
}

export const forecastSkill = defineSkill({
  name: "forecast",
  description:
    "Where one person is likely to end the period: chance of quota, of a percentage, of a tier or of earning an amount, range of credit and of pay, split into won, open and yet to come.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    goal: z.string().max(40).nullable().describe("One of quota, ote; null = quota, or what the amount says"),
    amount: AmountField,
  }),
  audience: "self_or_reports",
  load: async (_input, scope): Promise<Loaded> => {
    const asked = await loadPayee(scope);
    if (asked.kind !== "on_plan") return { payee: asked, window: scope.period, fitted: null, calls: [] };
    const { measure, window: days } = outlook(asked.history, asked.facts, scope.period);
    const window = periodSpanning(days, scope.store.organisation.fiscalYearStartMonth);
    const payee = standingOf(asked.file, window, scope.today);
    if (payee.kind !== "on_plan") return { payee, window, fitted: null, calls: [] };
    const [fitted, calls] = await Promise.all([
      fitFor(scope, payee.file, payee.plan, measure, window),
      scope.store.listForecastCalls([scope.subject.id], window),
    ]);
    return { payee, window, fitted, calls: calls.filter((call) => call.measure === measure) };
  },
  compute: ({ payee, window, fitted, calls }, { goal, amount: named }, { store }): Told | Unforeseen | Absence => {
    if (payee.kind !== "on_plan") return payee;
    if (!fitted) return { kind: "unforeseen", payee, window };
    const { history, facts } = payee;
    const forecast = fitted.forecaster.forecastOfTeam(fitted.sumOf);
    const aim = goal === null && named === null ? null : goalOf(goal, named, payee, window);
    const isQuota = aim?.kind === "attainment" && compare(aim.ratio, ONE) === 0;
    return {
      kind: "told",
      payee,
      window,
      expected: expectation(history, facts, window, forecast),
      calibration: fitted.forecaster.calibration,
      earlier: samePoints(history, facts, window, mainMeasure(payee.plan), spanAround(window, store).start),
      goal: aim && !isQuota ? { aim, prospect: chanceOfGoal(history, facts, window, aim, forecast) } : null,
      calls,
    };
  },
  render: (result, scope) => {
    if (result.kind === "told") return answerOf(result, scope);
    return result.kind === "unforeseen" ? unforeseen(result, scope) : absent(result, scope);
  },
});

function answerOf(told: Told, scope: Scope): Rendered {
  const { payee, expected, window, goal } = told;
  const { locale } = scope;
  const say = speaking(scope);
  const { outlook: now, quota, landing, parts, pay, tiers, over } = expected;
  const value = (credit: Money) => measureValue(credit, now.unit);
  const same = { ...sameQuestion(scope), period: window.kind === "range" ? sameQuestion(scope).period : window.key };
  const common = {
    period: { label: periodLabel(window, locale), start: window.start, end: window.end },
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
  };
  const exact = [
    figure("credited", over ? "Credited" : "Won so far", value(now.credited)),
    ...(now.quota ? [figure("quota", "Quota", value(now.quota))] : []),
  ];
  if (over)
    return {
      ...common,
      headline: `${periodLabel(window, locale)} is over: ${say.who} landed at ${shown(value(now.credited), scope)}.`,
      figures: exact,
      actions: [action("How close to quota?", "attainment", same)],
    };
  return {
    ...common,
    ...headlineOf(told, scope),
    ...(now.attainment.ok && quota
      ? { progress: { label: `of ${periodLabel(window, locale)} quota`, ratio: now.attainment.ratio } }
      : {}),
    figures: [
      ...(goal?.prospect ? [figure("chance_goal", "Chance of the goal", ratio(goal.prospect.chance))] : []),
      ...(goal?.prospect ? [figure("goal_at", "Goal is reached at", value(goal.prospect.at))] : []),
      ...(quota ? [figure("chance_quota", "Chance of quota", ratio(quota.chance))] : []),
      figure("forecast", "Most likely to land near", value(landing.p50)),
      figure("forecast_low", "Cautious (9 in 10 land above)", value(landing.p10)),
      figure("forecast_high", "Hopeful (1 in 10 lands above)", value(landing.p90)),
      ...exact,
      figure("from_open", "Expected of open deals", value(parts.open)),
      figure("from_new", "Expected of deals yet to come", value(parts.created)),
      figure("payout_forecast", "Payout, most likely near", amount(pay.p50)),
      figure("payout_low", "Payout, cautious", amount(pay.p10)),
      figure("payout_high", "Payout, hopeful", amount(pay.p90)),
      figure("payout_mean", "Payout on average", amount(pay.mean)),
      figure("payout", "Payout so far", amount(now.payoutSoFar)),
      ...callFigures(told, value),
    ],
    tables: [
      ...(tiers.length > 0 ? [tierTable(tiers, value)] : []),
      ...(told.earlier.length > 0 ? [earlierTable(told.earlier, expected, window, value, locale)] : []),
    ],
    notes: [
      ...trustNotes(expected, told.calibration, say.your, locale),
      `The payouts are ${say.your} plan applied to each landing, not to the most likely one alone.`,
      ...planChangeNotes(payee, locale),
    ],
    actions: [
      action("What is open?", "pipeline", same),
      action("What is missing to quota?", "gap_to_goal", { ...same, goal: "quota" }),
      action("Where do things stand?", "attainment", same),
    ],
  };
}

function headlineOf({ expected, goal, window }: Told, scope: Scope): Pick<Rendered, "headline" | "body"> {
  const { locale } = scope;
  const say = speaking(scope);
  const { outlook: now, quota, landing, pay } = expected;
  const label = periodLabel(window, locale);
  const range = (credit: Money) => shown(measureValue(credit, now.unit), scope);
  const body = `Most likely ${say.who} will land near ${range(landing.p50)}, which pays about ${formatMoney(pay.p50, locale)}; 8 in 10 outcomes lie between ${range(landing.p10)} and ${range(landing.p90)}.`;
  if (goal?.prospect) {
    const aim = aimOf(goal.aim, goal.prospect, locale);
    const sure = compare(goal.prospect.chance, ONE) === 0;
    return {
      headline: sure
        ? `${say.Who} ${say.have} already reached ${aim} in ${label}.`
        : `${formatRatio(goal.prospect.chance, locale)}: that is ${say.your} chance of reaching ${aim} in ${label}.`,
      body,
    };
  }
  if (goal) return { headline: `That goal is out of reach in ${label}: no amount of credit gets there.`, body };
  if (!quota) return { headline: `${say.Who} should land near ${range(landing.p50)} in ${label}.`, body };
  return {
    headline:
      compare(quota.chance, ONE) === 0
        ? `Quota is met in ${label}, with ${range(now.credited)} credited.`
        : `${formatRatio(quota.chance, locale)}: that is ${say.your} chance of making quota in ${label}.`,
    body,
  };
}

/** The newest call of each kind, beside the forecast. */
function callFigures({ calls }: Told, value: (credit: Money) => ReturnType<typeof amount>): Figure[] {
  const labels = { commit: "Committed", best_case: "Best case, as called" } as const;
  return (["commit", "best_case"] as const).flatMap((kind) => {
    const newest = calls.findLast((call) => call.kind === kind);
    return newest ? [figure(`call_${kind}`, labels[kind], value(newest.amount))] : [];
  });
}

function unforeseen({ payee, window }: Unforeseen, scope: Scope): Rendered {
  const say = speaking(scope);
  return {
    headline: `I can't forecast what ${say.your} plan measures in ${periodLabel(window, scope.locale)}.`,
    body: "It blends several measures, and a forecast is of one. I can show where each stands.",
    actions: [action("Where do things stand?", "attainment", sameQuestion(scope))],
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
  };
}
