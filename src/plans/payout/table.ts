import { type Money, toRational } from "../../core/money.js";
import type { Plan } from "../../core/plan.js";
import { listed, planWords } from "../../core/plan-words.js";
import {
  add,
  compare,
  divide,
  isZero,
  multiply,
  type Rational,
  rational,
  roundToInteger,
  subtract,
  ZERO,
} from "../../core/rational.js";
import { mainMeasure } from "../../core/what-if.js";
import { aroundBounds, boundsOn, distinct, snapped } from "./bounds.js";
import { type EarnedAt, earnedAt, paidFromTarget, stepOf } from "./earned-at.js";
import { jumpsOn } from "./jumps.js";
import { leftOut } from "./lone-plan.js";
import { quotaOver, type Setting, type SettingOptions, settingOf } from "./setting.js";

export interface PayoutOptions extends SettingOptions {
  /** Attainments: 1 = 100%. */
  readonly from?: Rational | undefined;
  readonly to?: Rational | undefined;
  readonly step?: Rational | undefined;
}

export interface PayoutRow extends EarnedAt {
  /** `below` and `above`: the last and first step beside a place where pay jumps. */
  readonly place: "on" | "below" | "above";
  /** True where the plan names the place: the start of a tier, a step, a threshold. */
  readonly bound: boolean;
}

/** Payout against attainment, with both sides of every jump. */
export interface PayoutTable {
  readonly plan: Plan;
  readonly measure: string;
  readonly setting: Setting;
  readonly rows: readonly PayoutRow[];
  /** What everything exactly at quota earns; null without a quota. */
  readonly atQuota: Money | null;
  /** False where no component pays from the target incentive, so that it need not be told. */
  readonly usesTarget: boolean;
}

const TENTH = rational(1, 10);
const FURTHEST = rational(3);

/** Throws a FactsError where the plan cannot be calculated on made-up sales, and a RangeError for a measure it has not. */
export function payoutTable(plan: Plan, options: PayoutOptions = {}): PayoutTable {
  const measure = options.measure ?? mainMeasure(plan);
  if (!plan.measures.has(measure))
    throw new RangeError(
      measure === ""
        ? "the plan has no measure to put payouts against"
        : `"${measure}" is not among the plan's measures (${[...plan.measures.keys()].join(", ")})`,
    );
  const setting = settingOf(plan, { ...options, measure });
  const quota = quotaOver(plan, setting, measure) ?? rational(1);
  const unit = stepOf(plan, setting, measure);
  const from = options.from ?? ZERO;
  const to = options.to ?? usualEnd(plan, setting, measure, quota);
  const every = options.step ?? TENTH;
  if (compare(every, ZERO) <= 0 || compare(from, to) > 0)
    throw new RangeError("the table needs a step above 0% and an end that is not before its start");
  const within = (position: Rational) =>
    compare(position, multiply(from, quota)) >= 0 && compare(position, multiply(to, quota)) <= 0;

  const jumps = jumpsOn(
    { plan, setting },
    measure,
    aroundBounds(plan, setting, measure).map((at) => earnedAt(plan, setting, measure, at)),
  );
  const most = earnedAt(plan, setting, measure, snapped(multiply(to, quota), unit)).earned.minor;
  // A cent more or less is rounding, not a jump.
  const real = jumps.filter(
    ({ from: low, to: high, by }) => by.minor * 1000 > most || high.earned.minor < low.earned.minor,
  );
  const bounds = boundsOn(plan, setting, measure).map(({ at }) => at);
  const isBound = (position: Rational) => bounds.some((at) => isZero(subtract(at, position)));
  const sides = new Map<string, PayoutRow["place"]>();
  for (const { from: low, to: high } of real) {
    if (!isBound(low.position)) sides.set(keyOf(low.position), "below");
    if (!isBound(high.position)) sides.set(keyOf(high.position), "above");
  }
  const positions = distinct([
    ...ticks(from, to, every).map((attainment) => snapped(multiply(attainment, quota), unit)),
    ...bounds.filter(within),
    ...real.flatMap((jump) => [jump.from.position, jump.to.position]).filter(within),
  ]);
  const rows = positions.map(
    (position): PayoutRow => ({
      ...earnedAt(plan, setting, measure, position),
      place: sides.get(keyOf(position)) ?? "on",
      bound: isBound(position),
    }),
  );
  const atQuota = quotaOver(plan, setting, measure) ? earnedAt(plan, setting, measure, quota).earned : null;
  return { plan, measure, setting, rows, atQuota, usesTarget: paidFromTarget(plan, setting, measure).length > 0 };
}

const keyOf = ({ n, d }: Rational): string => `${n}/${d}`;

function ticks(from: Rational, to: Rational, every: Rational): Rational[] {
  const found: Rational[] = [];
  for (let at = from; compare(at, to) <= 0 && found.length < MOST_ROWS; at = add(at, every)) found.push(at);
  return found;
}
const MOST_ROWS = 2_000;

/** A quarter beyond the last bound, in whole tenths, at least 150% and no further than 300%. */
function usualEnd(plan: Plan, setting: Setting, measure: string, quota: Rational): Rational {
  const last = boundsOn(plan, setting, measure).at(-1)?.at ?? quota;
  const beyond = multiply(divide(last, quota), rational(5, 4));
  const tenths = rational(roundToInteger(divide(beyond, TENTH), "up"), 10);
  const least = rational(3, 2);
  return compare(tenths, least) < 0 ? least : compare(tenths, FURTHEST) > 0 ? FURTHEST : tenths;
}

/** Pay as a share of the pay at 100%; null where that is nothing. */
export const ofAtQuota = ({ atQuota }: PayoutTable, { earned }: PayoutRow): Rational | null =>
  atQuota && atQuota.minor !== 0 ? divide(toRational(earned), toRational(atQuota)) : null;

/** What a table was worked out for, in a sentence. */
export function settingText({ plan, measure, setting, usesTarget }: PayoutTable): string {
  const words = planWords(plan);
  const quota = setting.quotas.get(measure);
  const parts = [
    ...(quota ? [`a quota of ${words.counted(quota, measure)} a ${plan.quotaPeriod}`] : []),
    ...(usesTarget ? [`a target incentive of ${words.amount(toRational(setting.targetIncentive))} a year`] : []),
  ];
  const source = setting.example ? `, as in the example "${setting.example}"` : "";
  const assumed = setting.assumed
    .filter((what) => usesTarget || what !== "target_incentive")
    .map((what) => what.replace("_", " "));
  const shared = leftOut(plan).map(({ key }) => words.component(key));
  const without = shared.length > 0 ? ` Without ${listed(shared)}, which others decide too.` : "";
  if (parts.length === 0) return without.trim();
  const others = plan.measures.size > 1 ? " Every other measure stands at its quota." : "";
  return `For ${parts.join(" and ")}${source}${assumed.length > 0 ? ` (${assumed.join(" and ")} assumed)` : ""}.${others}${without}`;
}
