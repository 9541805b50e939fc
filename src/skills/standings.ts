import { fromRational, type Money, plus, toRational, zero } from "../core/money.js";
import { compare, divide, type Rational } from "../core/rational.js";
import type { MeasureResult } from "../core/statement.js";
import { bookUnder } from "../core/statement-of.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile, Person } from "../store/store.js";
import type { Scope } from "./define-skill.js";
import { payOf } from "./pay.js";
import { type OnPlan, spanAround, standingOf } from "./payee.js";
import { withPeopleAround } from "./people-around.js";

/** One member with figures of the period. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly leads: boolean;
  readonly credited: Money;
  /** Credited on the period's own days, where `credited` is of the longer window that the plan sets quota for; else null. */
  readonly within: Money | null;
  readonly quota: Money | null;
  readonly attainment: Rational | null;
  readonly earned: Money;
  readonly unit: string;
}

/** Members whose measures can be added: the same currency, or the same thing counted. */
export interface Total {
  readonly unit: string;
  readonly people: number;
  readonly credited: Money;
  readonly quota: Money;
  readonly attainment: Rational | null;
}

type Moment = Pick<Scope, "period" | "today" | "group">;

/** Files of several people for the scope's period, with those whose figures theirs depend on. */
export async function loadMembers(
  people: readonly Person[],
  { store, period, today }: Pick<Scope, "store" | "period" | "today">,
): Promise<readonly PayeeFile[]> {
  const span = spanAround(period, store);
  const ids = people.map(({ id }) => id);
  return withPeopleAround(store, await store.listPayeeFiles(ids, span, today), span, today);
}

/** Those of them who are on a plan in the period, the highest attainment first. */
export const membersOf = (files: readonly PayeeFile[], moment: Moment): Member[] =>
  files
    .flatMap((file) => memberOf(file, moment) ?? [])
    .sort((a, b) => compareAttainment(b, a) || (a.name < b.name ? -1 : 1));

function memberOf(file: PayeeFile, { period, today, group }: Moment): Member | null {
  const payee = standingOf(file, period, today);
  if (payee.kind !== "on_plan") return null;
  const main = mainMeasure(payee.plan);
  const { measures, earned } = payOf(payee);
  const measure = measures.find((candidate) => candidate.measure === main);
  if (!measure) return null;
  return {
    id: file.person.id,
    name: file.person.name,
    key: file.person.key,
    leads: group.leaders.has(file.person.id),
    credited: measure.credited,
    within: creditedWithin(payee, measure),
    quota: measure.quota,
    attainment: measure.attainment.ok ? measure.attainment.ratio : null,
    earned,
    unit: measure.unit ?? "money",
  };
}

/**
 * What was credited to a measure on the days of the period itself, where the plan sets quota for longer ones and the measure is
 * therefore that of its window to date; null where both are of the same days.
 */
export function creditedWithin(
  { history, facts, period }: OnPlan,
  { measure, window, credited }: MeasureResult,
): Money | null {
  if (!window) return null;
  return fromRational(bookUnder(history, facts, period).view(measure, period, window).credited, credited.currency);
}

/** Whoever has no quota stands last. */
export function compareAttainment(a: Member, b: Member): number {
  if (a.attainment && b.attainment) return compare(a.attainment, b.attainment);
  return (a.attainment ? 1 : 0) - (b.attainment ? 1 : 0);
}

/** Sum of credited over sum of quotas, never the mean of ratios. Who leads others is left out: their figures repeat their people's. */
export function totalsOf(members: readonly Member[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { credited, quota, unit, leads } of members) {
    if (leads || !quota) continue;
    const key = `${credited.currency} ${unit}`;
    const before = totals.get(key) ?? {
      unit,
      people: 0,
      credited: zero(credited.currency),
      quota: zero(credited.currency),
      attainment: null,
    };
    const sum = {
      unit,
      people: before.people + 1,
      credited: plus(before.credited, credited),
      quota: plus(before.quota, quota),
    };
    totals.set(key, {
      ...sum,
      attainment: sum.quota.minor === 0 ? null : divide(toRational(sum.credited), toRational(sum.quota)),
    });
  }
  return [...totals.values()].sort((a, b) => b.people - a.people);
}

export function payoutsOf(members: readonly Member[]): Money[] {
  const totals = new Map<string, Money>();
  for (const { earned } of members)
    totals.set(earned.currency, plus(totals.get(earned.currency) ?? zero(earned.currency), earned));
  return [...totals.values()];
}
