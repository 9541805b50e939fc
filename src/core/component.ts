import { z } from "zod";
import type { ColumnarForm } from "./bulk/kernel.js";
import type { IsoDate } from "./calendar.js";
import { Decimal, fields, Key, Multiple, oneOf, Percent, Position, Text } from "./document.js";
import { FactsError, type Problem } from "./errors.js";
import type { Credit, PayeeFacts } from "./facts.js";
import type { BoundModifier } from "./modifier.js";
import { modifiers } from "./modifiers/index.js";
import type { Rational } from "./rational.js";
import { Where } from "./where.js";

/** A credit as one measure counts it: `value` in the plan's currency or in units, exact. */
export interface CountedCredit {
  readonly credit: Credit;
  /** Its place among the facts' credits, to find the same credit in another measure. */
  readonly index: number;
  readonly value: Rational;
  /** How the value came about, where it is not the credit's own amount: "€10,000.00 × 1.08". */
  readonly origin?: string;
}

/** What a measure came to over the days a component looks at. */
export interface MeasureView {
  readonly name: string;
  readonly label: string;
  /** "money", or what is counted. */
  readonly unit: string;
  readonly credited: Rational;
  readonly quota: Rational | null;
  /** Null without a quota, or with a quota of zero. Rounded only where the plan says so. */
  readonly attainment: Rational | null;
  /** By day of credit, then deal key, then line key. */
  readonly credits: readonly CountedCredit[];
}

/** A line before rounding: `amount` is exact, and the sum of `children` where there are any. */
export interface EarningLine {
  readonly label: string;
  readonly formula?: string;
  /** What the rate applies to, where that is money. */
  readonly base?: Rational | undefined;
  readonly rate?: Rational;
  readonly amount: Rational;
  readonly dealKey?: string;
  readonly children?: readonly EarningLine[];
}

export interface ComponentContext {
  readonly currency: string;
  /** Where the payee stands: decides tier, step or payout. */
  readonly position: MeasureView;
  /** What is paid on. The same view as `position` unless the component names a `base` or filters deals with `where`. */
  readonly base: MeasureView;
  /** Pay at exactly 100 % of this component over the days measured; throws a FactsError when there is none. */
  target(): Rational;
  /** Any measure of the plan over the same days. */
  view(measure: string, where?: Where): MeasureView;
  /** What each person who reported to the payee in these days was credited in them, against the member's own quota. */
  members(measure: string): readonly { readonly name: string; readonly view: MeasureView }[];
  /** False where a missed gate takes rates and payouts above quota away. */
  readonly accelerators: boolean;
  /** The most the window earns before multipliers; null = no such limit. */
  readonly limit: Rational | null;
  readonly facts: PayeeFacts;
  /** The days of credit looked at: the window up to the day asked for. */
  readonly span: Span;
}

/** A position on the measure where pay changes course, for "what do I need for the next tier". */
export interface Goal {
  readonly label: string;
  /** On the measure: in the plan's currency or in units. */
  readonly at: Rational;
  /** False when the position itself still belongs below: it must be passed, not reached. */
  readonly reachedAt: boolean;
}

export const WINDOWS = ["month", "quarter", "half", "year"] as const;
export type Window = (typeof WINDOWS)[number];

/** What becomes of pay above a cap. */
export const CapExcess = oneOf(
  ["lost", "carried", "released_at_year_end"],
  "lost: what is above the cap is never paid. carried: it waits and is paid as soon as a later period of the fiscal year leaves room. released_at_year_end: it waits and the last period of the fiscal year pays it, cap or not.",
);

/** Terms every component may have, whatever its type. */
const commonTerms = {
  measure: Key,
  label: Text.optional(),
  base: Key.optional(),
  where: Where.optional(),
  window: oneOf(["week", ...WINDOWS]).optional(),
  measured: oneOf(["discrete", "cumulative"]).default("discrete"),
  shortfall: oneOf(["carry", "recover"]).optional(),
  weight: Percent.or(Multiple).optional(),
  target: fields({ amount: Decimal, per: oneOf(WINDOWS, "The window that the amount is for.") }).optional(),
  threshold: fields({
    at_least: Position.optional(),
    above: Position.optional(),
    measure: Key.optional(),
    unlocks: oneOf(
      ["everything", "excess_only"],
      "everything: once reached, pay counts from the first unit. excess_only: pay counts only beyond the threshold.",
    ),
  }).optional(),
  cap: fields({
    amount: Decimal.optional(),
    of_target: Percent.or(Multiple).optional(),
    per: oneOf(["payout", ...WINDOWS], "The span over which the cap counts; payout is the plan's payout period."),
    excess: CapExcess,
    counts: oneOf(["before_multipliers", "after_multipliers"]).optional(),
  }).optional(),
  make_up: oneOf(["year"]).optional(),
  plan_cap: oneOf(["counts", "outside"]).optional(),
  without_quota: oneOf(["nothing", "first_tier"]).default("nothing"),
} as const;

