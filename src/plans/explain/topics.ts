import type { Component } from "../../core/component.js";
import type { Plan } from "../../core/plan.js";
import { type PlanWords, planWords } from "../../core/plan-words.js";
import { compare, min, ONE, type Rational } from "../../core/rational.js";
import { describeSettlement } from "../../core/settlement/describe.js";
import { labelOf, percentText } from "../../core/wording.js";
import { capText, componentSentences, thresholdText, windowText } from "./component-sentences.js";
import { measureSentences } from "./measure-sentences.js";
import { fxText, planSentences, roundingText, splitsText } from "./plan-sentences.js";
import { prorationSentences, rampSentences } from "./relief-sentences.js";

/** A sentence of the plan and the part of it that says so; "" = the plan as a whole. */
export interface PlanSentence {
  readonly part: string;
  readonly text: string;
}

interface Topic {
  /** To finish "Your plan has …". */
  readonly label: string;
  readonly of: (plan: Plan, words: PlanWords) => readonly PlanSentence[];
  /** What the author's own prose calls it. */
  readonly prose: RegExp;
}

const whole = (texts: readonly string[]): PlanSentence[] => texts.map((text) => ({ part: "", text }));

const labelled = (component: Component): string => component.label ?? labelOf(component.key);

/** What components say, each under its name. */
const ofComponents = (plan: Plan, say: (component: Component) => readonly string[]): PlanSentence[] =>
  plan.components.flatMap((component) => say(component).map((text) => ({ part: labelled(component), text })));

const modifiersOf = (plan: Plan, words: PlanWords, fields: readonly string[]): PlanSentence[] =>
  ofComponents(plan, ({ modifiers }) =>
    modifiers.filter(({ field }) => fields.includes(field)).flatMap((modifier) => modifier.describe(words)),
  );

const NOTHING_SETTLED = { release: null, clawback: null, draw: null, minimumPayment: null, belowZero: "owed" } as const;

/** Types that pay an amount of their own rather than a part of each deal. */
const BONUS_TYPES = ["step_bonus", "mbo", "pay_curve", "amount_table", "performance_matrix"];

/** Positions at or above quota in its terms, the threshold aside, at which selling more begins to pay differently. */
function turnsAboveQuota({ terms, threshold }: Component): Rational[] {
  const found = (value: unknown, depth: number): Rational[] => {
    if (depth > 6 || typeof value !== "object" || value === null || value === threshold) return [];
    const at = value as { readonly value?: Rational; readonly percent?: unknown };
    if (at.percent === true && at.value) return compare(at.value, ONE) >= 0 ? [at.value] : [];
    return Object.values(value).flatMap((inner) => found(inner, depth + 1));
  };
  return found(terms, 0);
}

/** The lowest share of quota from which some component pays differently than below it, 1 or more; null where none does. */
export function acceleratorFrom(plan: Plan): Rational | null {
  const [first, ...rest] = plan.components.flatMap(turnsAboveQuota);
  return first ? rest.reduce((least, at) => min(least, at), first) : null;
}

const mentioning = (words: RegExp) => (plan: Plan, own: PlanWords) =>
  allSentences(plan, own).filter(({ text }) => words.test(text));

const RENEWALS = /renewal|expansion|upsell|multi[- ]?year|existing customer/i;

