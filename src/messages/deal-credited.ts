import { z } from "zod";
import { amount, date, type Figure, ratio } from "../answer/answer.js";
import { formatMoney, formatRatio, formatValue } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import type { Credit, PayeeFacts } from "../core/facts.js";
import { minus } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import { contains, type Period, periodOf } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import type { Rendered } from "../skills/define-skill.js";
import { loadPayee } from "../skills/payee.js";
import { action, figure, measureValue } from "../skills/words.js";
import { defineMessage, type MessageScope } from "./define-message.js";
import { scopeOf } from "./scope-of.js";

/** Deals that are listed by name; the others are counted. */
const NAMED = 5;
/** How far back a preview looks for a credited deal. */
const EXAMPLE_DAYS = 120;

/** "New credit": deals that an import has just credited to a rep, and where that leaves them. */
export const dealCredited = defineMessage({
  name: "deal_credited",
  description: "A deal was credited to you: what it counts, where it takes you, and what is next",
  class: "routine",
  topic: "goal_updates",
  recipe: z.object({
    /** Keys of the deals. */
    deals: z.array(z.string()).min(1),
    /** The latest day that one of them counts for: the quarter of this day is spoken of. */
    creditedOn: z.iso.date(),
  }),
  async render({ deals, creditedOn }, scope) {
    const period = periodOf("quarter", creditedOn, scope.store.organisation.fiscalYearStartMonth);
    const payee = await loadPayee({ ...scopeOf(scope), period });
    if (payee.kind !== "on_plan") return null;
    const isNew = ({ dealKey, creditedOn: on }: Credit) => deals.includes(dealKey) && contains(period, on);
    const credits = payee.facts.credits.filter(isNew);
    if (credits.length === 0) return null;
    const without: PayeeFacts = { ...payee.facts, credits: payee.facts.credits.filter((credit) => !isNew(credit)) };
    return wordsOf({
      credits,
      period,
      before: outlook(payee.history, without, period),
      after: outlook(payee.history, payee.facts, period),
      dataAsOf: payee.file.dataAsOf,
      scope,
    });
  },
  async example({ store, recipient, today }) {
    const span = { start: addDays(today, -EXAMPLE_DAYS), end: addDays(today, 1) };
    const won = (await store.listDeals(recipient.id, span)).filter(({ status }) => status === "won");
    const [latest] = won.sort((a, b) => (b.closedOn ?? "").localeCompare(a.closedOn ?? ""));
    return latest?.closedOn ? { deals: [latest.key], creditedOn: latest.closedOn } : null;
  },
});

interface News {
  readonly credits: readonly Credit[];
  readonly period: Period;
  readonly before: Outlook;
  readonly after: Outlook;
  readonly dataAsOf: Date | null;
  readonly scope: MessageScope;
}

function wordsOf({ credits, period, before, after, dataAsOf, scope }: News): Rendered {
  const { locale, today } = scope;
  const value = (money: Outlook["credited"]) => measureValue(money, after.unit);
  const credited = formatValue(value(minus(after.credited, before.credited)), locale);
  const earned = minus(after.payoutSoFar, before.payoutSoFar);
  const [first, ...others] = credits;
  const what = others.length === 0 ? first?.dealName : `${credits.length} deals`;
  const now = after.attainment.ok ? formatRatio(after.attainment.ratio, locale) : null;
  const label = periodLabel(period, locale);
  const { nextTier } = after;
  return {
    headline: [
      `+${credited} credited: ${what}.`,
      ...(now === null ? [] : [`You are at ${now} of quota in ${label}.`]),
      ...(reachedQuota(before, after) ? ["That is quota: congratulations!"] : []),
    ].join(" "),
    body: [
      earned.minor > 0 ? `It adds ${formatMoney(earned, locale)} to what you have earned.` : "It is in your statement.",
      ...tierWords(before, after, (money) => formatValue(value(money), locale)),
    ].join(" "),
    ...(after.attainment.ok ? { progress: { label: `of ${label} quota`, ratio: after.attainment.ratio } } : {}),
    figures: [
      figure("credited_now", "Credited now", value(minus(after.credited, before.credited))),
      ...(before.attainment.ok ? [figure("attainment_before", "Before", ratio(before.attainment.ratio))] : []),
      ...(after.attainment.ok ? [figure("attainment", "Attainment", ratio(after.attainment.ratio))] : []),
      figure("earned_now", "Earned by it", amount(earned)),
      figure("payout", "Payout so far", amount(after.payoutSoFar)),
      ...(nextTier ? [figure("next_tier_needed", `Missing to ${nextTier.label}`, value(nextTier.needed))] : []),
      ...credits.slice(0, NAMED).flatMap(dealFigures),
    ],
    notes: credits.length > NAMED ? [`${credits.length - NAMED} more deals are in it.`] : [],
    actions: [
      action("Where am I now?", "attainment", { person: null, period: contains(period, today) ? null : period.key }),
      action("Why this payout?", "payout_explain", { person: null, period: period.key }),
    ],
    dataAsOf,
    period: { label, start: period.start, end: period.end },
  };
}

const reachedQuota = (before: Outlook, after: Outlook): boolean =>
  before.attainment.ok &&
  after.attainment.ok &&
  compare(before.attainment.ratio, ONE) < 0 &&
  compare(after.attainment.ratio, ONE) >= 0;

function tierWords(before: Outlook, after: Outlook, shown: (money: Outlook["credited"]) => string): string[] {
  const passed = before.nextTier && before.nextTier.at.minor <= after.credited.minor ? before.nextTier : null;
  return [
    ...(passed ? [`You have reached ${passed.label}.`] : []),
    ...(after.nextTier ? [`${shown(after.nextTier.needed)} more and you reach ${after.nextTier.label}.`] : []),
  ];
}

const dealFigures = ({ dealName, dealKey, amount: credit, creditedOn }: Credit): Figure[] => [
  figure(`deal_${dealKey}`, dealName, amount(credit)),
  figure(`deal_${dealKey}_on`, "Credited on", date(creditedOn)),
];
