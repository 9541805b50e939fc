import { z } from "zod";
import { amount, ratio, type Table, text } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { type Money, sum } from "../core/money.js";
import { contains } from "../core/period.js";
import type { Statement } from "../core/statement.js";
import { detailOf, type MeasureDetail } from "../core/statement-detail.js";
import { statementUnder } from "../core/statement-of.js";
import { labelOf } from "../core/wording.js";
import { verifyReceipt } from "../plans/receipt.js";
import type { ClosedStatement } from "../store/store.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { type Absence, loadPayee, type Payee } from "./payee.js";
import { foldLines } from "./payout-explain.js";
import { statementFiles } from "./statement-file.js";
import { absent, action, figure, measureValue, sameQuestion, speaking } from "./words.js";

/** Credits in the answer itself; the file has all of them. */
const SHOWN = 12;

interface Filed {
  readonly kind: "statement";
  readonly statement: Statement;
  readonly detail: readonly MeasureDetail[];
  readonly closed: ClosedStatement | null;
  readonly dataAsOf: Date | null;
}
/** A closed statement that does not come to what was closed. */
interface Broken {
  readonly kind: "broken";
  readonly closed: ClosedStatement;
}

export const statementSkill = defineSkill({
  name: "statement",
  description:
    "One person's full statement of a period, in the answer and as files: earned, adjustments, held, payable, balances, quota, credits and every line of the calculation.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    format: z.string().max(10).nullable().describe('"csv", "pdf", "xlsx", or null'),
  }),
  audience: "self_or_reports",
  load: async (_input, scope) => {
    const closed = await scope.store.findClosedStatement(scope.subject.id, scope.period);
    return { closed, payee: await loadPayee(scope) };
  },
  compute: ({ closed, payee }, _input, { period }): Filed | Broken | Absence => {
    if (closed) return asClosed(closed, payee);
    if (payee.kind !== "on_plan") return payee;
    const { history, facts, plan, segments } = payee;
    return {
      kind: "statement",
      statement: statementUnder(history, facts, period),
      detail: segments.length === 1 ? detailOf(plan, facts, period) : [],
      closed: null,
      dataAsOf: payee.file.dataAsOf,
    };
  },
  render: (result, scope, { format }) => {
    if (result.kind === "statement") return answerOf(result, format, scope);
    return result.kind === "broken" ? brokenOf(result, scope) : absent(result, scope);
  },
});

/** What was closed and not what today's data would give: the receipt is computed again and must come to the same. */
function asClosed(closed: ClosedStatement, payee: Payee): Filed | Broken {
  const verified = verifyReceipt(closed.receipt);
  if (verified.outcome !== "verified") return { kind: "broken", closed };
  return {
    kind: "statement",
    statement: verified.statement,
    detail: [],
    closed,
    dataAsOf: payee.file?.dataAsOf ?? null,
  };
}

function brokenOf({ closed }: Broken, scope: Scope): Rendered {
  const label = periodLabel(scope.period, scope.locale);
  return {
    headline: `${speaking(scope).Your} statement for ${label} was closed at ${formatMoney(closed.payable, scope.locale)} payable.`,
    body: "Its lines can't be shown: computed again they no longer come to that. Your Pacer admin can check it with the verify command.",
    figures: [figure("payable", "Payable", amount(closed.payable))],
    planVersion: `${closed.planName} (${closed.planVersion})`,
  };
}

function statusOf({ closed }: Filed, { period, today, locale }: Scope): string {
  if (closed)
    return `Closed on ${formatDate(closed.closedAt.toISOString().slice(0, 10), locale)}, so it does not change any more`;
  return contains(period, today)
    ? "The period is still running, so this is where it stands today"
    : "The period is over but not closed yet, so it may still change";
}

