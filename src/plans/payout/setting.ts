import { FactsError } from "../../core/errors.js";
import type { PayeeFacts } from "../../core/facts.js";
import { fromRational, type Money, toRational } from "../../core/money.js";
import { type Period, periodOf, periodsWithin } from "../../core/period.js";
import type { Plan } from "../../core/plan.js";
import { quotaFor } from "../../core/quota.js";
import { divide, isZero, multiply, ONE, type Rational, rational } from "../../core/rational.js";
import { mainMeasure } from "../../core/what-if.js";
import { monthsIn } from "../../core/window.js";
import { factsFrom } from "../facts-file.js";

/** A made-up payee to read a plan's payout off: quotas and a target incentive, said or taken from the plan's own examples. */
export interface Setting {
  /** The longest window of the plan, so that every component can come to an end in it. */
  readonly period: Period;
  readonly fiscalYearStartMonth: number;
  /** Of one quota period each. Measures that need none have none. */
  readonly quotas: ReadonlyMap<string, Rational>;
  /** A year's. */
  readonly targetIncentive: Money;
  /** The name of the example that quota and target come from; null = neither is from an example. */
  readonly example: string | null;
  /** What nobody said and is only assumed, for the words beside a table. */
  readonly assumed: readonly ("quota" | "target_incentive")[];
}

export interface SettingOptions {
  readonly measure?: string | undefined;
  /** Of one quota period, in the measure's unit. */
  readonly quota?: Rational | undefined;
  /** A year's, in the plan's currency. */
  readonly targetIncentive?: Rational | undefined;
}

const ROUND_QUOTA = rational(100_000);
const ROUND_COUNT = rational(100);

/** The setting that options, else the first example with a quota, else round figures give. */
export function settingOf(plan: Plan, options: SettingOptions = {}): Setting {
  const found = exampleSetting(plan);
  const start = found?.period.start ?? plan.effective?.from ?? "2026-01-01";
  const fiscalYearStartMonth = found?.fiscalYearStartMonth ?? 1;
  const year = periodOf("year", start, fiscalYearStartMonth);
  const longest = plan.components.reduce(
    (kind, { window }) => (window && window !== "week" && monthsIn(window) > monthsIn(kind) ? window : kind),
    plan.quotaPeriod,
  );
  const main = options.measure ?? mainMeasure(plan);
  const quotas = new Map<string, Rational>();
  for (const { key, of, unit } of plan.measures.values()) {
    if (of === "blend" || of === "margin_rate") continue;
    const own = key === main ? options.quota : undefined;
    const quota = own ?? found?.quotas.get(key) ?? (unit === "money" ? ROUND_QUOTA : ROUND_COUNT);
    quotas.set(key, quota);
  }
  const yearly = options.targetIncentive ?? (found?.targetIncentive ? toRational(found.targetIncentive) : null);
  return {
    period: periodOf(longest, year.start, fiscalYearStartMonth),
    fiscalYearStartMonth,
    quotas,
    targetIncentive: fromRational(yearly ?? usualTarget(plan, main, quotas.get(main)), plan.currency),
    example: (options.quota === undefined || !options.targetIncentive) && found ? found.name : null,
    assumed: [
      ...(options.quota === undefined && !found?.quotas.has(main) ? (["quota"] as const) : []),
      ...(yearly === null ? (["target_incentive"] as const) : []),
    ],
  };
}

/** A tenth of a year's quota, or a round figure where the quota is no amount: a target incentive of a usual size, where nobody says one. */
const usualTarget = (plan: Plan, measure: string, quota: Rational = ROUND_QUOTA): Rational =>
  plan.measures.get(measure)?.unit === "money"
    ? multiply(quota, rational(12, monthsIn(plan.quotaPeriod) * 10))
    : ROUND_QUOTA;

interface ExampleSetting extends Pick<Setting, "period" | "fiscalYearStartMonth" | "quotas"> {
  readonly name: string;
  readonly targetIncentive: Money | null;
}

/** Quotas and target incentive of the first example whose payee has a quota on the plan's main measure. */
function exampleSetting(plan: Plan): ExampleSetting | null {
  for (const stated of statedIn(plan)) if (stated.quotas.has(mainMeasure(plan))) return stated;
  return null;
}

/** What each payee of each example states, before ramp and proration. Examples that cannot be read state nothing. */
export function statedIn(plan: Plan): ExampleSetting[] {
  return plan.examples.flatMap(({ name, given, expect }) => {
    const asked = ([expect].flat()[0] as { period?: unknown } | undefined)?.period;
    try {
      const { period, payees } = factsFrom(given, plan, asked === undefined ? undefined : String(asked));
      return payees.map((facts) => {
        const window = periodOf(plan.quotaPeriod, period.start, facts.fiscalYearStartMonth);
        return {
          name,
          period: window,
          fiscalYearStartMonth: facts.fiscalYearStartMonth,
          quotas: quotasIn(plan, facts, window),
          targetIncentive: facts.targetIncentive,
        };
      });
    } catch (error) {
      if (error instanceof FactsError) return [];
      throw error;
    }
  });
}

function quotasIn(plan: Plan, facts: PayeeFacts, window: Period): Map<string, Rational> {
  const { key, name } = facts.payee;
  const whole: PayeeFacts = { ...facts, payee: { key, name }, leaves: [] };
  const found = new Map<string, Rational>();
  for (const measure of plan.measures.keys()) {
    const quota = quotaFor(plan, whole, measure, window);
    if (quota && !isZero(quota)) found.set(measure, quota);
  }
  return found;
}

/** The quota of a measure over the setting's whole period; null where the measure has none. */
export function quotaOver(plan: Plan, setting: Setting, measure: string): Rational | null {
  const { of } = plan.measures.get(measure) ?? { of: "" };
  if (of === "blend") return rational(100);
  const quota = setting.quotas.get(measure);
  const windows = periodsWithin(plan.quotaPeriod, setting.period, setting.fiscalYearStartMonth).length;
  return quota ? multiply(quota, rational(windows)) : null;
}

/** Position over quota; the position itself where there is no quota, as of a margin rate. */
export const attainmentAt = (plan: Plan, setting: Setting, measure: string, position: Rational): Rational =>
  divide(position, quotaOver(plan, setting, measure) ?? ONE);
