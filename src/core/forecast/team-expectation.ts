import type { PayeeFacts } from "../facts.js";
import { type Money, money, plus, sum, zero } from "../money.js";
import type { Period } from "../period.js";
import { newestIn, type Plans } from "../plan-history.js";
import type { Rational } from "../rational.js";
import { bookUnder, measured } from "../statement-of.js";
import { mainMeasure } from "../what-if.js";
import { rough, shifted, wholePercent } from "./expectation.js";
import { chanceToReach, type Forecast, sumOfForecasts } from "./forecast.js";

/** Somebody on the team with what they are forecast to win. */
export interface TeamMember {
  readonly name: string;
  readonly key: string;
  readonly plans: Plans;
  readonly facts: PayeeFacts;
  readonly forecast: Forecast;
}

/** One member's end of period. */
export interface MemberExpectation {
  readonly name: string;
  readonly key: string;
  readonly credited: Money;
  readonly quota: Money | null;
  readonly p50: Money;
  /** Null without a quota. */
  readonly chance: Rational | null;
  readonly confidence: Forecast["confidence"];
}

/** People whose measures can be added, and where their sum may end. */
export interface TeamExpectation {
  readonly unit: string;
  readonly members: readonly MemberExpectation[];
  readonly credited: Money;
  /** Sum of the quotas of those who have one; null when nobody has. */
  readonly quota: Money | null;
  readonly landing: { readonly p10: Money; readonly p50: Money; readonly p90: Money };
  readonly parts: { readonly closed: Money; readonly open: Money; readonly created: Money };
  /** That the sum reaches the sum of the quotas. */
  readonly chance: Rational | null;
  /** How many members are expected to reach their quota: the sum of their chances, to one decimal. */
  readonly expectedAtQuota: number;
  readonly confidence: Forecast["confidence"];
}

/**
 * The sums of a team, one for each currency or thing counted, the most people first. The range of a sum is that of the draws added
 * place by place, so that a fortune common to all widens it. Estimates are rounded as in `expectation`.
 */
export function teamExpectation(members: readonly TeamMember[], period: Period): TeamExpectation[] {
  const groups = new Map<string, { unit: string; each: Standing[] }>();
  for (const member of members) {
    const standing = standingOf(member, period);
    const name = `${standing.credited.currency} ${standing.unit}`;
    const group = groups.get(name) ?? { unit: standing.unit, each: [] };
    group.each.push(standing);
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => b.each.length - a.each.length).map(sumUp);
}

interface Standing {
  readonly member: TeamMember;
  readonly unit: string;
  readonly credited: Money;
  readonly quota: Money | null;
  /** Moved to start from what is credited. */
  readonly forecast: Forecast;
}

function standingOf(member: TeamMember, period: Period): Standing {
  const { plans, facts, forecast } = member;
  const key = mainMeasure(newestIn(plans, period));
  const { credited, quota, unit = "money" } = measured(bookUnder(plans, facts, period), key, period);
  return { member, unit, credited, quota, forecast: shifted(credited, forecast) };
}

function sumUp({ unit, each }: { unit: string; each: readonly Standing[] }): TeamExpectation {
  const currency = each[0]?.credited.currency ?? "";
  const total = sumOfForecasts(each.map(({ forecast }) => forecast));
  const credited = sum(
    each.map((one) => one.credited),
    currency,
  );
  const landing = (minor: number): Money => {
    const point = rough(minor, currency);
    return point.minor < credited.minor ? credited : point;
  };
  const withQuota = each.filter(({ quota }) => quota !== null);
  const quota = withQuota.reduce((all, one) => plus(all, one.quota ?? zero(currency)), zero(currency));
  const towards = sumOfForecasts(withQuota.map(({ forecast }) => forecast));
  const chances = withQuota.map((one) => chanceToReach(one.quota?.minor ?? 0, one.forecast));
  return {
    unit,
    members: each.map(({ member, credited: own, quota: goal, forecast }) => ({
      name: member.name,
      key: member.key,
      credited: own,
      quota: goal,
      p50: money(Math.max(own.minor, rough(forecast.p50, currency).minor), currency),
      chance: goal && wholePercent(chanceToReach(goal.minor, forecast)),
      confidence: forecast.confidence,
    })),
    credited,
    quota: withQuota.length === 0 ? null : quota,
    landing: { p10: landing(total.p10), p50: landing(total.p50), p90: landing(total.p90) },
    parts: { closed: credited, open: rough(total.fromOpen, currency), created: rough(total.fromNew, currency) },
    chance: withQuota.length === 0 ? null : wholePercent(chanceToReach(quota.minor, towards)),
    expectedAtQuota: Math.round(10 * chances.reduce((a, b) => a + b, 0)) / 10,
    confidence: total.confidence,
  };
}
