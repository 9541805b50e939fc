import { z } from "zod";
import { amount, date, ratio, type Table, text } from "../answer/answer.js";
import { formatMoney, formatRatio } from "../answer/format.js";
import type { LedgerEntry, LedgerKind } from "../core/facts.js";
import { type Money, sum } from "../core/money.js";
import { compare } from "../core/rational.js";
import { labelOf } from "../core/wording.js";
import {
  acceleratorFrom,
  allSentences,
  PLAN_TOPICS,
  type PlanSentence,
  type TopicText,
  topicOf,
} from "../plans/explain/topics.js";
import { versionsOf } from "./attainment.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { payOf, planChangeNotes } from "./pay.js";
import { type Absence, loadPayee, type OnPlan } from "./payee.js";
import { absent, action, figure, measureValue, sameQuestion, shown, speaking } from "./words.js";
import { exampleAmount, exampleSteps, type WorkedExample, workedExample } from "./worked-example.js";

/** Topics that are about what the next deal pays, so that the example goes across the next tier. */
const RATES = new Set(["tier", "accelerator", "threshold", "bonus"]);
/** Topics that an example of one more deal says something about. */
const SHOWN_BY_EXAMPLE = new Set([...RATES, "cap", "kicker", "target_incentive"]);

/** Entries of the ledger that belong to a topic, whatever the plan says about it. */
const BESIDE_THE_PLAN: Readonly<Record<string, readonly LedgerKind[]>> = {
  draw: ["draw_advance", "draw_recovery"],
  clawback: ["clawback"],
};

interface Explained {
  readonly kind: "explained";
  readonly payee: OnPlan;
  readonly topic: string | null;
  readonly found: TopicText | null;
  readonly all: readonly PlanSentence[];
  readonly example: WorkedExample | null;
  /** What is on record for the person beside the plan: advances of a draw and what was recovered, clawbacks. */
  readonly ledger: readonly LedgerEntry[];
  readonly drawBalance: Money;
  /** Topics that the plan has something to say about. */
  readonly others: readonly string[];
}

export const planExplainSkill = defineSkill({
  name: "plan_explain",
  description:
    "How one person's compensation plan works, whole or by topic (rates, accelerator, cap, threshold, draw, clawback, splits, what counts, when it is paid), with their own numbers and a worked example.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    topic: z
      .string()
      .max(60)
      .nullable()
      .describe(`One of ${PLAN_TOPICS.join(", ")}, or a word of the plan; null = the whole plan`),
  }),
  audience: "self_or_reports",
  load: async (_input, scope) => loadPayee(scope),
  compute: (payee, { topic }, scope): Explained | Absence => {
    if (payee.kind !== "on_plan") return payee;
    const { plan } = payee;
    const found = topic === null ? null : topicOf(plan, topic);
    const helps = topic === null || (SHOWN_BY_EXAMPLE.has(topic) && (found?.sentences.length ?? 0) > 0);
    return {
      kind: "explained",
      payee,
      topic,
      found,
      all: allSentences(plan),
      example: helps ? workedExample(payee, scope, acrossWhat(topic, plan)) : null,
      ledger: payee.facts.ledger.filter(({ kind }) => (BESIDE_THE_PLAN[topic ?? ""] ?? []).includes(kind)),
      drawBalance: payOf(payee).drawBalance,
      others: PLAN_TOPICS.filter((other) => other !== topic && topicOf(plan, other).sentences.length > 0),
    };
  },
  render: (result, scope) => (result.kind === "explained" ? answerOf(result, scope) : absent(result, scope)),
});

/** What the example's deal goes beyond: the accelerator, the next tier, or nothing. */
const acrossWhat = (topic: string | null, plan: OnPlan["plan"]) =>
  topic === "accelerator" ? acceleratorFrom(plan) : topic !== null && RATES.has(topic) ? "next_tier" : null;

function answerOf(explained: Explained, scope: Scope): Rendered {
  const { payee, topic, found, all, example, others } = explained;
  const { plan } = payee;
  const say = speaking(scope);
  const same = sameQuestion(scope);
  const missing = found !== null && found.sentences.length === 0 && found.prose.length === 0;
  const sentences = missing ? [] : found ? [...found.sentences, ...found.prose] : all;
  return {
    ...(missing && explained.ledger.length > 0
      ? onRecord(explained, scope)
      : missing
        ? {
            headline: `${say.Your} plan does not have ${found.label}.`,
            body: `I looked through every term of ${plan.name} (${plan.version}).`,
          }
        : leadOf(explained, scope)),
    figures: [
      ...(example ? exampleFigures(example) : []),
      ...(payee.facts.targetIncentive && (topic === null || topic === "target_incentive")
        ? [figure("target_incentive", "Target incentive for a year", amount(payee.facts.targetIncentive))]
        : []),
    ],
    tables: [
      ...(sentences.length > 1 || found === null ? [tableOf(sentences, plan.name)] : []),
      ...(explained.ledger.length > 0 ? [ledgerTable(explained.ledger)] : []),
    ],
    ...(example ? { explanation: [exampleSteps(example, scope)] } : {}),
    notes: [
      ...(example
        ? ["The example is worked out by the whole plan, on top of what is credited today; nothing is saved."]
        : []),
      ...planChangeNotes(payee, scope.locale),
    ],
    actions: [
      ...others
        .filter((other) => OFFERED[other])
        .slice(0, 2)
        .map((other) => action(OFFERED[other] ?? other, "plan_explain", { ...same, topic: other })),
      ...(topic === null ? [] : [action(say.self ? "How does my plan work?" : "The whole plan", "plan_explain", same)]),
      action(say.self ? "What changed in my plan?" : "What changed in the plan?", "plan_change", same),
    ].slice(0, 4),
    dataAsOf: payee.file.dataAsOf,
    planVersion: versionsOf(payee),
  };
}

