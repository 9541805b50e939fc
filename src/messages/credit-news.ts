import { z } from "zod";
import { type Answer, amount, date, type Figure, type Value } from "../answer/answer.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import type { Credit, PayeeFacts } from "../core/facts.js";
import { type Money, minus } from "../core/money.js";
import { type Outlook, outlook } from "../core/outlook.js";
import { contains, type Period, periodOf } from "../core/period.js";
import { compare, ONE } from "../core/rational.js";
import { loadPayee, type OnPlan } from "../skills/payee.js";
import { action, figure, measureValue } from "../skills/words.js";
import type { MessageScope } from "./define-message.js";
import { asSkillScope } from "./skill-scope.js";

/** Deals that are listed by name; the others are counted. */
const NAMED = 5;
/** How far back a preview looks for a credited deal. */
const EXAMPLE_DAYS = 120;

/** Deals that an import has just credited to a rep. */
export const CreditRecipe = z.object({
  /** Keys of the deals. */
  deals: z.array(z.string()).min(1),
  /** The latest day that one of them counts for: the quarter of this day is spoken of. */
  creditedOn: z.iso.date(),
});

/** Where a rep stands without the newly credited deals, and with them. */
export interface CreditNews {
  readonly payee: OnPlan;
  readonly without: PayeeFacts;
  readonly credits: readonly Credit[];
  readonly period: Period;
  readonly label: string;
  readonly before: Outlook;
  readonly after: Outlook;
  readonly credited: Value;
  readonly earned: Money;
  /** "Bluefin", "3 deals". */
  readonly what: string;
}

/** Null where nothing of it counts any more. */
export async function creditNews(
  { deals, creditedOn }: z.infer<typeof CreditRecipe>,
  scope: MessageScope,
): Promise<CreditNews | null> {
  const period = periodOf("quarter", creditedOn, scope.store.organisation.fiscalYearStartMonth);
  const payee = await loadPayee({ ...asSkillScope(scope), period });
  if (payee.kind !== "on_plan") return null;
  const { history, facts } = payee;
  const isNew = ({ dealKey, creditedOn: on }: Credit) => deals.includes(dealKey) && contains(period, on);
  const credits = facts.credits.filter(isNew);
  const [first, ...others] = credits;
  if (!first) return null;
  const without: PayeeFacts = { ...facts, credits: facts.credits.filter((credit) => !isNew(credit)) };
  const [before, after] = [outlook(history, without, period), outlook(history, facts, period)];
  return {
    payee,
    without,
    credits,
    period,
    label: periodLabel(period, scope.locale),
    before,
    after,
    credited: measureValue(minus(after.credited, before.credited), after.unit),
    earned: minus(after.payoutSoFar, before.payoutSoFar),
    what: others.length === 0 ? first.dealName : `${credits.length} deals`,
  };
}

export const reachedQuota = ({ before, after }: Pick<CreditNews, "before" | "after">): boolean =>
  before.attainment.ok &&
  after.attainment.ok &&
  compare(before.attainment.ratio, ONE) < 0 &&
  compare(after.attainment.ratio, ONE) >= 0;

/** The label of the tier that was the next one before and is reached now. */
export function reachedTier({ before, after }: Pick<CreditNews, "before" | "after">): string | null {
  const { nextTier } = before;
  return nextTier && minus(after.credited, before.credited).minor >= nextTier.needed.minor ? nextTier.label : null;
}

/** What all messages about new credit end with. */
export const newsParts = (
  { credits, period, label, payee, credited, earned, after }: CreditNews,
  { today }: MessageScope,
): Pick<Answer, "notes" | "actions" | "dataAsOf" | "period"> & { readonly figures: Figure[] } => ({
  figures: [
    figure("credited_now", "Credited now", credited),
    figure("earned_now", "Earned by it", amount(earned)),
    figure("payout", "Payout so far", amount(after.payoutSoFar)),
    ...(after.nextTier
      ? [
          figure(
            "next_tier_needed",
            `Missing to ${after.nextTier.label}`,
            measureValue(after.nextTier.needed, after.unit),
          ),
        ]
      : []),
    ...credits
      .slice(0, NAMED)
      .flatMap(({ dealName, dealKey, amount: credit, creditedOn }) => [
        figure(`deal_${dealKey}`, dealName, amount(credit)),
        figure(`deal_${dealKey}_on`, "Credited on", date(creditedOn)),
      ]),
  ],
  notes: credits.length > NAMED ? [`${credits.length - NAMED} more deals are in it.`] : [],
  actions: [
    action("Where am I now?", "attainment", { person: null, period: contains(period, today) ? null : period.key }),
    action("Why this payout?", "payout_explain", { person: null, period: period.key }),
  ],
  dataAsOf: payee.file.dataAsOf,
  period: { label, start: period.start, end: period.end },
});

/** The deals won of late, the newest first, each as if it had been credited just now. */
export async function exampleNews({ store, recipient, today }: MessageScope) {
  const span = { start: addDays(today, -EXAMPLE_DAYS), end: addDays(today, 1) };
  const won = (await store.listDeals(recipient.id, span)).filter(({ status }) => status === "won");
  return won
    .sort((a, b) => (b.closedOn ?? "").localeCompare(a.closedOn ?? ""))
    .flatMap(({ key, closedOn }) => (closedOn ? [{ deals: [key], creditedOn: closedOn }] : []));
}

/** The newest of them of which `told` has something to say. */
export async function exampleOf(
  scope: MessageScope,
  told: (news: CreditNews) => boolean,
): Promise<z.infer<typeof CreditRecipe> | null> {
  for (const recipe of await exampleNews(scope)) {
    const news = await creditNews(recipe, scope);
    if (news && told(news)) return recipe;
  }
  return null;
}
