import { z } from "zod";
import { amount, type Explanation } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { type Money, sum } from "../core/money.js";
import type { StatementLine } from "../core/statement.js";
import { versionsOf } from "./attainment.js";
import { type Chosen, chooseDeal } from "./choose-deal.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { type Pay, payOf } from "./pay.js";
import { type Absence, loadPayee } from "./payee.js";
import { absent, action, figure, sameQuestion, speaking } from "./words.js";

/** Deals shown per line of the explanation; the rest is one line, so that the sum still stands. */
const SHOWN = 12;

export const payoutExplainSkill = defineSkill({
  name: "payout_explain",
  description:
    "Why a payout is what it is: every component with its formula, down to the deals, and adjustments. With a deal: what that deal earned.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    deal: z.string().max(200).nullable().describe("Key or name of a deal, or null for the whole payout"),
  }),
  audience: "self_or_reports",
  load: async ({ deal }, scope) => {
    const payee = await loadPayee(scope);
    if (deal === null || payee.kind !== "on_plan") return { payee, deal: null };
    const deals = await scope.store.listDeals(scope.subject.id, scope.period);
    return { payee, deal: chooseDeal(deals, deal) };
  },
  compute: ({ payee, deal }): { pay: Pay; deal: Chosen | null } | Absence =>
    payee.kind === "on_plan" ? { pay: payOf(payee), deal } : payee,
  render: (result, scope) => {
    if ("kind" in result) return absent(result, scope);
    return result.deal ? ofDeal(result.pay, result.deal, scope) : ofPeriod(result.pay, scope);
  },
});

function ofPeriod(pay: Pay, scope: Scope): Rendered {
  const { period, locale } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  return {
    headline: `${say.Your} payout for ${label} is ${formatMoney(pay.payable, locale)}. This is how it comes about.`,
    body: "Every line is the sum of the lines below it, with the calculation written out.",
    figures: [
      figure("earned", "Earned", amount(pay.earned)),
      figure("adjustments", "Adjustments", amount(pay.adjusted)),
      figure("payable", "Payable", amount(pay.payable)),
    ],
    explanation: [
      ...pay.components.map((component) => ({
        label: component.label,
        value: amount(component.earned),
        children: foldLines(component.lines),
      })),
      ...(pay.adjustments.length > 0
        ? [{ label: "Adjustments", value: amount(pay.adjusted), children: foldLines(pay.adjustments) }]
        : []),
    ],
    notes: pay.notes(locale),
    actions: [
      action("Which deals counted?", "deals", { ...same, status: "won" }),
      action(say.self ? "How close am I to quota?" : "How close to quota?", "attainment", same),
    ],
    dataAsOf: pay.payee.file.dataAsOf,
    planVersion: versionsOf(pay.payee),
  };
}

const explain = (line: StatementLine): Explanation => ({
  label: line.label,
  ...(line.formula === undefined ? {} : { formula: line.formula }),
  value: amount(line.amount),
  ...(line.children?.length ? { children: foldLines(line.children) } : {}),
});

/** The first lines in full and the rest as one, with its sum. */
export function foldLines(lines: readonly StatementLine[]): Explanation[] {
  if (lines.length <= SHOWN + 1) return lines.map(explain);
  const rest = lines.slice(SHOWN);
  return [...lines.slice(0, SHOWN).map(explain), { label: `${rest.length} more`, value: amount(totalOf(rest)) }];
}

const totalOf = (lines: readonly StatementLine[]): Money =>
  sum(
    lines.map((line) => line.amount),
    lines[0]?.amount.currency ?? "XXX",
  );

/** Lines of one deal wherever they stand, each under the label of the line above it. */
function linesOf(
  lines: readonly StatementLine[],
  dealKey: string,
  above: string,
): { above: string; line: StatementLine }[] {
  return lines.flatMap((line) =>
    line.dealKey === dealKey && !line.children?.length
      ? [{ above, line }]
      : linesOf(line.children ?? [], dealKey, line.label),
  );
}

function ofDeal(pay: Pay, chosen: Chosen, scope: Scope): Rendered {
  const { period, locale } = scope;
  const label = periodLabel(period, locale);
  const same = sameQuestion(scope);
  const say = speaking(scope);
  if (chosen.kind === "none")
    return {
      headline: `I don't see a deal called "${chosen.said}" among ${say.your} deals of ${label}.`,
      body: "It may be called differently, belong to another period, or be credited to somebody else.",
      actions: [
        action("Which deals counted?", "deals", { ...same, status: "won" }),
        action("Why this payout?", "payout_explain", same),
      ],
      dataAsOf: pay.payee.file.dataAsOf,
    };
  const { deal } = chosen;
  const found = pay.components.flatMap((component) =>
    linesOf(component.lines, deal.key, component.label).map((entry) => ({ component, ...entry })),
  );
  if (found.length === 0) {
    const open = deal.status === "open";
    return {
      headline: open
        ? `${deal.name} is still open, so it has earned nothing yet.`
        : `${deal.name} earned nothing by itself in ${label}.`,
      body: open
        ? "I can tell you what it would be worth."
        : "It is not among the deals that were credited in this period, or its plan pays for the total and not deal by deal.",
      actions: open
        ? [action(`What is ${deal.name} worth?`, "what_if", { person: same.person, deal: deal.key })]
        : [action("Why this payout?", "payout_explain", same)],
      dataAsOf: pay.payee.file.dataAsOf,
    };
  }
  const earned = totalOf(found.map(({ line }) => line));
  return {
    headline: `${deal.name} earned ${say.who} ${formatMoney(earned, locale)} in ${label}.`,
    body: "This is how it comes about.",
    figures: [
      figure("earned", `Earned on ${deal.name}`, amount(earned)),
      ...(deal.credited ? [figure("credited", "Credited", amount(deal.credited))] : []),
      ...(deal.amount && deal.share !== "1" ? [figure("deal_amount", "Whole deal", amount(deal.amount))] : []),
    ],
    explanation: found.map(({ component, above, line }) => ({
      label: above === component.label ? component.label : `${component.label}: ${above}`,
      ...(line.formula === undefined ? {} : { formula: line.formula }),
      value: amount(line.amount),
    })),
    notes: pay.notes(locale),
    actions: [action("Why this payout?", "payout_explain", same)],
    dataAsOf: pay.payee.file.dataAsOf,
    planVersion: versionsOf(pay.payee),
  };
}
