import { z } from "zod";
import { amount, count, type Figure, ratio, text } from "../answer/answer.js";
import { formatDate, formatMoney, formatRatio } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, daysBetween } from "../core/calendar.js";
import type { Money } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import { courseOf, type DayStanding } from "../core/pace.js";
import { contains, periodSpanning } from "../core/period.js";
import { compare, ONE, type Rational, rational } from "../core/rational.js";
import { paceChart } from "./charts/pace-chart.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { planChangeNotes } from "./pay.js";
import { type Absence, loadPayee, type OnPlan } from "./payee.js";
import { absent, action, figure, measureValue, sameQuestion, shown, speaking, tryAnAmount } from "./words.js";

interface Standing {
  readonly kind: "standing";
  readonly payee: OnPlan;
  readonly outlook: Outlook;
  readonly course: readonly DayStanding[];
  /** A deal of theirs that is open, for "what if I close it". */
  readonly openDeal: { readonly key: string; readonly name: string } | null;
}

export const attainmentSkill = defineSkill({
  name: "attainment",
  description:
    "How close one person is to quota in one period: credited, quota, what is left, where a steady pace lands, payout so far and the next tier.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  load: async (_input, scope) => {
    const payee = await loadPayee(scope);
    const running = payee.kind === "on_plan" && contains(scope.period, scope.today);
    return { payee, openDeal: running ? await scope.store.findLargestOpenDeal(scope.subject.id) : null };
  },
  compute: ({ payee, openDeal }, _input, { period }): Standing | Absence => {
    if (payee.kind !== "on_plan") return payee;
    const now = outlook(payee.history, payee.facts, period);
    const course = courseOf(payee.history, payee.facts, period, now);
    return { kind: "standing", payee, outlook: now, course, openDeal };
  },
  render: (result, scope) => (result.kind === "standing" ? answerOf(result, scope) : absent(result, scope)),
});

function answerOf(standing: Standing, scope: Scope): Rendered {
  const { payee, outlook: now, course, openDeal } = standing;
  const { period, today } = scope;
  const say = speaking(scope);
  const label = quotaLabel(now, scope);
  const running = contains(period, today) && contains(now.window, today);
  const value = (money: Money) => measureValue(money, now.unit);
  const same = sameQuestion(scope);
  const dealName = openDeal?.name;
  return {
    ...headlineOf(now, label, running, scope),
    ...(now.attainment.ok
      ? {
          progress: {
            label: `of ${label} quota`,
            ratio: now.attainment.ratio,
            markers: [...(running ? [{ label: "Expected by today at a steady pace", ratio: now.elapsed }] : [])],
          },
        }
      : {}),
    figures: [
      ...(now.attainment.ok ? [figure("attainment", "Attainment", ratio(now.attainment.ratio))] : []),
      figure("credited", "Credited", value(now.credited)),
      ...(now.quota ? [figure("quota", "Quota", value(now.quota))] : []),
      ...(now.left ? [figure("left", "Left to quota", value(now.left))] : []),
      ...(running && now.leftPerWeek && now.left && now.left.minor > 0
        ? [figure("left_per_week", "Needed per week", value(now.leftPerWeek))]
        : []),
      ...(running ? landingFigures(now, value) : []),
      figure("payout", running ? "Payout so far" : "Payout", amount(now.payoutSoFar)),
      ...(now.payoutAtQuota ? [figure("payout_at_quota", "Payout at quota", amount(now.payoutAtQuota))] : []),
      ...tierFigures(now, value, running),
      ...(running
        ? [
            figure(
              "days_left",
              "Time left",
              count(daysBetween(today, now.window.end), daysBetween(today, now.window.end) === 1 ? "day" : "days"),
            ),
          ]
        : []),
    ],
    charts: paceChart(now, course, { label, running }, scope),
    notes: notesOf(standing, scope, running),
    actions: [
      action("Why this payout?", "payout_explain", same),
      ...(dealName && running
        ? [
            action(say.self ? `What if I close ${dealName}?` : `What if ${dealName} closes?`, "what_if", {
              person: same.person,
              period: null,
              deal: openDeal.key,
            }),
          ]
        : []),
      action("Which deals counted?", "deals", { ...same, status: "won" }),
      ...(running ? [tryAnAmount(scope)] : []),
    ],
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
  };
}

