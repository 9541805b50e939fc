import { addDays, daysBetween, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import type { Goal } from "./component.js";
import { contextOf, windowsOf } from "./earning.js";
import type { PayeeFacts } from "./facts.js";
import { fromRational, type Money, minus, money, NO_CURRENCY, plus, times, toRational, zero } from "./money.js";
import type { Period } from "./period.js";
import type { Plan } from "./plan.js";
import { asHistory, newestIn, type Plans } from "./plan-history.js";
import { add, compare, divide, ONE, type Rational, rational, subtract } from "./rational.js";
import type { Attainment } from "./statement.js";
import { bookUnder, measured, measuredDays, statementUnder } from "./statement-of.js";
import { mainMeasure, measuredCredit, withCredits } from "./what-if.js";

/** The next position at which pay changes course, what is missing to it, and what reaching it adds to the payout. */
interface NextTier {
  readonly component: string;
  readonly label: string;
  readonly at: Money;
  readonly needed: Money;
  readonly worth: Money;
}

/** Where one measure stands and where a steady pace leads. Counts stand as amounts in XXX. */
export interface Outlook {
  readonly measure: string;
  readonly unit: string;
  /** The days that credit and quota are of. */
  readonly window: { readonly start: IsoDate; readonly end: IsoDate };
  readonly credited: Money;
  readonly quota: Money | null;
  readonly attainment: Attainment;
  /** Quota less credited, never below zero. Null without a quota. */
  readonly left: Money | null;
  /** `left` over the weeks that remain, today included; within the last week it is all that is left. */
  readonly leftPerWeek: Money | null;
  /** Calendar days gone, today included, over all days of the window: 0 to 1. */
  readonly elapsed: Rational;
  /** Credited / elapsed, with the payout it would bring. Null before the window begins. */
  readonly landing: { readonly credited: Money; readonly attainment: Attainment; readonly payout: Money } | null;
  /** Earned in the period up to the as-of day. */
  readonly payoutSoFar: Money;
  /** Earned if credit came to exactly 100 %. Null without a quota, or past it. */
  readonly payoutAtQuota: Money | null;
  readonly nextTier: NextTier | null;
}

/** Every payout is a full recomputation with a supposed deal that closes on the as-of day, never a rate times an amount. */
export function outlook(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  measure: string = mainMeasure(newestIn(plans, period)),
): Outlook {
  const book = bookUnder(plans, facts, period);
  const result = measured(book, measure, period);
  const { credited, quota, attainment, unit = "money" } = result;
  const window = measuredDays(book, period).span;
  const payoutSoFar = statementUnder(asHistory(plans), facts, period).earned;
  const elapsed = elapsedShare(window, facts.asOf);
  const left = quota && atLeastZero(minus(quota, credited));
  const payoutOf = (extra: Money): Money => payoutWith(plans, facts, period, measure, extra);
  return {
    measure,
    unit,
    window,
    credited,
    quota,
    attainment,
    left,
    leftPerWeek: left && perWeek(left, daysBetween(laterOf(facts.asOf, window.start), window.end)),
    elapsed,
    landing: landingOf(credited, quota, elapsed, payoutSoFar, payoutOf),
    payoutSoFar,
    payoutAtQuota: left && (left.minor > 0 ? payoutOf(left) : credited.minor === quota.minor ? payoutSoFar : null),
    nextTier: nextTier(plans, facts, period, measure, payoutSoFar),
  };
}

/** Earned in the period if `extra` more were credited to `measure`. */
export function payoutWith(plans: Plans, facts: PayeeFacts, period: Period, measure: string, extra: Money): Money {
  const added = extra.minor === 0 ? [] : [measuredCredit(plans, facts, period, measure, extra)];
  return statementUnder(asHistory(plans), withCredits(facts, added), period).earned;
}

function elapsedShare(window: { start: IsoDate; end: IsoDate }, asOf: IsoDate): Rational {
  const all = daysBetween(window.start, window.end);
  const gone = Math.min(all, Math.max(0, daysBetween(window.start, addDays(asOf, 1))));
  return rational(gone, all);
}

const atLeastZero = (amount: Money): Money => (amount.minor < 0 ? zero(amount.currency) : amount);

const perWeek = (left: Money, days: number): Money => (days <= 7 ? left : times(left, rational(7, days)));

function landingOf(
  credited: Money,
  quota: Money | null,
  elapsed: Rational,
  payoutSoFar: Money,
  payoutOf: (extra: Money) => Money,
): Outlook["landing"] {
  if (elapsed.n === 0n) return null;
  const landing = credited.minor <= 0 || compare(elapsed, ONE) === 0 ? credited : times(credited, divide(ONE, elapsed));
  const extra = minus(landing, credited);
  return {
    credited: landing,
    attainment:
      quota && quota.minor !== 0
        ? { ok: true, ratio: divide(toRational(landing), toRational(quota)) }
        : { ok: false, reason: "no_quota" },
    payout: extra.minor === 0 ? payoutSoFar : payoutOf(extra),
  };
}

/** A goal on the measure with what is missing to it: a boundary that must be passed needs one minor unit more. */
export interface Distance {
  readonly component: string;
  readonly goal: Goal;
  readonly at: Money;
  readonly needed: Money;
}

/** Goals of the components on `measure` that still lie ahead, nearest first. */
export function goalsAhead(plans: Plans, facts: PayeeFacts, period: Period, measure: string): Distance[] {
  const book = bookUnder(plans, facts, period);
  const { plan, cut } = book;
  const distances = plan.components.flatMap((component): Distance[] => {
    if (component.measure !== measure) return [];
    const windows = windowsOf(plan, component, period, facts.fiscalYearStartMonth, cut);
    const window = windows.findLast(({ start }) => start <= facts.asOf) ?? windows[0];
    if (!window) return [];
    const context = contextOf(book, component, window, earlierOf(period.end, window.end));
    const { position } = context;
    if (component.needsQuota && position.attainment === null) return [];
    const currency = position.unit === "money" ? plan.currency : NO_CURRENCY;
    const goals = [...component.goals(context), ...thresholdGoal(component, position)];
    return goals.flatMap((goal) => {
      const at = fromRational(goal.at, currency, "up");
      const distance = subtract(goal.at, position.credited);
      const reached = goal.reachedAt ? distance.n <= 0n : distance.n < 0n;
      if (reached) return [];
      const exact = fromRational(distance, currency, "up");
      const passing = !goal.reachedAt && compare(toRational(exact), distance) === 0;
      return [{ component: component.key, goal, at, needed: passing ? plus(exact, money(1, currency)) : exact }];
    });
  });
  return distances.sort((a, b) => a.needed.minor - b.needed.minor);
}

function thresholdGoal(
  { threshold }: Plan["components"][number],
  position: { readonly quota: Rational | null; readonly name: string },
): Goal[] {
  const bound = threshold?.at_least ?? threshold?.above;
  if (!threshold || !bound || (threshold.measure && threshold.measure !== position.name)) return [];
  if (bound.percent && !position.quota) return [];
  const at = bound.percent ? multiplyQuota(bound.value, position.quota) : bound.value;
  return [{ label: "Threshold", at, reachedAt: threshold.at_least !== undefined }];
}

const multiplyQuota = (ratio: Rational, quota: Rational | null): Rational =>
  quota ? rational(ratio.n * quota.n, ratio.d * quota.d) : add(ratio, rational(0));

function nextTier(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  measure: string,
  payoutSoFar: Money,
): NextTier | null {
  const [nearest] = goalsAhead(plans, facts, period, measure);
  if (!nearest) return null;
  const { component, goal, at, needed } = nearest;
  const worth = minus(payoutWith(plans, facts, period, measure, needed), payoutSoFar);
  return { component, label: goal.label, at, needed, worth };
}
