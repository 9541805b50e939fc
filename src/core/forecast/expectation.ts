import type { PayeeFacts } from "../facts.js";
import { creditNeededFor, type GapGoal } from "../gap.js";
import { type Money, minorUnits, money, plus, sum } from "../money.js";
import { goalsAhead, type Outlook, outlook } from "../outlook.js";
import type { Period } from "../period.js";
import { newestIn, type Plans } from "../plan-history.js";
import { type Rational, rational } from "../rational.js";
import { mainMeasure } from "../what-if.js";
import { chanceToReach, type Forecast } from "./forecast.js";
import { type PayForecast, payForecast } from "./pay.js";

/** Something ahead that a landing may reach. */
export interface Prospect {
  readonly label: string;
  /** Total credit from which it is reached. */
  readonly at: Money;
  readonly needed: Money;
  /** In whole percent; 0 or 1 only where it is certain. */
  readonly chance: Rational;
}

/**
 * Where a payee's period may end, in credit and in pay. What is an estimate is rounded to three digits and whole units, never below
 * what is credited, so that nobody takes it for exact; what is credited is exact.
 */
export interface Expectation {
  readonly outlook: Outlook;
  readonly landing: { readonly p10: Money; readonly p50: Money; readonly p90: Money; readonly mean: Money };
  /** What the mean is made of; they sum to it. */
  readonly parts: { readonly closed: Money; readonly open: Money; readonly created: Money };
  /** Null without a quota. */
  readonly quota: Prospect | null;
  /** Tiers, steps and thresholds of the plan still ahead, nearest first. */
  readonly tiers: readonly Prospect[];
  readonly pay: PayForecast;
  readonly confidence: Forecast["confidence"];
  readonly over: boolean;
}

/** An estimate in minor units to three digits, and no finer than one whole unit. */
export function rough(minor: number, currency: string): Money {
  const digits = Math.floor(Math.log10(Math.max(1, Math.abs(minor)))) - 2;
  const step = Math.max(Number(minorUnits(currency)), 10 ** digits);
  return money(Math.round(minor / step) * step, currency);
}

/** A pay that is certain stays exact. */
function roughPay(pay: PayForecast): PayForecast {
  if (pay.p10.minor === pay.p90.minor) return pay;
  const of = ({ minor, currency }: Money): Money => rough(minor, currency);
  return { p10: of(pay.p10), p50: of(pay.p50), p90: of(pay.p90), mean: of(pay.mean) };
}

/** In whole percent. */
export const wholePercent = (chance: number): Rational => rational(Math.round(chance * 100), 100);

/**
 * The forecast of the main measure, told exactly: what is credited is what the statement says, and the draws lie above it. Chances
 * are those of the landing, pay is that of every landing under the plan (`payForecast`). Tiers of other measures are not forecast.
 */
export function expectation(plans: Plans, facts: PayeeFacts, period: Period, given: Forecast): Expectation {
  const measure = mainMeasure(newestIn(plans, period));
  const now = outlook(plans, facts, period, measure);
  const forecast = shifted(now.credited, given);
  const landing = (minor: number): Money => {
    const point = rough(minor, now.credited.currency);
    return point.minor < now.credited.minor ? now.credited : point;
  };
  const prospect = (label: string, needed: Money): Prospect => prospectOf(label, needed, now.credited, forecast);
  const closed = now.credited;
  const open = rough(forecast.fromOpen, closed.currency);
  const created = rough(forecast.fromNew, closed.currency);
  return {
    outlook: now,
    landing: {
      p10: landing(forecast.p10),
      p50: landing(forecast.p50),
      p90: landing(forecast.p90),
      mean: sum([closed, open, created], closed.currency),
    },
    parts: { closed, open, created },
    quota: now.left && prospect("Quota", now.left),
    tiers: goalsAhead(plans, facts, period, measure).map(({ goal, needed }) => prospect(goal.label, needed)),
    pay: roughPay(payForecast(plans, facts, period, measure, now.credited, forecast.draws)),
    confidence: forecast.confidence,
    over: forecast.over,
  };
}

/** The chance of a goal of the payee's own: an attainment, a tier, or a payout, which is reached by the credit that pays it. Null where there is no such goal or no credit reaches it. */
export function chanceOfGoal(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  goal: GapGoal,
  given: Forecast,
): Prospect | null {
  const gap = creditNeededFor(plans, facts, period, goal);
  if (!gap.ok) return null;
  const { credited } = outlook(plans, facts, period, gap.measure);
  return prospectOf(gap.label ?? "", gap.needed, credited, shifted(credited, given));
}

function prospectOf(label: string, needed: Money, credited: Money, forecast: Forecast): Prospect {
  const at = plus(credited, needed);
  return { label, at, needed, chance: wholePercent(chanceToReach(at.minor, forecast)) };
}

/** The forecast moved to start from what the statement credits: rates of exchange and days of counting may differ. */
export function shifted(credited: Money, given: Forecast): Forecast {
  const shift = credited.minor - given.closed;
  if (shift === 0) return given;
  return {
    ...given,
    closed: credited.minor,
    p10: given.p10 + shift,
    p50: given.p50 + shift,
    p90: given.p90 + shift,
    mean: given.mean + shift,
    draws: given.draws.map((total) => total + shift),
  };
}