/** The window that the quota is for, as people say it: "Q4 2026", also where October alone was asked about. */
const quotaLabel = ({ window }: Outlook, { store, locale }: Scope): string =>
  periodLabel(periodSpanning(window, store.organisation.fiscalYearStartMonth), locale);

function headlineOf(now: Outlook, label: string, running: boolean, scope: Scope): Pick<Rendered, "headline" | "body"> {
  const say = speaking(scope);
  const { locale, period, today } = scope;
  const credited = shown(measureValue(now.credited, now.unit), scope);
  if (!now.attainment.ok || !now.quota)
    return {
      headline: `No quota is set for ${say.who} in ${label}.`,
      body: `${say.Who} ${say.have} ${credited} credited so far. Without a quota there is no attainment to show.`,
    };
  const over = compare(now.attainment.ratio, ONE) >= 0;
  const attained = formatRatio(now.attainment.ratio, locale);
  const landing = now.landing?.attainment.ok ? now.landing : null;
  const landed = landing?.attainment.ok ? formatRatio(landing.attainment.ratio, locale) : "";
  // A month that is over within a quarter that counts on: the quota is the quarter's, the credit that of the days until then.
  const midway = !running && period.end < now.window.end && period.end <= today;
  return {
    headline: midway
      ? `By the end of ${periodLabel(period, locale)} ${say.who} ${say.was} at ${attained} of ${label} quota.`
      : `${say.Who} ${running ? say.are : "finished"} at ${attained} of quota in ${label}.`,
    body: [
      `${credited} credited against a quota of ${shown(measureValue(now.quota, now.unit), scope)}.`,
      ...(over ? ["Quota is met."] : []),
      ...(running && landing
        ? [`At a steady pace ${say.who} would land at ${landed}, a payout of ${formatMoney(landing.payout, locale)}.`]
        : []),
    ].join(" "),
  };
}

function landingFigures(now: Outlook, value: (money: Money) => ReturnType<typeof amount>): Figure[] {
  if (!now.landing) return [];
  return [
    figure("landing_credited", "Steady pace lands at", value(now.landing.credited)),
    ...(now.landing.attainment.ok
      ? [figure("landing_attainment", "Attainment at that pace", ratio(now.landing.attainment.ratio))]
      : []),
    figure("landing_payout", "Payout at that pace", amount(now.landing.payout)),
  ];
}

function tierFigures(
  { nextTier }: Outlook,
  value: (money: Money) => ReturnType<typeof amount>,
  running: boolean,
): Figure[] {
  if (!nextTier || !running) return [];
  return [
    figure("next_tier", "Next tier", text(nextTier.label)),
    figure("next_tier_at", "Next tier starts at", value(nextTier.at)),
    figure("next_tier_needed", "Missing to next tier", value(nextTier.needed)),
    figure("next_tier_worth", "Next tier is worth", amount(nextTier.worth)),
  ];
}

/** "Account Executive Plan 2026 v2026.1"; several versions are listed in order. */
export const versionsOf = ({ segments }: Pick<OnPlan, "segments">): string =>
  segments.map(({ plan }) => `${plan.name} (${plan.version})`).join(", then ");

/** Below a tenth of the window a single deal moves the pace by multiples. */
const EARLY = rational(1, 10);

const paceNote = (elapsed: Rational): string =>
  compare(elapsed, EARLY) < 0
    ? "It is early: a few days say little about where a steady pace leads."
    : "A steady pace means that the rest of the period goes like the part so far. It is not a forecast.";

function notesOf({ payee, outlook: now }: Standing, { period, locale }: Scope, running: boolean): string[] {
  const ramped = payee.file.quotaHistory.find(
    (quota) => quota.measure === now.measure && quota.reason && quota.start < period.end && quota.end > period.start,
  );
  return [
    ...(running ? [paceNote(now.elapsed)] : []),
    ...planChangeNotes(payee, locale),
    ...(now.window.start !== period.start || now.window.end !== period.end
      ? [
          `The plan counts quota from ${formatDate(now.window.start, locale)} to ${formatDate(addDays(now.window.end, -1), locale)}, so credited and quota are of these days. The payout is that of ${periodLabel(period, locale)}.`,
        ]
      : []),
    ...(ramped ? [`About this quota: ${ramped.reason}.`] : []),
  ];
}
