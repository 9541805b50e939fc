import type { Component } from "../../core/component.js";
import { periodsWithin } from "../../core/period.js";
import type { Plan } from "../../core/plan.js";
import {
  add,
  compare,
  divide,
  isNegative,
  isZero,
  multiply,
  type Rational,
  rational,
  roundToInteger,
  subtract,
  ZERO,
} from "../../core/rational.js";
import { partsOf, stepOf } from "./earned-at.js";
import { quotaOver, type Setting } from "./setting.js";

/** A place on a measure that the plan names: the boundary of a tier, a step, a threshold, a gate. */
export interface Bound {
  readonly component: string;
  /** On the measure, over the setting's whole period. */
  readonly at: Rational;
}

const isRational = (value: unknown): value is Rational =>
  typeof value === "object" && value !== null && typeof (value as Rational).n === "bigint";

const isPosition = (value: unknown): value is { readonly value: Rational; readonly percent: boolean } =>
  typeof value === "object" && value !== null && "percent" in value && isRational((value as { value?: unknown }).value);

interface Place {
  readonly value: Rational;
  readonly percent: boolean;
}

/**
 * Every position in a component's terms that stands on `measure`, whatever the type: found by shape, so that a new type's bounds are
 * seen without a word here. What stands under a `measure` of its own (a gate, a matrix's columns) belongs to that one.
 */
function placesOn(measure: string, terms: unknown, current: string): Place[] {
  if (Array.isArray(terms)) return terms.flatMap((item) => placesOn(measure, item, current));
  if (isPosition(terms)) return current === measure && !isNegative(terms.value) ? [terms] : [];
  if (typeof terms !== "object" || terms === null || isRational(terms)) return [];
  const own = (terms as { measure?: unknown }).measure;
  const under = typeof own === "string" && own !== "" ? own : current;
  return Object.entries(terms).flatMap(([field, value]) => {
    // Attainments written without choice, as of a matrix, are plain ratios.
    const ratios = field === "at" && Array.isArray(value) ? value : field === "attainment_cap" ? [value] : [];
    const plain = ratios.filter(isRational).map((ratio): Place => ({ value: ratio, percent: true }));
    return [...(under === measure ? plain : []), ...placesOn(measure, value, under)];
  });
}

/** The bounds of every component on a measure, in order of position. */
export function boundsOn(plan: Plan, setting: Setting, measure: string): Bound[] {
  const quota = quotaOver(plan, setting, measure);
  return plan.components
    .flatMap((component) =>
      placesOn(measure, component.terms, component.measure).flatMap(({ value, percent }): Bound[] => {
        if (isZero(value)) return [];
        // Where every deal stands alone, a deal is one of the equal parts.
        const each = component.terms.deals === "each" ? partsOf(plan, setting) : windowsIn(plan, component, setting);
        const whole = percent ? quota : rational(each);
        return [{ component: component.key, at: multiply(value, whole ?? rational(1)) }];
      }),
    )
    .sort((a, b) => compare(a.at, b.at));
}

const windowsIn = (
  { quotaPeriod }: Plan,
  { window = quotaPeriod }: Component,
  { period, fiscalYearStartMonth }: Setting,
): number => (window === "week" ? 1 : periodsWithin(window, period, fiscalYearStartMonth).length);

/** Positions just below, at and just above each bound, as whole steps of the measure. */
export function aroundBounds(plan: Plan, setting: Setting, measure: string): Rational[] {
  const step = stepOf(plan, setting, measure);
  return distinct(
    boundsOn(plan, setting, measure).flatMap(({ at }) => {
      const steps = divide(at, step);
      const [below, above] = [roundToInteger(steps, "down"), roundToInteger(steps, "up")];
      return [below - 1n, below, above, above + 1n]
        .filter((count) => count >= 0n)
        .map((count) => multiply(step, rational(count)));
    }),
  );
}

/**
 * Where a plan is looked at by the checks: nothing, both sides of every bound, the middle between bounds, quota, and far beyond
 * the last bound, so that what has no end is seen too.
 */
export function gridOn(plan: Plan, setting: Setting, measure: string): Rational[] {
  const step = stepOf(plan, setting, measure);
  const quota = quotaOver(plan, setting, measure) ?? rational(1);
  const bounds = aroundBounds(plan, setting, measure);
  const last = bounds.at(-1) ?? quota;
  const top = compare(last, quota) > 0 ? last : quota;
  const corners = distinct([
    ZERO,
    ...bounds,
    ...[1n, 2n, 3n, 4n, 6n, 8n, 10n, 12n].map((tenths) => snapped(multiply(quota, rational(tenths, 10n)), step)),
    ...[rational(5, 4), rational(2), rational(5)].map((times) => snapped(multiply(top, times), step)),
  ]);
  const middles = corners.slice(1).map((at, i) => snapped(divide(add(at, corners[i] ?? ZERO), rational(2)), step));
  return distinct([...corners, ...middles]);
}

/** The position rounded down to whole steps. */
export const snapped = (position: Rational, step: Rational): Rational =>
  multiply(step, rational(roundToInteger(divide(position, step), "down")));

export const distinct = (positions: readonly Rational[]): Rational[] =>
  [...positions].sort(compare).filter((position, i, all) => i === 0 || !isZero(subtract(position, all[i - 1] ?? ZERO)));
