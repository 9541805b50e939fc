import type { CapTerms } from "../cap.js";
import type { Component, Window } from "../component.js";
import { PLAN_CAP } from "../components-of.js";
import { minorDigits } from "../money.js";
import { type Period, periodsWithin } from "../period.js";
import type { MeasureTerms, Plan } from "../plan.js";
import type { Company } from "./company.js";
import { type Fraction, fractionOf } from "./exact.js";
import type { ColumnarForm, LineRule } from "./kernel.js";
import { limitsOf, type Targets, targetsOf } from "./targets.js";

/** What must be reached before a component pays. */
export interface ThresholdProgram {
  readonly measure: string;
  /** A share of quota, or whole minor units over `d`. */
  readonly bound: Fraction;
  readonly percent: boolean;
  /** False: the bound itself is not enough. */
  readonly reachedAt: boolean;
}

export interface ComponentProgram {
  readonly component: Component;
  readonly form: ColumnarForm;
  readonly threshold: ThresholdProgram | null;
  readonly targets: Targets;
  /** By payee; null = no cap. */
  readonly limits: Float64Array | null;
  /** The first of its rules among the program's, and that of its cap. */
  readonly firstRule: number;
  readonly capRule: number;
  readonly countsForPlanCap: boolean;
}

/** A plan made ready to be calculated column by column over one period. */
export interface Program {
  readonly components: readonly ComponentProgram[];
  readonly planLimits: Float64Array | null;
  readonly planCapRule: number;
  readonly rules: readonly (LineRule & { readonly component: string })[];
}

/**
 * The program of a plan for a company and a period, or null when something in the plan has no columnar form: the company is then
 * calculated payee by payee. One window is one period here: cumulative measuring, carried caps, draws and the like look beyond it.
 */
export function programFor(plan: Plan, company: Company, period: Period): Program | null {
  const isPeriod = (kind: Window): boolean => {
    const [only, ...others] = periodsWithin(kind, period, company.fiscalYearStartMonth);
    return others.length === 0 && only?.start === period.start && only.end === period.end;
  };
  if (period.start > company.asOf || !isPeriod(plan.quotaPeriod)) return null;
  if (plan.payout || plan.rounding.attainmentPlaces !== null || plan.rounding.ratePlaces !== null) return null;
  const { belowZero, ...settlement } = plan.settlement;
  if (belowZero !== "owed" || Object.values(settlement).some((terms) => terms !== null)) return null;
  if (![...plan.measures.values()].every(isPlain)) return null;

  const coversCap = (cap: Pick<CapTerms, "per" | "excess" | "paid_by">): boolean =>
    cap.excess === "lost" && !cap.paid_by && isPeriod(cap.per === "payout" ? plan.payoutPeriod : cap.per);
  const rules: (LineRule & { component: string })[] = [];
  const components: ComponentProgram[] = [];
  for (const component of plan.components) {
    if (!isCovered(plan, component, isPeriod)) return null;
    const { cap, key } = component;
    if (cap && !(coversCap(cap) && cap.counts !== "before_multipliers")) return null;
    const form = component.columns(minorDigits(plan.currency));
    const targets = targetsOf(plan, company, component, period);
    const limits = cap ? limitsOf(plan, company, cap, component, period) : null;
    const threshold = thresholdOf(plan, component);
    if (!form || !targets || (cap && !limits) || threshold === "unknown") return null;
    const firstRule = rules.length;
    const own = form === "totals" ? [{ label: component.label ?? key, rate: null }] : form.rules;
    rules.push(...own.map((rule) => ({ ...rule, component: key })), { component: key, label: "Cap", rate: null });
    components.push({
      component,
      form,
      threshold,
      targets,
      limits,
      firstRule,
      capRule: rules.length - 1,
      countsForPlanCap: component.plan_cap !== "outside",
    });
  }
  if (plan.cap && !coversCap(plan.cap)) return null;
  const planLimits = plan.cap && limitsOf(plan, company, plan.cap, {}, period);
  if (plan.cap && !planLimits) return null;
  rules.push({ component: PLAN_CAP, label: "Cap", rate: null });
  return { components, planLimits, planCapRule: rules.length - 1, rules };
}

/** Amounts of the payee's own deals in full. */
const isPlain = (measure: MeasureTerms): boolean => {
  const { of, unit, credits_of, blend, credit, where, counted_on, share, deal_limit } = measure;
  return (
    of === "amount" &&
    unit === "money" &&
    credits_of === "own" &&
    counted_on === "closed" &&
    share === "pay" &&
    !deal_limit &&
    !blend &&
    credit.length === 0 &&
    readsColumns(where)
  );
};

/** Margin rates look at a payee's share of a deal, which columns do not keep. */
const readsColumns = (where: MeasureTerms["where"]): boolean => (where ?? []).every(([name]) => name !== "margin_rate");

function isCovered(plan: Plan, component: Component, isPeriod: (kind: Window) => boolean): boolean {
  const { measure, base, where, window = plan.quotaPeriod, measured, position, dates, modifiers, make_up } = component;
  return (
    position === "window" &&
    component.payOf.length === 0 &&
    !component.shared &&
    plan.measures.has(measure) &&
    (base === undefined || base === measure) &&
    readsColumns(where) &&
    window !== "week" &&
    isPeriod(window) &&
    measured === "discrete" &&
    dates === null &&
    modifiers.length === 0 &&
    !make_up
  );
}

/** Null without a threshold on everything; "unknown" where its bound is too long a fraction. */
function thresholdOf(plan: Plan, { threshold, measure }: Component): ThresholdProgram | null | "unknown" {
  const at = threshold?.at_least ?? threshold?.above;
  if (threshold?.unlocks !== "everything" || !at) return null;
  const { n, d } = at.value;
  const bound = fractionOf(at.percent ? at.value : { n: n * 10n ** BigInt(minorDigits(plan.currency)), d });
  if (!bound) return "unknown";
  return {
    measure: threshold.measure ?? measure,
    bound,
    percent: at.percent,
    reachedAt: threshold.at_least !== undefined,
  };
}
