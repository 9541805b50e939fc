import type { IsoDate } from "./calendar.js";
import { addDays, earlierOf, laterOf } from "./calendar.js";
import { FactsError } from "./errors.js";
import type { Credit, PayeeFacts, Quota } from "./facts.js";
import { fromRational, type Money, minus, NO_CURRENCY, zero } from "./money.js";
import type { Period } from "./period.js";
import type { Plan } from "./plan.js";
import { asHistory, newestIn, type Plans } from "./plan-history.js";
import { compare, multiply, ONE, type Rational, subtract } from "./rational.js";
import type { Statement } from "./statement.js";
import { bookUnder, measuredView, statementUnder } from "./statement-of.js";
import { type DifferencePart, earnedParts, settledParts } from "./what-if-parts.js";

/** What is supposed; several at once hold together. */
export interface Supposition {
  /** Deals closed besides. */
  readonly deals?: readonly Credit[];
  /** Deals that people below the payee close besides, by their keys. */
  readonly team?: Readonly<Record<string, readonly Credit[]>>;
  /** Quotas in place of those of the same measure and days. */
  readonly quotas?: readonly Quota[];
  /** Another plan, another version of it, or other versions one after the other. */
  readonly plan?: Plans;
  /**
   * Where a measure finishes, 1 = at quota, with the rest of what is supposed: the missing credit comes as one more deal. Below
   * where it stands nothing is added.
   */
  readonly attainment?: { readonly measure?: string; readonly ratio: Rational };
}

export interface PayWith {
  readonly before: Statement;
  readonly after: Statement;
  /** after.earned - before.earned, by full recomputation. */
  readonly difference: Money;
  /** What the difference in earned is made of; they sum to it. */
  readonly parts: readonly DifferencePart[];
  /** after.payable - before.payable. */
  readonly payableDifference: Money;
  /** What lies between the two differences: draw, holdback, minimum payment. With `parts` they sum to the difference in payable. */
  readonly settled: readonly DifferencePart[];
}

/** The measure a plan is mostly about: that of its first component that has one. */
export const mainMeasure = (plan: Plan): string => plan.components.find(({ measure }) => measure !== "")?.measure ?? "";

/** The day a supposed deal closes: the as-of day, moved into the period where it lies outside. */
function supposedDay(facts: PayeeFacts, period: Pick<Period, "start" | "end">): IsoDate {
  if (facts.asOf < period.start) return period.start;
  return facts.asOf < period.end ? facts.asOf : addDays(period.end, -1);
}

/**
 * A supposed deal credited in full. It counts for `measures` whatever their filters, by default for the plan's main measure and
 * those its components pay on; pass attributes instead (and `measures: null`) for a deal whose product or type is known.
 */
