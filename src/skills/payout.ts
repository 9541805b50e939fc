import { z } from "zod";
import { amount, type Table, text } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { inPeriod } from "../answer/period-label.js";
import { contains } from "../core/period.js";
import { versionsOf } from "./attainment.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { type Pay, payOf } from "./pay.js";
import { type Absence, loadPayee } from "./payee.js";
import { absent, action, figure, sameQuestion, speaking } from "./words.js";

export const payoutSkill = defineSkill({
  name: "payout",
  description:
    "What one person has earned in one period: earned, adjustments and payable, by component, and the balance of a draw.",
  input: z.object({ person: PersonField, period: PeriodField }),
  audience: "self_or_reports",
  load: async (_input, scope) => loadPayee(scope),
  compute: (payee): Pay | Absence => (payee.kind === "on_plan" ? payOf(payee) : payee),
  render: (result, scope) => (result.kind === "pay" ? answerOf(result, scope) : absent(result, scope)),
});

function answerOf(pay: Pay, scope: Scope): Rendered {
  const { period, today, locale } = scope;
  const say = speaking(scope);
  const running = contains(period, today);
  const same = sameQuestion(scope);
  const differs = pay.payable.minor !== pay.earned.minor;
  return {
    headline: `${say.Who} ${running ? `${say.have} earned` : "earned"} ${formatMoney(pay.earned, locale)} ${inPeriod(period, locale)}${running ? " so far" : ""}.`,
    ...(differs
      ? {
          body: `With adjustments of ${formatMoney(pay.adjusted, locale)}, ${formatMoney(pay.payable, locale)} is payable.`,
        }
      : {}),
    figures: [
      figure("earned", "Earned", amount(pay.earned)),
      figure("adjustments", "Adjustments", amount(pay.adjusted)),
      ...(pay.held.minor === 0 ? [] : [figure("held", "Held back", amount(pay.held))]),
      figure("payable", "Payable", amount(pay.payable)),
      ...(pay.drawBalance.minor === 0
        ? []
        : [figure("draw_balance", "Draw still to recover", amount(pay.drawBalance))]),
    ],
    tables: tablesOf(pay),
    notes: [
      ...(running
        ? ["The period is still running: the payout changes with every deal that is credited, moved or cancelled."]
        : []),
      ...pay.notes(locale),
      "Earned is what the plan gives; it says nothing about the day of payment.",
    ],
    actions: [
      action("Why this payout?", "payout_explain", same),
      action("Which deals counted?", "deals", { ...same, status: "won" }),
      action(say.self ? "How close am I to quota?" : "How close to quota?", "attainment", same),
    ],
    dataAsOf: pay.payee.file.dataAsOf,
    planVersion: versionsOf(pay.payee),
  };
}

function tablesOf({ components, adjustments }: Pay): Table[] {
  const columns = [{ label: "Component" }, { label: "Earned", align: "right" as const }];
  return [
    { title: "By component", columns, rows: components.map(({ label, earned }) => [text(label), amount(earned)]) },
    ...(adjustments.length > 0
      ? [
          {
            title: "Adjustments",
            columns: [{ label: "What" }, { label: "Why" }, { label: "Amount", align: "right" as const }],
            rows: adjustments.map((line) => [text(line.label), text(line.formula ?? ""), amount(line.amount)]),
          },
        ]
      : []),
  ];
}