const TOPICS: Readonly<Record<string, Topic>> = {
  quota: {
    label: "a quota",
    of: (plan) =>
      whole([
        `Quotas are set by the ${plan.quotaPeriod}, for ${[...plan.measures.values()].map(({ key, label }) => label ?? labelOf(key)).join(", ")}.`,
        ...(plan.seasonality
          ? [`The year's quota is spread as ${plan.seasonality.map((share) => percentText(share)).join(", ")}.`]
          : []),
        ...(plan.relief.proration?.of.includes("quota") ? prorationSentences(plan.relief.proration) : []),
        ...(plan.relief.ramp?.of.includes("quota") ? rampSentences(plan.relief.ramp) : []),
      ]),
    prose: /\bquota/i,
  },
  tier: {
    label: "rates or tiers",
    of: (plan, words) => ofComponents(plan, (component) => component.describe(words)),
    prose: /\b(?:tier|rate|band)/i,
  },
  accelerator: {
    label: "an accelerator",
    of: (plan, words) =>
      ofComponents(plan, (component) => (turnsAboveQuota(component).length > 0 ? component.describe(words) : [])),
    prose: /accelerat|above quota/i,
  },
  cap: {
    label: "a cap",
    of: (plan, words) => [
      ...(plan.cap ? whole([capText(plan.cap, plan, words, "The whole plan pays")]) : []),
      ...ofComponents(plan, (component) => [
        ...(component.cap ? [capText(component.cap, plan, words)] : []),
        ...(component.terms.above === "capped" ? component.describe(words) : []),
      ]),
      ...modifiersOf(plan, words, ["attainment_cap", "deal_cap", "rate_cap", "windfall"]),
      ...whole(measureSentences(plan, words).filter((text) => text.includes("at most"))),
    ],
    prose: /\bcap(?:s|ped)?\b|at most|no more than/i,
  },
  threshold: {
    label: "a threshold",
    of: (plan, words) => [
      ...ofComponents(plan, (component) => [
        ...(component.threshold ? [thresholdText(component, component.threshold, words)] : []),
        ...(component.type === "pay_curve" ? component.describe(words) : []),
      ]),
      ...modifiersOf(plan, words, ["deal_minimum", "gates"]),
    ],
    prose: /threshold|below .{0,30}nothing|minimum/i,
  },
  draw: {
    label: "a draw or a guarantee",
    of: ({ settlement: { draw } }, words) => whole(draw ? describeSettlement({ ...NOTHING_SETTLED, draw }, words) : []),
    prose: /\bdraw|guarantee/i,
  },
  holdback: {
    label: "a holdback",
    of: ({ settlement: { release } }, words) =>
      whole(release ? describeSettlement({ ...NOTHING_SETTLED, release }, words) : []),
    prose: /hold ?back|held back|withh/i,
  },
  clawback: {
    label: "clawbacks",
    of: ({ settlement: { clawback, belowZero } }, words) =>
      whole(clawback ? describeSettlement({ ...NOTHING_SETTLED, clawback, belowZero }, words) : []),
    prose: /claw|cancel|refund/i,
  },
  kicker: {
    label: "kickers, multipliers or SPIFFs",
    of: (plan, words) => [
      ...ofComponents(plan, (component) =>
        component.type === "spiff" || /kicker|spiff?/i.test(labelled(component))
          ? componentSentences(plan, component, words)
          : [],
      ),
      ...modifiersOf(plan, words, ["kickers", "multipliers", "gates"]),
    ],
    prose: /kicker|spiff?|multiplier/i,
  },
  contest: {
    label: "contests or pools",
    of: (plan, words) =>
      ofComponents(plan, (component) =>
        component.type === "contest" || component.type === "pool" ? componentSentences(plan, component, words) : [],
      ),
    prose: /contest|prize|pool/i,
  },
  ramp: {
    label: "a ramp or proration",
    of: ({ relief: { ramp, proration } }) =>
      whole([...(ramp ? rampSentences(ramp) : []), ...(proration ? prorationSentences(proration) : [])]),
    prose: /ramp|prorat|new hire|leave/i,
  },
  split: {
    label: "split rules",
    of: (plan, words) => [
      ...whole(["A deal that is shared counts with your share of it.", ...splitsText(plan)]),
      ...modifiersOf(plan, words, ["commission_split"]),
      ...whole(measureSentences(plan, words).filter((text) => text.includes("shared deal"))),
    ],
    prose: /\bsplit|shared|overlay/i,
  },
  renewal: {
    label: "rules of its own for renewals, expansions or terms of several years",
    of: mentioning(RENEWALS),
    prose: RENEWALS,
  },
  currency: {
    label: "rules for other currencies",
    of: (plan) =>
      whole([
        ...(plan.fx ? [`Deals in other currencies count at the ${fxText(plan.fx)} of the day they close.`] : []),
        ...(plan.payout
          ? [
              `Pay goes out in ${plan.payout.currency ?? "your own currency"}, at the ${fxText(plan.payout.fx)} of the period's last day.`,
            ]
          : []),
      ]),
    prose: /currenc|exchange/i,
  },
  rounding: { label: "rounding rules of its own", of: (plan) => whole(roundingText(plan)), prose: /\bround/i },
  target_incentive: {
    label: "a target incentive in its terms",
    of: (plan, words) => [
      ...whole(
        plan.targetIncentive
          ? [
              `Your target incentive, what you are paid at 100%, is ${percentText(plan.targetIncentive.of_quota)} of your quota of ${words.measure(plan.targetIncentive.measure)}.`,
            ]
          : ["Your target incentive is what you are paid at exactly 100% over a whole year."],
      ),
      ...ofComponents(plan, ({ weight, target }) => [
        ...(weight ? [`It carries ${percentText(weight)} of your target incentive.`] : []),
        ...(target ? [`Its target is ${words.amount(target.amount)} a ${target.per}.`] : []),
      ]),
    ],
    prose: /target incentive|\bOTE\b|on-target/i,
  },
  bonus: {
    label: "a bonus",
    of: (plan, words) =>
      ofComponents(plan, (component) =>
        BONUS_TYPES.includes(component.type) ? componentSentences(plan, component, words) : [],
      ),
    prose: /\bbonus/i,
  },
  payout_timing: {
    label: "rules on payment",
    of: (plan, words) => [
      ...whole([
        `Pay is settled by the ${plan.payoutPeriod}.`,
        ...describeSettlement({ ...plan.settlement, clawback: null, draw: null }, words),
        ...(plan.settlement.release ? [] : ["Nothing is held back: what is earned in a period is payable for it."]),
      ]),
      ...ofComponents(plan, (component) => windowText(plan, component)),
    ],
    prose: /\bpaid\b|payment|payroll|pay ?day/i,
  },
  measure: {
    label: "measures",
    of: (plan, words) => whole([...measureSentences(plan, words), ...splitsText(plan)]),
    prose: /count|eligible|credit/i,
  },
};

