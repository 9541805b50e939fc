import { z } from "zod";
import { amount, type Table, text } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays, addMonths, type IsoDate } from "../core/calendar.js";
import { FactsError } from "../core/errors.js";
import { contains, type Period, periodOf, shiftPeriod } from "../core/period.js";
import type { Plan } from "../core/plan.js";
import { type PayWith, whatIf } from "../core/what-if.js";
import { knownPlan } from "../plans/known-plan.js";
import { type PlanDifference, planDifference } from "../plans/plan-difference.js";
import type { PayeeFile, PlanInForce } from "../store/store.js";
import { defineSkill, PeriodField, PersonField, type Rendered, type Scope } from "./define-skill.js";
import { loadPayee, type Payee } from "./payee.js";
import { absent, action, figure, sameQuestion, speaking } from "./words.js";

const MONTHS_BACK = 36;
const MONTHS_AHEAD = 13;

interface Version {
  readonly plan: Plan;
  readonly from: IsoDate;
}
/** A version with the one before it. */
interface Step {
  readonly before: Version;
  readonly after: Version;
  readonly difference: PlanDifference;
}
/** The same deals, quota and target under both versions. */
interface Meaning {
  readonly period: Period;
  readonly pay: PayWith;
}

type Changed =
  | { readonly kind: "no_plan"; readonly file: PayeeFile }
  | {
      readonly kind: "changed";
      readonly file: PayeeFile;
      readonly versions: readonly [Version, ...Version[]];
      /** The newest change, or the newest of the period asked about. */
      readonly step: Step | null;
      readonly meanings: readonly Meaning[];
    };

export const planChangeSkill = defineSkill({
  name: "plan_change",
  description:
    "What changed in one person's compensation plan from one version to the next, and what that means for their own pay of the last and the running period.",
  input: z.object({
    person: PersonField,
    period: PeriodField,
    topic: z
      .string()
      .max(60)
      .nullable()
      .describe("Only what changed about this, as in plan_explain; null = everything"),
  }),
  audience: "self_or_reports",
  beyondPeriod: true,
  load: async (_input, scope) => {
    const { store, subject, today } = scope;
    const span = { start: addMonths(today, -MONTHS_BACK), end: addMonths(today, MONTHS_AHEAD) };
    const file = await store.getPayeeFile(subject.id, span, today);
    const newest = file.plans.findLast(({ validFrom }) => validFrom <= today) ?? file.plans.at(-1);
    if (!newest) return { file, payees: [] };
    const kind = knownPlan(newest.document).quotaPeriod;
    const running = periodOf(kind, today, store.organisation.fiscalYearStartMonth);
    const periods = [shiftPeriod(running, -1, store.organisation.fiscalYearStartMonth), running];
    const payees = await Promise.all(
      periods.map(async (period) => ({ period, payee: await loadPayee({ ...scope, period }) })),
    );
    return { file, payees };
  },
  compute: ({ file, payees }, { period, topic }, scope): Changed => {
    const [first, ...rest] = versionsOf(file.plans);
    if (!first) return { kind: "no_plan", file };
    const versions = [first, ...rest] as const;
    const before = period === null ? "9999-12-31" : scope.period.end;
    const index = versions.findLastIndex(({ from }, i) => i > 0 && from < before);
    const [old, fresh] = [versions[index - 1], versions[index]];
    const step =
      old && fresh ? { before: old, after: fresh, difference: planDifference(old.plan, fresh.plan, topic) } : null;
    return { kind: "changed", file, versions, step, meanings: step?.difference.rules ? meaningsOf(step, payees) : [] };
  },
  render: (result, scope, { topic }) => {
    if (result.kind === "no_plan") return absent(result, scope);
    return result.step?.difference.rules
      ? changeOf(result, result.step, topic, scope)
      : nothingOf(result, topic, scope);
  },
});

/** In the order they are in force; the same text assigned anew goes on. */
function versionsOf(plans: readonly PlanInForce[]): Version[] {
  const kept = plans.filter(({ document }, i) => document !== plans[i - 1]?.document);
  return kept.map(({ document, validFrom }) => ({ plan: knownPlan(document), from: validFrom }));
}

/** Periods that can be calculated under both; versions in two currencies cannot. */
function meaningsOf(
  { before, after }: Step,
  payees: readonly { readonly period: Period; readonly payee: Payee }[],
): Meaning[] {
  return payees.flatMap(({ period, payee }): Meaning[] => {
    if (payee.kind !== "on_plan") return [];
    try {
      return [{ period, pay: whatIf(before.plan, payee.facts, period, { plan: after.plan }) }];
    } catch (error) {
      if (error instanceof FactsError) return [];
      throw error;
    }
  });
}

type Found = Extract<Changed, { kind: "changed" }>;

const titled = ({ plan }: Version): string => `${plan.name} (${plan.version})`;