/** A schema of its own type each, so their output does not show in `CommonTerms`: a component carries them bound. */
const modifierTerms: Record<never, never> = Object.fromEntries(
  modifiers.map(({ field, terms }) => [field, terms.optional()]),
);

type CommonShape = typeof commonTerms;
export type CommonTerms = z.output<z.ZodObject<CommonShape>>;

/** A component of a plan, ready to be calculated: its terms bound to the rule of its type. */
export interface Component extends CommonTerms {
  readonly key: string;
  readonly type: string;
  /** The terms as read, for showing a plan. */
  readonly terms: Readonly<Record<string, unknown>>;
  earn(context: ComponentContext): readonly EarningLine[];
  goals(context: ComponentContext): readonly Goal[];
  /** True when nothing can be earned without a quota. */
  readonly needsQuota: boolean;
  /** Rules beside its own, in the order they apply. */
  readonly modifiers: readonly BoundModifier[];
  /** Measures its own terms or modifiers name. */
  readonly measures: readonly string[];
  /** Fixed dates it is measured over, in place of windows; null = windows. */
  readonly dates: Span | null;
  /** What the schema alone cannot see; paths are relative to the component. */
  problems(): readonly Problem[];
  /** How a whole company is calculated in one pass; null = payee by payee. */
  columns(minorDigits: number): ColumnarForm | null;
}

export interface ComponentRule<S extends z.core.$ZodLooseShape> {
  readonly type: string;
  readonly terms: S;
  needsQuota?(terms: z.output<z.ZodObject<S>> & CommonTerms): boolean;
  /** Measures its terms name beside `measure` and `base`. */
  measures?(terms: z.output<z.ZodObject<S>> & CommonTerms): readonly string[];
  /** Whether its pay counts towards the plan's cap unless the component says; it does unless said. */
  readonly planCap?: "counts" | "outside";
  /** Fixed dates in place of windows. */
  dates?(terms: z.output<z.ZodObject<S>> & CommonTerms): Span | null;
  check?(terms: z.output<z.ZodObject<S>> & CommonTerms): readonly Problem[];
  earn(terms: z.output<z.ZodObject<S>> & CommonTerms, context: ComponentContext): readonly EarningLine[];
  goals?(terms: z.output<z.ZodObject<S>> & CommonTerms, context: ComponentContext): readonly Goal[];
  /**
   * The same rule for a whole company at once. "totals" = `earn` looks at nothing but credited, quota, attainment, target and views
   * of other measures. Left out, or null for terms it does not cover: companies are calculated payee by payee.
   */
  columns?(terms: z.output<z.ZodObject<S>> & CommonTerms, minorDigits: number): ColumnarForm | null;
}

export type BoundComponent = Omit<Component, "key">;

/** Makes the schema of one component type; reading a document with it gives the component bound to its rule. */
export function defineComponent<S extends z.core.$ZodLooseShape>(rule: ComponentRule<S>) {
  const schema = fields({ type: z.literal(rule.type), ...commonTerms, ...modifierTerms, ...rule.terms });
  return {
    type: rule.type,
    schema,
    /** `terms` must be what `schema` gave. */
    bind(read: unknown): BoundComponent {
      const terms = read as z.output<z.ZodObject<S>> & CommonTerms;
      const bound = modifiers.flatMap((modifier) => {
        const own = (terms as Readonly<Record<string, unknown>>)[modifier.field];
        return own === undefined ? [] : [modifier.bind(own)];
      });
      return {
        ...(terms as CommonTerms),
        type: rule.type,
        plan_cap: terms.plan_cap ?? rule.planCap,
        needsQuota: rule.needsQuota?.(terms) ?? false,
        dates: rule.dates?.(terms) ?? null,
        modifiers: bound,
        measures: [...(rule.measures?.(terms) ?? []), ...bound.flatMap(({ measures }) => measures)],
        terms: terms as Readonly<Record<string, unknown>>,
        earn: (context) => rule.earn(terms, context),
        goals: (context) => rule.goals?.(terms, context) ?? [],
        problems: () => rule.check?.(terms) ?? [],
        columns: (minorDigits) => rule.columns?.(terms, minorDigits) ?? null,
      };
    },
  };
}

/** By day of credit, then deal key, then line key, in code-unit order: the same on every machine. */
export function creditOrder(a: CountedCredit, b: CountedCredit): number {
  return (
    byText(a.credit.creditedOn, b.credit.creditedOn) ||
    byText(a.credit.dealKey, b.credit.dealKey) ||
    byText(a.credit.lineKey ?? "", b.credit.lineKey ?? "") ||
    a.index - b.index
  );
}
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** "Acme renewal", with the line where the deal is credited by line. */
export const dealLabel = ({ credit }: CountedCredit): string =>
  credit.lineKey ? `${credit.dealName} (${credit.lineKey})` : credit.dealName;

export function need<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new FactsError(message);
  return value;
}

export type Span = { readonly start: IsoDate; readonly end: IsoDate };