export function supposedCredit(
  plan: Plan,
  facts: PayeeFacts,
  period: Pick<Period, "start" | "end">,
  amount: Money,
  options: {
    readonly key?: string;
    readonly name?: string;
    readonly measures?: readonly string[] | null;
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
): Credit {
  const measures = options.measures === undefined ? measuresMovedBy(plan, mainMeasure(plan)) : options.measures;
  return {
    // Sorts after every real key, so that it is the last deal of its day.
    dealKey: options.key ?? "~supposed",
    dealName: options.name ?? "This deal",
    creditedOn: supposedDay(facts, period),
    amount,
    share: ONE,
    attributes: options.attributes ?? {},
    ...(measures ? { measures } : {}),
  };
}

/** A measure and those of the same kind that its components pay on: credit towards the one is credit towards the other. */
export function measuresMovedBy(plan: Plan, measure: string): string[] {
  const bases = plan.components.flatMap(({ measure: own, base }) => (own === measure && base ? [base] : []));
  const unit = plan.measures.get(measure)?.unit;
  return [...new Set([measure, ...bases.filter((base) => plan.measures.get(base)?.unit === unit)])];
}

/** The currency, or none for units, in which `measure` stands. */
export const measureCurrency = (plan: Plan, measure: string): string =>
  plan.measures.get(measure)?.unit === "money" ? plan.currency : NO_CURRENCY;

/** The facts as they would be with `extra` credits; they are known from the day they close. */
export function withCredits(facts: PayeeFacts, extra: readonly Credit[]): PayeeFacts {
  const asOf = extra.reduce((day, { creditedOn }) => laterOf(day, creditedOn), facts.asOf);
  return { ...facts, asOf, credits: [...facts.credits, ...extra] };
}

/**
 * A deal of `amount` that counts for `measure` under the newest version of the period: it closes on the as-of day, moved into the
 * days that are measured, since what closes before attainment starts anew counts for nothing after.
 */
export function measuredCredit(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  measure: string,
  amount: Money,
): Credit {
  const { plan, cut } = bookUnder(plans, facts, period);
  const days = cut ? { start: laterOf(cut.start, period.start), end: earlierOf(cut.end, period.end) } : period;
  return supposedCredit(plan, facts, days, amount, { measures: measuresMovedBy(plan, measure) });
}

/** Credit missing until `measure` stands at `ratio` of its quota, to the minor unit; zero once there, null without a quota. */
export function creditToAttainment(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  ratio: Rational,
  measure: string,
): Money | null {
  const book = bookUnder(plans, facts, period);
  const { quota, credited, unit } = measuredView(book, measure, period).view;
  if (!quota || quota.n === 0n) return null;
  const currency = unit === "money" ? book.plan.currency : NO_CURRENCY;
  const target = multiply(ratio, quota);
  return compare(target, credited) <= 0 ? zero(currency) : fromRational(subtract(target, credited), currency, "up");
}

/** What the period pays with and without `extraCredits`, and where the difference comes from. */
export const payWith = (plans: Plans, facts: PayeeFacts, period: Period, extraCredits: readonly Credit[]): PayWith =>
  whatIf(plans, facts, period, { deals: extraCredits });

/**
 * Pay as it is and as it would be, both computed in full, and what the difference is made of. Throws a FactsError when an
 * attainment is supposed without a quota, or a plan in another currency. Source: plan mechanics, section 20.
 */
export function whatIf(plans: Plans, facts: PayeeFacts, period: Period, supposition: Supposition): PayWith {
  const before = statementUnder(asHistory(plans), facts, period);
  const supposedPlans = supposition.plan ?? plans;
  const [plan, other] = [newestIn(plans, period), newestIn(supposedPlans, period)];
  if (other.currency !== plan.currency)
    throw new FactsError(
      `${other.name} pays in ${other.currency} and ${plan.name} in ${plan.currency}: amounts in two currencies have no difference.`,
    );
  const supposed = supposedFacts(supposedPlans, facts, period, supposition);
  const after = statementUnder(asHistory(supposedPlans), supposed, period);
  const known = new Set(facts.credits.map(({ dealKey }) => dealKey));
  const extra = [...supposed.credits, ...Object.values(supposition.team ?? {}).flat()];
  const added = new Set(extra.map(({ dealKey }) => dealKey).filter((key) => !known.has(key)));
  return {
    before,
    after,
    difference: minus(after.earned, before.earned),
    parts: earnedParts(before, after, added),
    payableDifference: minus(after.payable, before.payable),
    settled: settledParts(before, after),
  };
}

function supposedFacts(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  { deals = [], team = {}, quotas = [], attainment }: Supposition,
): PayeeFacts {
  const replaced = (old: Quota) =>
    quotas.some(({ measure, start, end }) => measure === old.measure && start === old.start && end === old.end);
  const withDeals = withCredits(
    quotas.length === 0
      ? facts
      : { ...facts, quotas: [...facts.quotas.filter((quota) => !replaced(quota)), ...quotas] },
    deals,
  );
  if (Object.keys(team).length > 0)
    return supposedFacts(plans, withTeam(withDeals, team), period, attainment ? { attainment } : {});
  if (!attainment) return withDeals;
  const measure = attainment.measure ?? mainMeasure(newestIn(plans, period));
  const missing = creditToAttainment(plans, withDeals, period, attainment.ratio, measure);
  if (!missing)
    throw new FactsError(`${measure} has no quota in ${period.key}, so finishing at a share of it has no meaning.`);
  if (missing.minor === 0) return withDeals;
  return withCredits(withDeals, [measuredCredit(plans, withDeals, period, measure, missing)]);
}

/** The facts with deals added to people below, wherever they stand. */
const withTeam = (facts: PayeeFacts, deals: NonNullable<Supposition["team"]>): PayeeFacts => ({
  ...facts,
  team: (facts.team ?? []).map((member) => ({
    ...member,
    facts: withTeam(withCredits(member.facts, deals[member.facts.payee.key] ?? []), deals),
  })),
});
