import { addDays, daysBetween } from "../core/calendar.js";
import { shifted } from "../core/forecast/expectation.js";
import { chanceToReach, type Forecast } from "../core/forecast/forecast.js";
import type { KpiInput } from "../core/kpi/define-kpi.js";
import { usualLimit } from "../core/kpi/velocity.js";
import type { Money } from "../core/money.js";
import { type Explained, explain } from "../core/risk/causes.js";
import { groupDrivers, personDrivers } from "../core/risk/drivers.js";
import { type RiskLevel, rampShare, riskLevel } from "../core/risk/level.js";
import { bookUnder, measured } from "../core/statement-of.js";
import { mainMeasure } from "../core/what-if.js";
import type { PayeeFile } from "../store/store.js";
import type { Scope } from "./define-skill.js";
import { fitFor } from "./forecasting/fit.js";
import { type KpiFacts, kpiInputOf } from "./kpi-facts.js";
import { type OnPlan, standingOf } from "./payee.js";

/** Somebody's forecast of the period, from what is credited, and the total credit that is quota. */
export interface Outcome {
  readonly payee: OnPlan;
  readonly credited: Money;
  readonly quota: Money | null;
  readonly forecast: Forecast;
  /** Chance of quota a week ago; null = not known. */
  readonly weekAgo: number | null;
}

const WEEK = 7;

/** Null for somebody on no plan, or whose measure cannot be forecast. */
export async function loadOutcome(
  file: PayeeFile,
  scope: Pick<Scope, "store" | "period" | "today">,
  withWeekAgo = false,
): Promise<Outcome | null> {
  const { store, period, today } = scope;
  const payee = standingOf(file, period, today);
  if (payee.kind !== "on_plan") return null;
  const measure = mainMeasure(payee.plan);
  const standing = measured(bookUnder(payee.history, payee.facts, period), measure, period);
  const fitted = await fitFor(scope, file, payee.plan, measure, period);
  if (!fitted) return null;
  const { credited, quota } = standing;
  const given = fitted.forecaster.forecastOfTeam(fitted.sumOf);
  const before = addDays(today, -WEEK);
  const earlier =
    withWeekAgo && quota && before >= period.start
      ? await fitFor({ store, today: before }, file, payee.plan, measure, period)
      : null;
  // What the statement credits beyond the deals counted then as it does now.
  const goalThen = quota && quota.minor - (credited.minor - given.closed);
  const then = earlier?.forecaster.forecastOfTeam(earlier.sumOf);
  return {
    payee,
    credited,
    quota,
    forecast: shifted(credited, given),
    weekAgo: then && goalThen !== null ? chanceToReach(goalThen, then) : null,
  };
}

/** A person's chance of quota with what takes from it. */
export interface Risk extends Explained {
  readonly level: RiskLevel;
  readonly weekAgo: number | null;
}

/** `usual` is the group held against; the person's own figures come from the same facts. Null without a quota. */
export function riskOf(outcome: Outcome, own: KpiInput, usual: KpiInput): Risk | null {
  const { quota, forecast, payee, weekAgo } = outcome;
  if (!quota || quota.minor <= 0) return null;
  const group = groupDrivers(usual);
  const hiredOn = payee.file.person.hiredOn;
  const months = hiredOn === null ? null : (daysBetween(hiredOn, own.asOf) * 12) / 365.25;
  const drivers = personDrivers(own, group, usualLimit(usual.deals));
  const explained = explain(forecast, quota.minor, drivers, group, rampShare(months));
  return { ...explained, level: riskLevel(explained.chance, weekAgo), weekAgo };
}

/** One person's part of facts that were read for many. */
export const inputOfOne = (facts: KpiFacts, id: string, currency: string, today: string): KpiInput =>
  kpiInputOf(facts, { currency, today, people: new Set([id]) });
