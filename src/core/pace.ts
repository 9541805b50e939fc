import { addDays, daysBetween, earlierOf, type IsoDate } from "./calendar.js";
import type { PayeeFacts } from "./facts.js";
import { type Money, money, plus, times, toRational, zero } from "./money.js";
import { goalsAhead, type Outlook, payoutWith } from "./outlook.js";
import type { Period } from "./period.js";
import type { Plans } from "./plan-history.js";
import { divide, type Rational, rational } from "./rational.js";
import { bookUnder, measured } from "./statement-of.js";

/** Where a measure stood at the end of a day. */
export interface DayStanding {
  readonly day: IsoDate;
  readonly credited: Money;
}

/** Days looked at besides the first and the last: enough for the course of a quarter. */
const LOOKS = 12;

/**
 * The course of a measure over its window to the as-of day: at the day before it begins, at evenly spaced days, and at the
 * as-of day or the last of the window or period, each calculated as if asked on that day. Empty before the window begins.
 */
export function courseOf(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  now: Pick<Outlook, "measure" | "window" | "credited">,
): DayStanding[] {
  const { start, end } = now.window;
  const last = earlierOf(facts.asOf, addDays(earlierOf(end, period.end), -1));
  const days = daysBetween(start, last);
  if (days < 0) return [];
  const looks = Math.min(LOOKS, days);
  const between = Array.from({ length: looks }, (_, i) => addDays(start, Math.floor((days * i) / looks)));
  return [
    { day: addDays(start, -1), credited: zero(now.credited.currency) },
    ...between.map((day) => ({ day, credited: creditedOn(plans, facts, period, now.measure, day) })),
    { day: last, credited: last === facts.asOf ? now.credited : creditedOn(plans, facts, period, now.measure, last) },
  ];
}

const creditedOn = (plans: Plans, facts: PayeeFacts, period: Period, measure: string, asOf: IsoDate): Money =>
  measured(bookUnder(plans, { ...facts, asOf }, period), measure, period).credited;

/** What the period would earn with the measure at a position. */
export interface Earning {
  readonly credited: Money;
  readonly attainment: Rational;
  readonly earned: Money;
}

/** Evenly spaced positions between where the person stands and the end of the curve. */
const STEPS = 8;
/** The curve reaches at least this far, and this much beyond where the person stands. */
const REACH = rational(3, 2);
const BEYOND = rational(5, 4);

/**
 * Payout by further credit, from where the person stands to at least 150 % of quota and a quarter beyond `reach`: evenly spaced, with both sides of
 * every place where pay changes course. Each point is a full recomputation. Empty without a quota.
 */
export function payoutCurve(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  now: Outlook,
  reach: Money = now.credited,
): Earning[] {
  const { credited, quota, measure } = now;
  if (!quota || quota.minor <= 0) return [];
  const most = money(Math.max(credited.minor, reach.minor), credited.currency);
  const end = Math.max(times(quota, REACH).minor, times(most, BEYOND).minor);
  const span = end - credited.minor;
  const even = Array.from({ length: STEPS + 1 }, (_, i) => Math.round((span * i) / STEPS));
  const turns = goalsAhead(plans, facts, period, measure).flatMap(({ needed }) => [needed.minor - 1, needed.minor]);
  const extras = [...new Set([...even, ...turns.filter((minor) => minor > 0 && minor < span)])].sort((a, b) => a - b);
  return extras.map((minor) => {
    const extra = money(minor, credited.currency);
    const at = plus(credited, extra);
    return {
      credited: at,
      attainment: divide(toRational(at), toRational(quota)),
      earned: minor === 0 ? now.payoutSoFar : payoutWith(plans, facts, period, measure, extra),
    };
  });
}
