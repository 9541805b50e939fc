import { z } from "zod";
import { amount, date, ratio, type Table, text } from "../answer/answer.js";
import { formatRatio, formatValue } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, type IsoDate } from "../core/calendar.js";
import { type Expectation, expectation } from "../core/forecast/expectation.js";
import type { Money } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import { contains, periodOf } from "../core/period.js";
import { mainMeasure } from "../core/what-if.js";
import { DAILY_CATCH_UP, dailyRule, weeklyRule } from "../digests/rules.js";
import { fitFor } from "../skills/forecasting/fit.js";
import { loadPayee, type OnPlan } from "../skills/payee.js";
import { action, figure, measureValue } from "../skills/words.js";
import type { DealRow } from "../store/store.js";
import { defineMessage, type MessageScope } from "./define-message.js";
import { scopeOf } from "./scope-of.js";

const DAYS = 7;
/** Deals in the list; the others are counted. */
const SHOWN = 5;

/** Where a rep stands, what came in the last seven days, and what is due in the next: as often as they chose. */
export const repBrief = defineMessage({
  name: "rep_brief",
  description: "Your day or week at a glance: where you stand, what came in, and which deals are due",
  class: "routine",
  topic: "brief",
  schedule: {
    wantedBy: ({ role }) => role === "rep",
    rule: (preferences) => (preferences.briefEvery === "week" ? weeklyRule(preferences) : dailyRule(preferences)),
    catchUpMinutes: DAILY_CATCH_UP,
  },
  recipe: z.object({}),
  async render(_recipe, scope) {
    const { store, recipient, today } = scope;
    const period = periodOf("quarter", today, store.organisation.fiscalYearStartMonth);
    const payee = await loadPayee({ ...scopeOf(scope), period });
    if (payee.kind !== "on_plan") return null;
    const [deals, plans, fitted] = await Promise.all([
      store.listDeals(recipient.id, { start: today, end: addDays(today, 1) }),
      store.listPlansToAcknowledge(recipient.id, today),
      fitFor(scope, payee.file, payee.plan, mainMeasure(payee.plan), period),
    ]);
    const expected = fitted
      ? expectation(payee.history, payee.facts, period, fitted.forecaster.forecastOfTeam(fitted.sumOf))
      : null;
    const now = expected?.outlook ?? outlook(payee.history, payee.facts, period);
    const due = dueSoon(deals, today);
    const waits = plans.some(({ answer }) => answer === null);
    return wordsOf({ payee, now, expected, due, waits, scope });
  },
  example: async (scope) => {
    const period = periodOf("quarter", scope.today, scope.store.organisation.fiscalYearStartMonth);
    return (await loadPayee({ ...scopeOf(scope), period })).kind === "on_plan" ? {} : null;
  },
});

/** Open deals that are due within the week or past their day, the earliest first. */
const dueSoon = (deals: readonly DealRow[], today: IsoDate): DealRow[] =>
  deals
    .filter(
      ({ status, expectedCloseOn }) =>
        status === "open" && expectedCloseOn !== null && expectedCloseOn <= addDays(today, DAYS),
    )
    .sort((a, b) => ((a.expectedCloseOn ?? "") < (b.expectedCloseOn ?? "") ? -1 : 1));

interface Brief {
  readonly payee: OnPlan;
  readonly now: Outlook;
  readonly expected: Expectation | null;
  readonly due: readonly DealRow[];
  readonly waits: boolean;
  readonly scope: MessageScope;
}

function wordsOf({ payee, now, expected, due, waits, scope: { today, locale } }: Brief) {
  const { period, facts } = payee;
  const label = periodLabel(period, locale);
  const value = (money: Money) => measureValue(money, now.unit);
  const said = (money: Money) => formatValue(value(money), locale);
  const week = { start: addDays(today, 1 - DAYS), end: addDays(today, 1) };
  const came = new Set(
    facts.credits.filter(({ creditedOn }) => contains(week, creditedOn)).map(({ dealKey }) => dealKey),
  );
  const { nextTier } = now;
  return {
    headline: now.attainment.ok
      ? `${formatRatio(now.attainment.ratio, locale)} of quota in ${label}.`
      : `${said(now.credited)} credited in ${label}.`,
    body: [
      came.size === 0
        ? "Nothing was credited in the last seven days."
        : `${came.size} ${came.size === 1 ? "deal was" : "deals were"} credited in the last seven days.`,
      ...(nextTier ? [`${said(nextTier.needed)} more and you reach ${nextTier.label}.`] : []),
      ...(now.leftPerWeek && now.leftPerWeek.minor > 0
        ? [`To quota it takes ${said(now.leftPerWeek)} a week from here.`]
        : []),
      ...(waits ? ["A version of your plan waits for your answer."] : []),
    ].join(" "),
    ...(now.attainment.ok ? { progress: { label: `of ${label} quota`, ratio: now.attainment.ratio } } : {}),
    figures: [
      ...(now.left && now.left.minor > 0 ? [figure("left", "Left to quota", value(now.left))] : []),
      figure("payout", "Payout so far", amount(now.payoutSoFar)),
      ...(expected?.quota ? [figure("chance", "Chance of quota", ratio(expected.quota.chance))] : []),
      ...(expected ? [figure("forecast", "Likely to land near", value(expected.landing.p50))] : []),
    ],
    tables: due.length > 0 ? [dueTable(due, today)] : [],
    notes: expected ? ["What is likely is an estimate from your deals and the usual pace."] : [],
    actions: [
      action("What should I close first?", "gap_to_goal", { person: null, period: period.key }),
      action("Where will I land?", "forecast", { person: null, period: period.key }),
      ...(waits ? [action("What is waiting for me?", "approvals")] : []),
    ],
    dataAsOf: payee.file.dataAsOf,
    period: { label, start: period.start, end: period.end, key: period.key },
  };
}

const dueTable = (due: readonly DealRow[], today: IsoDate): Table => ({
  title: "Due by next week",
  columns: [
    { label: "Deal" },
    { label: "Stage" },
    { label: "For you", align: "right" },
    { label: "Due", align: "right" },
    { label: "" },
  ],
  rows: due
    .slice(0, SHOWN)
    .map(({ name, stage, credited, expectedCloseOn }) => [
      text(name),
      text(stage),
      credited ? amount(credited) : text("–"),
      expectedCloseOn ? date(expectedCloseOn) : text("–"),
      text(expectedCloseOn !== null && expectedCloseOn < today ? "past its day" : ""),
    ]),
  ...(due.length > SHOWN ? { more: due.length - SHOWN } : {}),
});