function answerOf(filed: Filed, format: string | null, scope: Scope): Rendered {
  const { statement, detail } = filed;
  const { period, locale, today } = scope;
  const label = periodLabel(period, locale);
  const say = speaking(scope);
  const same = sameQuestion(scope);
  const status = statusOf(filed, scope);
  const { components, adjustments, currency } = statement;
  const adjusted = sum(
    adjustments.map((line) => line.amount),
    currency,
  );
  return {
    headline: `${say.Your} statement for ${label}: ${formatMoney(statement.payable, locale)} payable${contains(period, today) ? " so far" : ""}.`,
    body: `${status}.`,
    figures: figuresOf(statement, adjusted),
    tables: [...measuresTable(statement), ...quotaTable(detail), ...creditsTable(detail)],
    explanation: [
      ...components.map(({ component, label: name, planVersion, earned, lines }) => ({
        label: `${name ?? labelOf(component)}${planVersion ? ` (${planVersion})` : ""}`,
        value: amount(earned),
        children: foldLines(lines),
      })),
      ...(adjustments.length > 0
        ? [{ label: "Adjustments and draws", value: amount(adjusted), children: foldLines(adjustments) }]
        : []),
    ],
    notes: [
      ...(format === "pdf" ? ["The page among the files prints to PDF from any browser."] : []),
      ...(format === "xlsx" ? ["The CSV among the files opens in Excel and every other spreadsheet."] : []),
      "Payable is what the plan leaves to pay. What payroll has paid out is not recorded here.",
    ],
    attachments: statementFiles({ statement, detail, status }),
    actions: [
      action("Why this payout?", "payout_explain", same),
      action("When is it paid?", "payday", same),
      ...(contains(period, today)
        ? [action("The one before", "statement", { person: same.person, period: `last_${period.kind}` })].filter(
            () => period.kind !== "range" && period.kind !== "day" && period.kind !== "half",
          )
        : []),
    ],
    dataAsOf: filed.dataAsOf,
    planVersion: `${statement.plan.name} (${statement.plan.version})`,
  };
}

function figuresOf(statement: Statement, adjusted: Money) {
  const { earned, held, payable, drawBalance, heldBalance, carriedForward, clawbackOwed, payout } = statement;
  const balance = (key: string, label: string, value: Money | undefined) =>
    value && value.minor !== 0 ? [figure(key, label, amount(value))] : [];
  return [
    figure("earned", "Earned", amount(earned)),
    figure("adjustments", "Adjustments and draws", amount(adjusted)),
    ...balance("held", "Held back", held),
    figure("payable", "Payable", amount(payable)),
    ...balance("draw_balance", "Draw still to recover", drawBalance),
    ...balance("held_balance", "Held back in all", heldBalance),
    ...balance("carried_forward", "Carried to the next payment", carriedForward),
    ...balance("clawback_owed", "Clawbacks still to take back", clawbackOwed),
    ...(payout ? [figure("paid_out", "In the currency paid out", amount(payout.amount))] : []),
  ];
}

const measuresTable = ({ measures }: Statement): Table[] =>
  measures.length === 0
    ? []
    : [
        {
          title: "Quota and attainment",
          columns: [
            { label: "Measure" },
            { label: "Credited", align: "right" },
            { label: "Quota", align: "right" },
            { label: "Attainment", align: "right" },
          ],
          rows: measures.map(({ measure, credited, quota, attainment, unit }) => [
            text(labelOf(measure)),
            measureValue(credited, unit),
            quota ? measureValue(quota, unit) : text("–"),
            attainment.ok ? ratio(attainment.ratio) : text("–"),
          ]),
        },
      ];

/** How the quota came about, where that took more than setting it. */
function quotaTable(detail: readonly MeasureDetail[]): Table[] {
  const lines = detail.flatMap(({ quota }) => (quota.length > 1 ? quota : []));
  if (lines.length === 0) return [];
  return [
    {
      title: "How the quota came about",
      columns: [{ label: "Step" }, { label: "Calculation" }, { label: "Amount", align: "right" }],
      rows: lines.map((line) => [text(line.label), text(line.formula ?? ""), measureValue(line.amount, "")]),
    },
  ];
}

function creditsTable(detail: readonly MeasureDetail[]): Table[] {
  const lines = detail.flatMap(({ credits }) => credits);
  if (lines.length === 0) return [];
  return [
    {
      title: "Credits",
      columns: [{ label: "Deal" }, { label: "How it counted" }, { label: "Credited", align: "right" }],
      rows: lines
        .slice(0, SHOWN)
        .map((line) => [text(line.label), text(line.formula ?? ""), measureValue(line.amount, "")]),
      ...(lines.length > SHOWN ? { more: lines.length - SHOWN } : {}),
    },
  ];
}
