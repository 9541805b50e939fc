import { addDays } from "../../core/calendar.js";
import type { Credit, PayeeFacts, Quota } from "../../core/facts.js";
import { allocate, fromRational, type Money, minorDigits, NO_CURRENCY, times } from "../../core/money.js";
import { periodsWithin } from "../../core/period.js";
import type { Plan } from "../../core/plan.js";
import { compare, multiply, ONE, type Rational, rational } from "../../core/rational.js";
import { statementOf } from "../../core/statement-of.js";
import { measureCurrency, measuresMovedBy } from "../../core/what-if.js";
import { monthsIn } from "../../core/window.js";
import { lonePlan } from "./lone-plan.js";
import { attainmentAt, quotaOver, type Setting } from "./setting.js";

/** What a plan earns with one measure at a position and every other at its quota. */
export interface EarnedAt {
  readonly position: Rational;
  readonly attainment: Rational;
  readonly earned: Money;
  readonly components: ReadonlyMap<string, Money>;
}

/** Equal parts that credit is spread over, so that shorter windows and payout periods see a steady pace. */
export function partsOf(plan: Plan, setting: Setting): number {
  const whole = monthsIn(setting.period.kind as Parameters<typeof monthsIn>[0]);
  const kinds = [plan.quotaPeriod, plan.payoutPeriod, ...plan.components.map(({ window }) => window)];
  const months = kinds.flatMap((kind) => (kind && kind !== "week" ? [monthsIn(kind)] : []));
  return whole / Math.min(whole, ...months);
}

/** The least by which a position moves: one minor unit, one unit or a ten-thousandth, in each of the equal parts. */
export function stepOf(plan: Plan, setting: Setting, measure: string): Rational {
  const { unit = "money", of = "" } = plan.measures.get(measure) ?? {};
  const parts = rational(partsOf(plan, setting));
  if (unit === "money") return multiply(parts, rational(1, 10n ** BigInt(minorDigits(plan.currency))));
  return multiply(parts, of === "recorded" || of === "blend" || of === "margin_rate" ? rational(1, 10_000) : ONE);
}

/**
 * Earned over the setting's period with `measure` at `position` and every other measure exactly at its quota (or at `others` of
 * it). By calculation of the whole plan, never by reading a rate; deals have no attributes, so what pays on certain deals
 * alone pays nothing; components that several people share are left out. Throws a FactsError where the plan cannot be calculated without more facts.
 */
export function earnedAt(plan: Plan, setting: Setting, measure: string, position: Rational, others = ONE): EarnedAt {
  const facts = factsAt(plan, setting, measure, position, others);
  const { earned, components } = statementOf(lonePlan(plan), facts, setting.period);
  return {
    position,
    attainment: attainmentAt(plan, setting, measure, position),
    earned,
    components: new Map(components.map((result) => [result.component, result.earned])),
  };
}

/** The components whose pay at quota follows the target incentive: found by doubling it. */
export function paidFromTarget(plan: Plan, setting: Setting, measure: string): Plan["components"] {
  const at = quotaOver(plan, setting, measure) ?? ONE;
  const double = { ...setting, targetIncentive: times(setting.targetIncentive, rational(2)) };
  const [once, twice] = [earnedAt(plan, setting, measure, at), earnedAt(plan, double, measure, at)];
  return plan.components.filter(({ key }) => twice.components.get(key)?.minor !== once.components.get(key)?.minor);
}

function factsAt(plan: Plan, setting: Setting, measure: string, position: Rational, others: Rational): PayeeFacts {
  const attainment = attainmentAt(plan, setting, measure, position);
  const blend = plan.measures.get(measure)?.blend;
  const moved = new Map<string, Rational>(
    blend
      ? Object.keys(blend).map((part) => [part, multiply(attainment, quotaOver(plan, setting, part) ?? ONE)])
      : measuresMovedBy(plan, measure).map((key) => [key, position]),
  );
  for (const { key, of } of plan.measures.values())
    if (!moved.has(key) && of !== "blend")
      moved.set(
        key,
        of === "margin_rate" ? neutralLevel(plan, key) : multiply(others, quotaOver(plan, setting, key) ?? ONE),
      );
  const credits = [...moved].flatMap(([key, value]) => creditsOf(plan, setting, key, value));
  const facts: PayeeFacts = {
    payee: { key: "payee", name: "A payee" },
    targetIncentive: setting.targetIncentive,
    quotas: quotasOf(plan, setting),
    credits,
    // A made-up deal stands for many, none of them under review.
    decisions: credits.map(({ dealKey }) => ({ dealKey, pays: ONE, decidedBy: "nobody" })),
    ledger: [],
    leaves: [],
    fxRates: [],
    asOf: addDays(setting.period.end, -1),
    fiscalYearStartMonth: setting.fiscalYearStartMonth,
  };
  // Measures of a team see one member who stands where the payee does.
  return {
    ...facts,
    team: [{ facts: { ...facts, payee: { key: "member", name: "A member" } }, start: "0001-01-01", end: null }],
  };
}

function quotasOf(plan: Plan, setting: Setting): Quota[] {
  const year = { start: setting.period.start, end: setting.period.end };
  return [...setting.quotas].flatMap(([measure, quota]) =>
    periodsWithin(plan.quotaPeriod, year, setting.fiscalYearStartMonth).map(({ start, end }) => ({
      measure,
      start,
      end,
      amount: fromRational(quota, measureCurrency(plan, measure)),
      setOn: start,
    })),
  );
}

function creditsOf(plan: Plan, setting: Setting, measure: string, value: Rational): Credit[] {
  const currency = plan.measures.get(measure)?.of === "margin_rate" ? NO_CURRENCY : measureCurrency(plan, measure);
  const parts =
    currency === NO_CURRENCY && plan.measures.get(measure)?.of === "margin_rate" ? 1 : partsOf(plan, setting);
  const months = monthsIn(setting.period.kind as Parameters<typeof monthsIn>[0]) / parts;
  const windows = periodsWithin("month", setting.period).filter((_, i) => (i + 1) % months === 0);
  const shares = allocate(fromRational(value, currency), Array(parts).fill(rational(1, parts)));
  return shares.flatMap((amount, i): Credit[] => {
    const window = windows[i];
    if (!window || amount.minor === 0) return [];
    return [
      {
        dealKey: `${measure}-${i + 1}`,
        dealName: "Deal",
        creditedOn: addDays(window.end, -1),
        amount,
        share: ONE,
        attributes: {},
        measures: [measure],
      },
    ];
  });
}

/** A margin rate at which multipliers on it change nothing, where there is one. */
function neutralLevel(plan: Plan, measure: string): Rational {
  for (const { terms } of plan.components)
    for (const multiplier of (terms.multipliers ?? []) as readonly MultiplierTerms[])
      for (const { from, times } of multiplier.measure === measure ? (multiplier.steps ?? []) : [])
        if (from && compare(times, ONE) === 0) return from.value;
  return ONE;
}

interface MultiplierTerms {
  readonly measure: string;
  readonly steps?: readonly { readonly from?: { readonly value: Rational }; readonly times: Rational }[];
}
