import { addDays, type IsoDate } from "../core/calendar.js";
import type { Calibration } from "../core/forecast/calibration.js";
import { type TeamExpectation, type TeamMember, teamExpectation } from "../core/forecast/team-expectation.js";
import { closedIn, expectedBefore, type KpiDeal, wonIn } from "../core/kpi/deal.js";
import { type Money, plus, toRational, zero } from "../core/money.js";
import { contains, type Period } from "../core/period.js";
import { divide, type Rational } from "../core/rational.js";
import { bookUnder, measured } from "../core/statement-of.js";
import { mainMeasure } from "../core/what-if.js";
import { fitFor } from "../skills/forecasting/fit.js";
import { type OnPlan, spanAround, standingOf } from "../skills/payee.js";
import { withPeopleAround } from "../skills/people-around.js";
import type { OrgStore, PayeeFile, Person } from "../store/store.js";

/** A seller of the team: where they stand, where they stood a week ago, and where they may end. */
export interface WeekMember {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly credited: Money;
  readonly creditedBefore: Money;
  readonly quota: Money | null;
  readonly attainment: Rational | null;
  /** Open, won or lost in the week. */
  readonly deals: readonly KpiDeal[];
  /** Null where the measure cannot be forecast. */
  readonly forecast: TeamMember | null;
}

/** Sums of those whose measure is the one that most of the team have. */
export interface WeekTotal {
  readonly unit: string;
  readonly members: readonly WeekMember[];
  readonly credited: Money;
  readonly creditedBefore: Money;
  readonly quota: Money;
  readonly attainment: Rational | null;
  readonly attainmentBefore: Rational | null;
  readonly forecast: TeamExpectation | null;
}

export interface TeamWeek {
  readonly period: Period;
  readonly week: { readonly start: IsoDate; readonly end: IsoDate };
  readonly total: WeekTotal | null;
  /** People with another measure or currency, who are not in the sums. */
  readonly apart: number;
  readonly won: readonly KpiDeal[];
  readonly lost: readonly KpiDeal[];
  /** Open deals that were to close in the period a week ago and no longer are. */
  readonly pushedOut: readonly KpiDeal[];
  /** Names of those whose quota of the period was changed in the week. */
  readonly quotaChanged: readonly string[];
  readonly calibration: Calibration | null;
  readonly dataAsOf: Date | null;
}

interface Moment {
  readonly store: OrgStore;
  readonly today: IsoDate;
}

const WEEK_DAYS = 7;

/** The week before `today` of people who sell: whoever leads others is to be left out, since their figures repeat their people's. */
export async function loadTeamWeek(
  sellers: readonly Person[],
  period: Period,
  { store, today }: Moment,
): Promise<TeamWeek> {
  const ids = sellers.map(({ id }) => id);
  const span = spanAround(period, store);
  const week = { start: addDays(today, 1 - WEEK_DAYS), end: addDays(today, 1) };
  const [files, deals] = await Promise.all([
    store.listPayeeFiles(ids, span, today),
    store.listKpiDeals(ids, week, today),
  ]);
  const around = await withPeopleAround(store, files, span, today);
  const byOwner = grouped(deals, ({ owner }) => owner);
  const members: WeekMember[] = [];
  let calibration: Calibration | null = null;
  // One after the other: members of a team share a fit, which the first of them makes.
  for (const file of around) {
    const payee = standingOf(file, period, today);
    if (payee.kind !== "on_plan") continue;
    const main = mainMeasure(payee.plan);
    const fitted = await fitFor({ store, today }, file, payee.plan, main, period);
    calibration ??= fitted?.forecaster.calibration ?? null;
    const forecast = fitted?.forecaster.forecastOfTeam(fitted.sumOf) ?? null;
    const own = byOwner.get(file.person.id) ?? [];
    members.push(memberOf(file, payee, { main, deals: own, weekStart: week.start, forecast }));
  }
  const total = totalOf(members, period);
  return {
    period,
    week,
    total,
    apart: members.length - (total?.members.length ?? 0),
    won: wonIn(deals, week),
    lost: closedIn(deals, week).filter(({ status }) => status === "lost"),
    pushedOut: deals.filter((deal) => isPushedOut(deal, period, week.start)),
    quotaChanged: around.filter((file) => changedQuota(file, period, week.start)).map(({ person }) => person.name),
    calibration,
    dataAsOf: around.find(({ dataAsOf }) => dataAsOf !== null)?.dataAsOf ?? null,
  };
}

interface Around {
  readonly main: string;
  readonly deals: readonly KpiDeal[];
  readonly weekStart: IsoDate;
  readonly forecast: TeamMember["forecast"] | null;
}

function memberOf(file: PayeeFile, payee: OnPlan, { main, deals, weekStart, forecast }: Around): WeekMember {
  const { history, facts, period } = payee;
  const { id, key, name } = file.person;
  const { credited, quota, attainment, unit = "money" } = measured(bookUnder(history, facts, period), main, period);
  const earlier = { ...facts, credits: facts.credits.filter(({ creditedOn }) => creditedOn < weekStart) };
  return {
    id,
    key,
    name,
    unit,
    credited,
    creditedBefore: measured(bookUnder(history, earlier, period), main, period).credited,
    quota,
    attainment: attainment.ok ? attainment.ratio : null,
    deals,
    forecast: forecast && { name, key, plans: history, facts, forecast },
  };
}

function totalOf(members: readonly WeekMember[], period: Period): WeekTotal | null {
  const groups = grouped(
    members.filter(({ quota }) => quota !== null),
    ({ credited, unit }) => `${credited.currency} ${unit}`,
  );
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  return largest ? sumUp(largest, period) : null;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Sum of credited over sum of quotas, never the mean of ratios; the people are of one unit and have quotas. */
export function sumUp(members: readonly WeekMember[], period: Period): WeekTotal | null {
  const [first] = members;
  if (!first) return null;
  const none = zero(first.credited.currency);
  const sumOf = (part: (member: WeekMember) => Money | null) =>
    members.reduce((sum, member) => plus(sum, part(member) ?? none), none);
  const [credited, creditedBefore, quota] = [
    sumOf((member) => member.credited),
    sumOf((member) => member.creditedBefore),
    sumOf((member) => member.quota),
  ];
  const against = (money: Money) => (quota.minor === 0 ? null : divide(toRational(money), toRational(quota)));
  const forecasts = members.flatMap(({ forecast }) => forecast ?? []);
  const [forecast = null] = forecasts.length < members.length ? [] : teamExpectation(forecasts, period);
  return {
    unit: first.unit,
    members,
    credited,
    creditedBefore,
    quota,
    attainment: against(credited),
    attainmentBefore: against(creditedBefore),
    forecast,
  };
}

function isPushedOut(deal: KpiDeal, period: Period, weekStart: IsoDate): boolean {
  const before = expectedBefore(deal, weekStart);
  const now = deal.expectedCloseOn;
  return deal.status === "open" && before != null && contains(period, before) && now !== null && now >= period.end;
}

const changedQuota = ({ quotaHistory }: PayeeFile, period: Period, since: IsoDate): boolean =>
  quotaHistory.some(
    ({ setOn, start, end, measure }) =>
      setOn >= since &&
      start < period.end &&
      end > period.start &&
      quotaHistory.some(
        (earlier) =>
          earlier.setOn < setOn && earlier.measure === measure && earlier.start === start && earlier.end === end,
      ),
  );
