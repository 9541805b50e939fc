import type { Credit, PayeeFacts } from "../facts.js";
import { chanceToReach, type Forecast } from "../forecast/forecast.js";
import { type Money, minus, money, NO_CURRENCY, plus, times, zero } from "../money.js";
import { type Period, shiftPeriod } from "../period.js";
import { asHistory, newestIn, type Plans } from "../plan-history.js";
import { rational } from "../rational.js";
import { statementUnder } from "../statement-of.js";
import { mainMeasure, measuredCredit, type PayWith, payWith, supposedCredit, withCredits } from "../what-if.js";

/** An open deal of a payee as levers see it. */
export interface LeverDeal {
  readonly key: string;
  readonly name: string;
  /** What it would be credited. */
  readonly credited: Money;
  readonly attributes: Readonly<Record<string, string>>;
  readonly expectedCloseOn: string | null;
  /** That it is won within the period as things go, 0 to 1. */
  readonly chance: number;
  /** Weeks of work that deals like it usually still take; null = not known. */
  readonly effortWeeks: number | null;
}

/** win: close it within the period, as expected. pull_in: close it within the period though it is expected later. raise: win it for a tenth more. */
export type LeverName = "win" | "pull_in" | "raise";

export interface Lever {
  readonly lever: LeverName;
  readonly deal: LeverDeal;
  /** The plan's what-if today, with its parts: what the deal adds to pay as it stands. */
  readonly pay: PayWith;
  /** What pulling the lever adds to expected pay over everything else that may come. An estimate, to the minor unit. */
  readonly expectedGain: Money;
  /** Added to the chance of the goal, 0 to 1; null without a goal. */
  readonly chanceGain: number | null;
  /** Expected gain a week of work; null where the work is not known. */
  readonly gainPerWeek: Money | null;
}

/** A deal that pays more if it closes after the period: told, never advised. */
export interface Waiting {
  readonly deal: LeverDeal;
  /** What it would add in the period, and in the next one, each beside the same other results. */
  readonly now: Money;
  readonly next: Money;
}

export interface NextBestActions {
  /** The most expected gain a week of work first, then the most gain. Only levers that the plan pays for. */
  readonly levers: readonly Lever[];
  readonly waiting: readonly Waiting[];
}

/** Everything a payee's levers are worked out from. `forecast` starts from what is credited; `goal` is a total credit in minor units. */
export interface Situation {
  readonly plans: Plans;
  readonly facts: PayeeFacts;
  readonly period: Period;
  readonly credited: Money;
  readonly forecast: Forecast;
  readonly goal: number | null;
}

/** Landings of everything else that a lever is paid beside. */
const LANDINGS = 9;
const MORE = rational(1, 10);
/** The next period must pay so much more before waiting is worth a word: the other results are only assumed to repeat. */
const CLEARLY = 1.1;

/** What each lever on each open deal is worth to the payee under the plan itself: every pay is a full recomputation. */
export function nextBestActions(situation: Situation, deals: readonly LeverDeal[]): NextBestActions {
  const levers = deals.flatMap((deal) => leversOf(situation, deal));
  const paid = levers.filter(({ expectedGain, pay }) => expectedGain.minor > 0 && pay.difference.minor > 0);
  return {
    levers: paid.sort(
      (a, b) =>
        (b.gainPerWeek?.minor ?? 0) - (a.gainPerWeek?.minor ?? 0) ||
        b.expectedGain.minor - a.expectedGain.minor ||
        (a.deal.key < b.deal.key ? -1 : 1),
    ),
    waiting: deals.flatMap((deal) => waitingOf(situation, deal) ?? []),
  };
}

/** The deal's credit as its filters see it, for `amount`. */
const creditOf = ({ plans, facts, period }: Situation, { key, name, attributes }: LeverDeal, amount: Money): Credit =>
  supposedCredit(newestIn(plans, period), facts, period, amount, { key, name, measures: null, attributes });

const earned = ({ plans, facts, period }: Situation, credits: readonly Credit[]): Money =>
  statementUnder(asHistory(plans), withCredits(facts, credits), period).earned;