/** The plan says nothing about it, and yet it is on record for this person. */
function onRecord({ topic, ledger, drawBalance, payee }: Explained, scope: Scope): Pick<Rendered, "headline" | "body"> {
  const { locale } = scope;
  const taken = sum(
    ledger.map((entry) => entry.amount),
    ledger[0]?.amount.currency ?? payee.plan.currency,
  );
  return {
    headline:
      topic === "draw"
        ? `${formatMoney(drawBalance, locale)} of ${speaking(scope).your} draw is still to recover.`
        : `${formatMoney(taken, locale)} is on record as clawbacks.`,
    body: `${payee.plan.name} itself has no rule on that: it was agreed beside the plan, and this is every entry.`,
  };
}

const ledgerTable = (ledger: readonly LedgerEntry[]): Table => ({
  title: "On record",
  columns: [{ label: "Posted" }, { label: "What" }, { label: "Why" }, { label: "Amount", align: "right" }],
  rows: ledger.map(({ postedOn, kind, reason, amount: posted }) => [
    date(postedOn),
    text(labelOf(kind)),
    text(reason),
    amount(posted),
  ]),
});

/** The number first: what the next deal pays where that is what was asked, else what the plan says. */
function leadOf({ payee, topic, found, example }: Explained, scope: Scope): Pick<Rendered, "headline" | "body"> {
  const { plan } = payee;
  const say = speaking(scope);
  const said = [...(found?.sentences ?? []), ...(found?.prose ?? [])];
  const first = said[0]?.text ?? "";
  // Several stand in the table.
  const terms = said.length === 1 ? first : `This is what ${plan.name} says about it.`;
  if (example && (topic === null || RATES.has(topic))) {
    const paid = formatMoney(example.pay.difference, scope.locale);
    return {
      headline: `${say.self ? "Your" : "The"} next ${exampleAmount(example, scope)} ${say.self ? "pays you" : `pays ${say.who}`} ${paid}.`,
      body:
        topic === null
          ? [`That is under ${plan.name}.`, (plan.description ?? "").replaceAll(/\s+/g, " ").trim()].join(" ").trim()
          : `${standingText(example, topic, plan, scope)}${terms}`,
    };
  }
  if (example && topic === "cap") {
    const paid = formatMoney(example.pay.difference, scope.locale);
    const next = `the next ${exampleAmount(example, scope)} ${example.pay.difference.minor > 0 ? `still pays ${say.who} ${paid}` : "pays nothing more"}`;
    return {
      headline: `${say.Who} ${say.are} ${example.pay.difference.minor > 0 ? "not at a cap" : "at a cap"}: ${next}.`,
      body: terms,
    };
  }
  const headline = first || `This is how ${plan.name} works.`;
  return { headline, ...(said.length > 1 ? { body: `From ${plan.name}, all it says on that:` } : {}) };
}

/** How far it is: "You are at 82.5% of quota, $31,450.00 short of the next tier. " */
function standingText({ now }: WorkedExample, topic: string | null, plan: OnPlan["plan"], scope: Scope): string {
  const say = speaking(scope);
  if (!now.attainment.ok) return "";
  const at = `${say.Who} ${say.are} at ${formatRatio(now.attainment.ratio, scope.locale)} of quota`;
  const from = topic === "accelerator" ? acceleratorFrom(plan) : null;
  if (from) {
    const starts = `it starts at ${formatRatio(from, scope.locale)}`;
    return compare(now.attainment.ratio, from) >= 0
      ? `${at}: ${say.who} ${say.are} in it, ${starts}. `
      : `${at}; ${starts}. `;
  }
  if (!now.nextTier) return "";
  return `${at}, ${shown(measureValue(now.nextTier.needed, now.unit), scope)} short of the next tier. `;
}

function exampleFigures({ credited, unit, pay, rate, now }: WorkedExample) {
  return [
    figure("example_credited", "Example", measureValue(credited, unit)),
    figure("example_pays", "It would pay", amount(pay.difference)),
    ...(rate ? [figure("example_rate", "That is a rate of", ratio(rate))] : []),
    ...(now.attainment.ok ? [figure("attainment", "Attainment", ratio(now.attainment.ratio))] : []),
    ...(now.quota ? [figure("quota", "Quota", measureValue(now.quota, unit))] : []),
    ...(now.nextTier
      ? [
          figure("next_tier", "Next tier", text(now.nextTier.label)),
          figure("next_tier_needed", "Missing to next tier", measureValue(now.nextTier.needed, unit)),
        ]
      : []),
  ];
}

/** What a button calls a topic. */
const OFFERED: Readonly<Record<string, string>> = {
  accelerator: "The accelerator",
  cap: "Is there a cap?",
  draw: "The draw",
  clawback: "Clawbacks",
  payout_timing: "When is it paid?",
  threshold: "The threshold",
  kicker: "Kickers",
};

const tableOf = (sentences: readonly PlanSentence[], plan: string): Table => ({
  title: "What the plan says",
  columns: [{ label: "Part" }, { label: "Terms" }],
  rows: sentences.map(({ part, text: sentence }) => [text(part || plan), text(sentence)]),
});
