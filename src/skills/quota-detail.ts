import { z } from "zod";
import { date, type Table, text } from "../answer/answer.js";
import { formatDate } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, laterOf } from "../core/calendar.js";
import type { LeaveSpan, Quota } from "../core/facts.js";
import { fromRational, type Money, NO_CURRENCY } from "../core/money.js";
import { quotaFor } from "../core/quota.js";
import { bookUnder, measuredDays } from "../core/statement-of.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile } from "../store/store.js";
import { versionsOf } from "./attainment.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { type Absence, type OnPlan, spanAround, standingOf } from "./payee.js";
import { absent, action, figure, measureValue, sameQuestion, shown, speaking } from "./words.js";

interface QuotaStanding {
  readonly kind: "quota";
  readonly payee: OnPlan | null;
  readonly file: PayeeFile;
  readonly unit: string;
  readonly amount: Money | null;
  /** The days the quota is of, where the plan counts over longer ones than were asked about. */
  readonly window: { readonly start: string; readonly end: string };
  readonly history: readonly Quota[];
  readonly leaves: readonly LeaveSpan[];
}

export const quotaDetailSkill = defineSkill({
  name: "quota_detail",
  description: "One person's quota for one period, when and why it was set or changed, ramp and leave included.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  load: async (_input, { store, subject, period, today }) =>
    store.getPayeeFile(subject.id, spanAround(period, store), today),
  compute: (file, _input, { period, today }): QuotaStanding | Absence => {
    // A quota may be set for a period that has not begun: that is worth an answer.
    const payee = standingOf(file, period, laterOf(today, period.start));
    if (payee.kind === "before_hire" || payee.kind === "after_leaving") return payee;
    const onPlan = payee.kind === "on_plan" ? payee : null;
    const overlapping = (span: { start: string; end: string | null }) =>
      span.start < period.end && (span.end === null || span.end > period.start);
    const main = onPlan ? mainMeasure(onPlan.plan) : (file.quotaHistory.at(-1)?.measure ?? "");
    const { within, span: window } = onPlan
      ? measuredDays(bookUnder(onPlan.history, file.facts, period), period)
      : { within: period, span: period };
    const exact = onPlan ? quotaFor(onPlan.plan, file.facts, main, window, within) : null;
    const unit = onPlan?.plan.measures.get(main)?.unit ?? "money";
    return {
      kind: "quota",
      payee: onPlan,
      file,
      unit,
      amount: exact && onPlan ? fromRational(exact, unit === "money" ? onPlan.plan.currency : NO_CURRENCY) : null,
      window,
      history: file.quotaHistory.filter((quota) => quota.measure === main && overlapping(quota)),
      leaves: file.facts.leaves.filter(overlapping),
    };
  },
  render: (result, scope) => (result.kind === "quota" ? answerOf(result, scope) : absent(result, scope)),
});

function answerOf(
  { payee, file, unit, amount: quota, window, history, leaves }: QuotaStanding,
  scope: Scope,
): Rendered {
  const { period, locale, subject } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  const common = {
    dataAsOf: file.dataAsOf,
    ...(payee ? { planVersion: versionsOf(payee) } : {}),
    actions: [
      action(say.self ? "How close am I to quota?" : "How close to quota?", "attainment", same),
      action("What is missing to it?", "gap_to_goal", same),
    ],
  };
  if (!quota)
    return {
      headline: `No quota is set for ${say.who} in ${label}.`,
      body: say.self
        ? "Your manager or your sales operations team can tell you whether one is coming."
        : "It can be set by importing quotas.",
      ...(history.length > 0 ? { tables: [historyTable(history, unit)] } : {}),
      ...common,
    };
  const newest = history.at(-1);
  const changes =
    history.filter((row) =>
      history.some((other) => other !== row && other.start === row.start && other.end === row.end),
    ).length > 0;
  return {
    headline: `${say.Your} quota for ${label} is ${shown(measureValue(quota, unit), scope)}.`,
    ...(newest
      ? {
          body: `It was last ${changes ? "changed" : "set"} on ${formatDate(newest.setOn, locale)}${newest.reason ? `: ${newest.reason}` : ""}.`,
        }
      : {}),
    figures: [
      figure("quota", "Quota", measureValue(quota, unit)),
      ...(newest ? [figure("set_on", "Last set", date(newest.setOn))] : []),
    ],
    ...(history.length > 0 ? { tables: [historyTable(history, unit)] } : {}),
    notes: [
      ...(window.start !== period.start || window.end !== period.end
        ? [
            `The plan sets quota for ${formatDate(window.start, locale)} to ${formatDate(addDays(window.end, -1), locale)}; this is the quota of these days.`,
          ]
        : []),
      ...leaves.map(
        ({ start, end }) =>
          `${say.Who} ${say.was} on leave from ${formatDate(start, locale)}${end ? ` to ${formatDate(addDays(end, -1), locale)}` : ""}.`,
      ),
      ...(subject.hiredOn !== null && subject.hiredOn > period.start && subject.hiredOn < period.end
        ? [`${say.Who} started on ${formatDate(subject.hiredOn, locale)}, within the period.`]
        : []),
    ],
    ...common,
  };
}

/** Every row that was ever set, the newest last, so that a change can be seen. */
const historyTable = (history: readonly Quota[], unit: string): Table => ({
  title: "How it came about",
  columns: [{ label: "Set on" }, { label: "For" }, { label: "Quota", align: "right" }, { label: "Why" }],
  rows: history.map((quota) => [
    date(quota.setOn),
    text(`${quota.start} to ${addDays(quota.end, -1)}`),
    measureValue(quota.amount, unit),
    text(quota.reason ?? "–"),
  ]),
});