/** Credit of everything but the deal at evenly spaced draws, beyond what is credited. Never below zero. */
function othersOf({ forecast, credited }: Situation, deal: LeverDeal): Money[] {
  const ascending = Float64Array.from(forecast.draws).sort();
  return Array.from({ length: LANDINGS }, (_, i) => {
    const draw = ascending[Math.floor(((i + 0.5) / LANDINGS) * ascending.length)] ?? credited.minor;
    return money(Math.max(0, Math.round(draw - deal.chance * deal.credited.minor) - credited.minor), credited.currency);
  });
}

const beside = ({ plans, facts, period }: Situation, other: Money): Credit[] =>
  other.minor === 0
    ? []
    : [{ ...measuredCredit(plans, facts, period, mainMeasure(newestIn(plans, period)), other), dealKey: "~others" }];

/** Mean over the landings of what `closing` adds to the pay with `without`. */
function meanGain(
  situation: Situation,
  deal: LeverDeal,
  closing: readonly Credit[],
  without: readonly Credit[],
): Money {
  const others = othersOf(situation, deal).map((other) => beside(situation, other));
  const gains = others.map((other) =>
    minus(earned(situation, [...other, ...closing]), earned(situation, [...other, ...without])),
  );
  const total = gains.reduce(plus, zero(newestIn(situation.plans, situation.period).currency));
  return times(total, rational(1, gains.length));
}

function leversOf(situation: Situation, deal: LeverDeal): Lever[] {
  const { plans, facts, period, forecast, goal } = situation;
  const whole = creditOf(situation, deal, deal.credited);
  const dearer = creditOf(situation, deal, plus(deal.credited, times(deal.credited, MORE)));
  const certain = (share: number, gain: Money): Money => money(Math.round(gain.minor * share), gain.currency);
  const chanceAdded = (added: number): number | null => {
    if (goal === null) return null;
    const draws = forecast.draws.map((draw) => draw + added);
    const closed = forecast.closed;
    return Math.max(0, chanceToReach(goal, { ...forecast, closed, draws }) - chanceToReach(goal, forecast));
  };
  const isMoney = deal.credited.currency === situation.credited.currency && situation.credited.currency !== NO_CURRENCY;
  const lever = (name: LeverName, pay: PayWith, expectedGain: Money, added: number): Lever => ({
    lever: name,
    deal,
    pay,
    expectedGain,
    chanceGain: isMoney ? chanceAdded(added) : null,
    gainPerWeek:
      deal.effortWeeks === null || deal.effortWeeks <= 0
        ? null
        : money(Math.round(expectedGain.minor / deal.effortWeeks), expectedGain.currency),
  });
  const isLater = deal.expectedCloseOn !== null && deal.expectedCloseOn >= period.end;
  const open = 1 - deal.chance;
  const pay = payWith(plans, facts, period, [whole]);
  if (pay.difference.minor === 0) return [];
  const minor = deal.credited.minor;
  return [
    lever(isLater ? "pull_in" : "win", pay, certain(open, meanGain(situation, deal, [whole], [])), open * minor),
    lever(
      "raise",
      payWith(plans, facts, period, [dearer]),
      certain(deal.chance, meanGain(situation, deal, [dearer], [whole])),
      (deal.chance * minor) / 10,
    ),
  ];
}

/**
 * The same deal in the next period, beside half a goal of other results (half of this period's middle landing without one), under the
 * plan as it stands and this period's quota where the next has none yet. Null where it does not clearly pay more.
 */
function waitingOf(situation: Situation, deal: LeverDeal): Waiting | null {
  const { facts, period, credited, goal, forecast } = situation;
  if (period.kind === "range") return null;
  const following = shiftPeriod(period, 1, facts.fiscalYearStartMonth);
  const quotas = facts.quotas.flatMap((quota) => {
    const known = facts.quotas.some(({ measure, start }) => measure === quota.measure && start === following.start);
    return quota.start === period.start && quota.end === period.end && !known
      ? [{ ...quota, start: following.start, end: following.end }]
      : [];
  });
  const later: Situation = {
    ...situation,
    period: following,
    facts: { ...facts, quotas: [...facts.quotas, ...quotas], asOf: following.start },
  };
  const now = meanGain(situation, deal, [creditOf(situation, deal, deal.credited)], []);
  const others = money(Math.round((goal ?? forecast.p50) / 2), credited.currency);
  const base = beside(later, others);
  const next = minus(earned(later, [...base, creditOf(later, deal, deal.credited)]), earned(later, base));
  return next.minor > now.minor * CLEARLY && next.minor - now.minor >= 100 ? { deal, now, next } : null;
}