function nothingOf({ file, versions, step }: Found, topic: string | null, scope: Scope): Rendered {
  const { locale, today } = scope;
  const say = speaking(scope);
  const newest = step?.after ?? versions.at(-1) ?? versions[0];
  const about = topic === null ? "" : ` about ${topic.replaceAll("_", " ")}`;
  return {
    headline: `Nothing changed in ${say.your} plan${about}.`,
    body: step
      ? `${titled(step.after)} took over on ${formatDate(step.after.from, locale)} from ${titled(step.before)}, and ${topic === null ? "every rule that decides pay stayed the same" : "says the same on that"}.`
      : `${titled(newest)} is the only version on record, in force ${newest.from <= today ? "since" : "from"} ${formatDate(newest.from, locale)}.`,
    ...(versions.length > 1 ? { tables: [historyTable(versions, locale)] } : {}),
    notes: ["A new version shows here once it is assigned, also before it takes effect."],
    actions: [
      action(say.self ? "How does my plan work?" : "The plan", "plan_explain", { person: sameQuestion(scope).person }),
      action(say.self ? "Did my quota change?" : "The quota", "quota_detail", { person: sameQuestion(scope).person }),
    ],
    dataAsOf: file.dataAsOf,
    planVersion: titled(newest),
  };
}

function changeOf({ file, versions, meanings }: Found, step: Step, topic: string | null, scope: Scope): Rendered {
  const { locale, today } = scope;
  const say = speaking(scope);
  const { before, after, difference } = step;
  const person = sameQuestion(scope).person;
  const day = formatDate(after.from, locale);
  const takes = after.from > today ? "takes" : "took";
  const [told] = [...meanings].sort(
    (a, b) => (contains(a.period, today) ? 1 : 0) - (contains(b.period, today) ? 1 : 0),
  );
  return {
    headline: told ? meaningText(told, scope) : `${titled(after)} ${takes} over on ${day}.`,
    body: `${titled(after)} ${takes} over from ${titled(before)} on ${day}.${difference.added.length + difference.removed.length === 0 ? " What changed is a detail of the calculation that no sentence of the plan spells out." : ""}`,
    figures: meanings.flatMap(({ period, pay }) => {
      const label = periodLabel(period, locale);
      const key = contains(period, today) ? "running" : "last";
      return [
        figure(`${key}_before`, `${label} under ${before.plan.version}`, amount(pay.before.earned)),
        figure(`${key}_after`, `${label} under ${after.plan.version}`, amount(pay.after.earned)),
        figure(`${key}_difference`, "Difference", amount(pay.difference)),
      ];
    }),
    tables: [
      ...(difference.added.length + difference.removed.length > 0 ? [sentencesTable(step)] : []),
      ...(versions.length > 2 ? [historyTable(versions, locale)] : []),
    ],
    explanation: meanings.flatMap(({ period, pay }) =>
      pay.parts.length === 0
        ? []
        : [
            {
              label: `Difference in ${periodLabel(period, locale)}`,
              value: amount(pay.difference),
              children: pay.parts.map(({ label, formula, amount: part }) => ({
                label,
                ...(formula === undefined ? {} : { formula }),
                value: amount(part),
              })),
            },
          ],
    ),
    notes: [
      ...(meanings.length > 0
        ? [
            "Both versions are calculated on the same deals, quota and target incentive; nothing that was settled changes.",
          ]
        : ["The two versions can't be set side by side on one period, so I show what they say."]),
      ...(topic === null
        ? []
        : [`Only what they say about ${topic.replaceAll("_", " ")} is listed; the figures are of the whole plan.`]),
    ],
    actions: [
      action(say.self ? "How does my plan work?" : "The plan", "plan_explain", { person }),
      action("Why this payout?", "payout_explain", { person }),
    ],
    dataAsOf: file.dataAsOf,
    planVersion: titled(after),
  };
}

/** The difference first: "Your Q3 2026 would have paid $1,200.00 more under 2026.2." */
function meaningText({ period, pay }: Meaning, scope: Scope): string {
  const { locale, today } = scope;
  const say = speaking(scope);
  const label = periodLabel(period, locale);
  const { difference, after } = pay;
  const verb = contains(period, today) ? "pays" : "would have paid";
  const version = `under ${after.plan.version}`;
  if (difference.minor === 0)
    return `${say.Your} ${label} ${verb} the same ${version}: ${formatMoney(after.earned, locale)}.`;
  const size = formatMoney({ ...difference, minor: Math.abs(difference.minor) }, locale);
  return `${say.Your} ${label} ${verb} ${size} ${difference.minor > 0 ? "more" : "less"} ${version}.`;
}

const sentencesTable = ({ before, after, difference }: Step): Table => ({
  title: "What changed",
  columns: [
    { label: "Part" },
    { label: `No longer (${before.plan.version})` },
    { label: `New (${after.plan.version})` },
  ],
  rows: sideBySide(difference),
});

/** Each part's old and new sentences next to each other. */
function sideBySide({ removed, added }: PlanDifference) {
  const parts = [...new Set([...removed, ...added].map(({ part }) => part))];
  return parts.map((part) => {
    const of = (list: PlanDifference["added"]) =>
      list
        .filter((sentence) => sentence.part === part)
        .map((sentence) => sentence.text)
        .join(" ") || "–";
    return [text(part || "The whole plan"), text(of(removed)), text(of(added))];
  });
}

const historyTable = (versions: readonly Version[], locale: string): Table => ({
  title: "Versions",
  columns: [{ label: "Version" }, { label: "From" }, { label: "Through" }],
  rows: versions.map((version, i) => {
    const next = versions[i + 1];
    return [
      text(titled(version)),
      text(formatDate(version.from, locale)),
      text(next ? formatDate(addDays(next.from, -1), locale) : "–"),
    ];
  }),
});
