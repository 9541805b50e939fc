import { z } from "zod";
import { amount, date, type Table, text } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import { contains, type Period, periodOf, shiftPeriod } from "../core/period.js";
import { topicOf } from "../plans/explain/topics.js";
import type { ClosedStatement } from "../store/store.js";
import { versionsOf } from "./attainment.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { type Pay, payOf } from "./pay.js";
import { type Absence, loadPayee, type OnPlan, type Payee } from "./payee.js";
import { absent, action, figure, sameQuestion, speaking } from "./words.js";

/** Pay periods of the table: the running one and those before it. */
const SHOWN = 3;

/** One period that the plan settles by, with what it comes to and whether that is final. */
interface PayPeriod {
  readonly period: Period;
  readonly pay: Pay;
  readonly closed: ClosedStatement | null;
}

interface Payday {
  readonly kind: "payday";
  readonly payee: OnPlan;
  /** The newest first. */
  readonly periods: readonly [PayPeriod, ...PayPeriod[]];
  /** The one asked about: the newest that is over unless a period was named. */
  readonly asked: PayPeriod;
  readonly next: Period;
}

export const paydaySkill = defineSkill({
  name: "payday",
  description:
    "When pay is settled and what of it is earned, payable, held back and closed, pay period by pay period; what is next.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  beyondPeriod: true,
  load: async (_input, scope) => {
    const { store, subject, today } = scope;
    const payee = await loadPayee(scope);
    if (payee.kind !== "on_plan") return { payee, read: [] };
    const ending = addDays(scope.period.end, -1);
    const day = ending < today ? ending : today;
    const year = store.organisation.fiscalYearStartMonth;
    const newest = periodOf(payee.plan.payoutPeriod, day, year);
    const periods = Array.from({ length: SHOWN }, (_, i) => shiftPeriod(newest, -i, year));
    const read = await Promise.all(
      periods.map(
        async (period): Promise<{ period: Period; payee: Payee; closed: ClosedStatement | null }> => ({
          period,
          payee: await loadPayee({ ...scope, period }),
          closed: await store.findClosedStatement(subject.id, period),
        }),
      ),
    );
    return { payee, read };
  },
  compute: ({ payee, read }, { period: named }, { today, store }): Payday | Absence => {
    if (payee.kind !== "on_plan") return payee;
    const [first, ...rest] = read.flatMap((one): PayPeriod[] =>
      one.payee.kind === "on_plan" ? [{ period: one.period, pay: payOf(one.payee), closed: one.closed }] : [],
    );
    if (!first) return { kind: "no_plan", file: payee.file };
    const periods = [first, ...rest] as const;
    const over = periods.find(({ period }) => period.end <= today) ?? first;
    const running = periodOf(payee.plan.payoutPeriod, today, store.organisation.fiscalYearStartMonth);
    return { kind: "payday", payee, periods, asked: named === null ? over : first, next: running };
  },
  render: (result, scope) => (result.kind === "payday" ? answerOf(result, scope) : absent(result, scope)),
});

function answerOf({ payee, periods, asked, next }: Payday, scope: Scope): Rendered {
  const { locale, today } = scope;
  const { plan } = payee;
  const say = speaking(scope);
  const same = sameQuestion(scope);
  const label = periodLabel(asked.period, locale);
  const { pay } = asked;
  const payable = asked.closed?.payable ?? pay.payable;
  const running = contains(asked.period, today);
  const lastDay = addDays(next.end, -1);
  const terms = topicOf(plan, "payout_timing");
  return {
    headline: `${formatMoney(payable, locale)} ${running ? "would be" : "is"} payable to ${say.who} for ${label}${running ? " as it stands" : ""}.`,
    body: [
      `${statusText(asked, scope)}.`,
      ...(running ? [] : [`Next is ${periodLabel(next, locale)}, which ends on ${formatDate(lastDay, locale)}.`]),
      "The day the money arrives is payroll's: no pay calendar is recorded here, so I don't name one.",
    ].join(" "),
    figures: [
      figure("earned", "Earned", amount(pay.earned)),
      ...(pay.adjusted.minor === 0 ? [] : [figure("adjustments", "Adjustments and draws", amount(pay.adjusted))]),
      ...(pay.held.minor === 0 ? [] : [figure("held", "Held back", amount(pay.held))]),
      figure("payable", "Payable", amount(payable)),
      ...(pay.drawBalance.minor === 0
        ? []
        : [figure("draw_balance", "Draw still to recover", amount(pay.drawBalance))]),
      figure("settled_through", "The running pay period ends on", date(lastDay)),
    ],
    tables: [tableOf(periods, scope)],
    notes: [
      ...terms.sentences.slice(0, 4).map(({ text: sentence }) => sentence),
      ...terms.prose
        .slice(0, 2)
        .map(({ part, text: sentence }) => `From your plan${part ? `, ${part}` : ""}: ${sentence}`),
      "Earned is what the plan gives, payable what is left of it after holdbacks, draws and adjustments. What was paid out is payroll's record.",
    ],
    actions: [
      action(say.self ? "Send me my statement" : "The statement", "statement", {
        person: same.person,
        period: asked.period.key,
      }),
      action("Why this amount?", "payout_explain", { person: same.person, period: asked.period.key }),
      action("How is it paid under the plan?", "plan_explain", { person: same.person, topic: "payout_timing" }),
    ],
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
    period: { label, start: asked.period.start, end: asked.period.end },
  };
}

function statusText({ period, closed }: PayPeriod, { today, locale }: Scope): string {
  const label = periodLabel(period, locale);
  if (closed)
    return `${label} was closed on ${formatDate(closed.closedAt.toISOString().slice(0, 10), locale)}, so that is final`;
  return contains(period, today)
    ? `${label} is still running until ${formatDate(addDays(period.end, -1), locale)}`
    : `${label} is over but not closed yet, so it may still change`;
}

const tableOf = (periods: readonly PayPeriod[], { today, locale }: Scope): Table => ({
  title: "Pay period by pay period",
  columns: [
    { label: "Pay period" },
    { label: "Earned", align: "right" },
    { label: "Held back", align: "right" },
    { label: "Payable", align: "right" },
    { label: "State" },
  ],
  rows: periods.map(({ period, pay, closed }) => [
    text(periodLabel(period, locale)),
    amount(pay.earned),
    amount(pay.held),
    amount(closed?.payable ?? pay.payable),
    text(closed ? "closed" : contains(period, today) ? "running" : "not closed yet"),
  ]),
});