export const PLAN_TOPICS: readonly string[] = Object.keys(TOPICS);

export interface TopicText {
  /** To finish "Your plan has no …", with its article. */
  readonly label: string;
  /** Made from the terms that pay, each once; empty where the plan has no such thing. */
  readonly sentences: readonly PlanSentence[];
  /** Paragraphs of the plan's author that speak of it. */
  readonly prose: readonly PlanSentence[];
}

/** What a plan says about one topic, by the terms that pay and in its author's words. A topic that is none is looked for as a word. */
export function topicOf(plan: Plan, topic: string): TopicText {
  const words = planWords(plan);
  const known = TOPICS[topic];
  const said = topic.replaceAll("_", " ").toLowerCase();
  const has = (text: string) => (known ? known.prose.test(text) : text.toLowerCase().includes(said));
  const sentences = known ? known.of(plan, words) : allSentences(plan, words).filter(({ text }) => has(text));
  const seen = new Set<string>();
  return {
    label: known?.label ?? `anything about "${said}"`,
    sentences: sentences.filter(({ text }) => text !== "" && !seen.has(text) && seen.add(text)),
    prose: proseOf(plan).filter(({ text }) => has(text)),
  };
}

/** Every sentence of a plan, in the order people read them. */
export const allSentences = (plan: Plan, words: PlanWords = planWords(plan)): PlanSentence[] => [
  ...whole([...measureSentences(plan, words), ...planSentences(plan, words)]),
  ...ofComponents(plan, (component) => componentSentences(plan, component, words)),
];

/** What the author wrote beside the terms, by paragraph. */
const proseOf = (plan: Plan): PlanSentence[] =>
  [
    { part: "", text: plan.description ?? "" },
    ...plan.components.map((component) => ({ part: labelled(component), text: component.about ?? "" })),
    ...plan.terms.map(({ title, text }) => ({ part: title, text })),
  ].flatMap(({ part, text }) =>
    text
      .split(/\n\s*\n/)
      .map((paragraph) => ({ part, text: paragraph.replaceAll(/\s+/g, " ").trim() }))
      .filter((paragraph) => paragraph.text !== ""),
  );
