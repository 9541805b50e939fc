import { z } from "zod";
import type { ColumnarForm } from "./bulk/kernel.js";
import type { IsoDate } from "./calendar.js";
import { Decimal, fields, Key, Multiple, oneOf, Percent, Position, Share, Text } from "./document.js";
import { FactsError, type Problem } from "./errors.js";
import type { Credit, PayeeFacts } from "./facts.js";
import type { BoundModifier } from "./modifier.js";
import { modifiers } from "./modifiers/index.js";
import type { PartKind } from "./part.js";
import type { PlanWords } from "./plan-words.js";
import type { Rational } from "./rational.js";
import type { RelievedAmount } from "./relieved.js";
import { VENDOR_WORDS, vendorHint } from "./vendor-words.js";
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
  /** As on a StatementLine. */
  readonly rule?: string;
  readonly clause?: string;
  readonly children?: readonly EarningLine[];
}

/** What a component earned over some days, with what belongs to each deal. */
export interface Pay {
  readonly amount: Rational;
  readonly deals: readonly { readonly dealKey: string; readonly label: string; readonly amount: Rational }[];
}

/** Somebody below the payee in the days looked at. */
export interface Member {
  readonly name: string;
  /** 1 = reports to the payee, 2 = to somebody who does. */
  readonly level: number;
  /** On the member's own credits and quota. */
  readonly view: MeasureView;
  /** What a component of this plan earned the member in these days. */
  pay(component: string): Pay;
}

/** Somebody who shares a contest, a pool or a budget with the payee, or the payee. */
export interface Participant {
  readonly key: string;
  readonly name: string;
  /** True for the payee. */
  readonly own: boolean;
  /** On the participant's own credits and quota. */
  view(measure: string, where?: Where): MeasureView;
  /** Pay at exactly 100 % of the component, where the participant has a target incentive. */
  target(): Rational;
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
  /** Any measure of the plan over the fiscal year so far, against the quota to the end of the window. */
  yearToDate(measure: string): MeasureView;
  /** The view as if every deal in it were the payee's alone. */
  undivided(view: MeasureView): MeasureView;
  /** What another component of the plan earned the payee over the same days, rounded and capped as it is. */
  pay(component: string): Pay;
  /** Everybody who reported to the payee in these days, on `measure`; with a depth above 1 those who reported to them too. */
  members(measure: string, depth: number): readonly Member[];
  /** Everybody who shares with the payee, the payee included, by key: the whole plan's people, or those with the same manager. */
  participants(among: "everybody" | "team_mates"): readonly Participant[];
  /** True once every day of the window is over and known. */
  readonly ended: boolean;
  /** False where a missed gate takes rates and payouts above quota away. */
  readonly accelerators: boolean;
  /** Target incentive and quota of the same days as they are without ramp and proration. */
  unrelieved(): { readonly target: Rational; readonly quota: Rational | null };
  /** The part of a bonus or threshold, stated for the whole window, that counts for the payee; 1 = all. */
  relief(what: RelievedAmount): Rational;
  /** A rate derived from amounts, rounded where the plan rounds rates. */
  roundedRate(rate: Rational): Rational;
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

/** Shares of a cap's limit that its first payout periods may have paid by their end; later ones have no limit of that kind. */
export const CapPaidBy = z
  .array(Share, { error: "must be a list of shares, one a payout period, such as [1/3, 2/3]" })
  .min(1);

/** Terms every component may have, whatever its type. */
const commonTerms = {
  measure: Key.describe("What decides tier and attainment, and what is paid on unless base says otherwise."),
  label: Text.describe("What people read; the name in words unless given.").optional(),
  about: Text.describe(
    "What the plan's author says of the component to those it pays, beside what its terms say.",
  ).optional(),
  base: Key.describe("Another measure to pay on.").optional(),
  where: Where.describe("Which of the measure's deals are paid.").optional(),
  window: oneOf(["week", ...WINDOWS])
    .describe("The days that are measured together; the quota period unless given.")
    .optional(),
  measured: oneOf(["discrete", "cumulative"])
    .default("discrete")
    .describe("discrete: each window stands alone. cumulative: the span so far (to_date), less what it paid before."),
  to_date: oneOf(["quarter", "half", "year"])
    .describe("With cumulative, the span that counts on; the fiscal year unless given.")
    .optional(),
  position: oneOf(["window", "year_to_date"])
    .default("window")
    .describe("What decides tier, step or payout: the window alone, or the fiscal year so far."),
  shortfall: oneOf(["carry", "recover", "recover_at_end"])
    .describe(
      "With cumulative, when the span so far is worth less than was paid. carry: nothing is paid until it is made up. recover: the difference is taken back at once. recover_at_end: it is taken back at the end of the span.",
    )
    .optional(),
  weight: Percent.or(Multiple).describe("Its share of the target incentive; weights add up to 100%.").optional(),
  target: fields({ amount: Decimal, per: oneOf(WINDOWS, "The window that the amount is for.") })
    .meta({ id: "Target", description: "Its own pay at 100%, instead of a weight." })
    .optional(),
  threshold: fields({
    at_least: Position.describe("Reaching it is enough.").optional(),
    above: Position.describe("It must be passed.").optional(),
    measure: Key.describe("Another measure that must reach it.").optional(),
    unlocks: oneOf(
      ["everything", "excess_only"],
      "everything: once reached, pay counts from the first unit. excess_only: pay counts only beyond the threshold.",
    ),
  })
    .meta({ id: "Threshold", description: "Below it nothing is earned." })
    .optional(),
  cap: fields({
    amount: Decimal.describe("The most, as an amount.").optional(),
    of_target: Percent.or(Multiple).describe("The most, as a share of the target incentive of the span.").optional(),
    per: oneOf(["payout", ...WINDOWS], "The span over which the cap counts; payout is the plan's payout period."),
    excess: CapExcess,
    paid_by: CapPaidBy.describe(
      "Shares of the limit that the first payout periods of its span may have paid by their end; later ones have no such limit.",
    ).optional(),
    counts: oneOf(["before_multipliers", "after_multipliers"])
      .describe("Whether the cap limits what multipliers multiply, or what they come to.")
      .optional(),
  })
    .meta({ id: "ComponentCap", description: "The most it pays over a span." })
    .optional(),
  make_up: oneOf(["year"])
    .describe("Windows missed pay what they were worth at 100% once the year to date stands at its quota.")
    .optional(),
  plan_cap: oneOf(["counts", "outside"]).describe("Whether its pay counts towards the plan's cap.").optional(),
  without_quota: oneOf(["nothing", "first_tier"])
    .describe(
      "What it pays where no quota is set: nothing, or a rate table's first rate. Unless said, nothing without a quota and the first rate where ramp or proration make it zero.",
    )
    .optional(),
} as const;

/** A schema of its own type each, so their output does not show in `CommonTerms`: a component carries them bound. */
const modifierTerms: Record<never, never> = Object.fromEntries(
  modifiers.map(({ field, terms }) => [field, terms.meta({ id: field }).optional()]),
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
  /** True when it pays deals at a rate, so that a quota of zero (a ramp of 0%) still leaves something to pay. */
  readonly paysRate: boolean;
  /** Rules beside its own, in the order they apply. */
  readonly modifiers: readonly BoundModifier[];
  /** Measures its own terms or modifiers name. */
  readonly measures: readonly string[];
  /** Other components whose pay it looks at. */
  readonly payOf: readonly string[];
  /** True when what it pays depends on other participants. */
  readonly shared: boolean;
  /** Levels of people below the payee that it looks at; Infinity = everybody below. */
  readonly below: number;
  /** Fixed dates it is measured over, in place of windows; null = windows. */
  readonly dates: Span | null;
  /** True when a window can be worth something at exactly 100% whoever sold what, so that missed windows can be made up for. */
  readonly canMakeUp: boolean;
  /** What the schema alone cannot see; paths are relative to the component. */
  problems(): readonly Problem[];
  /** Its own rule in sentences for those it pays; what every type may have, such as a cap, is said elsewhere. */
  describe(words: PlanWords): readonly string[];
  /** How a whole company is calculated in one pass; null = payee by payee. */
  columns(minorDigits: number): ColumnarForm | null;
}

export interface ComponentRule<S extends z.core.$ZodLooseShape> {
  readonly type: string;
  readonly terms: S;
  needsQuota?(terms: z.output<z.ZodObject<S>> & CommonTerms): boolean;
  /** It pays deals at a rate, also where the quota is zero. */
  readonly paysRate?: true;
  /** Measures its terms name beside `measure` and `base`. */
  measures?(terms: z.output<z.ZodObject<S>> & CommonTerms): readonly string[];
  /** Components its terms name, whose pay it looks at. */
  payOf?(terms: z.output<z.ZodObject<S>> & CommonTerms): readonly string[];
  /** Whether it depends on other participants; it does not unless said. */
  shared?(terms: z.output<z.ZodObject<S>> & CommonTerms): boolean;
  /** How many levels of people below the payee it looks at; none unless said. */
  below?(terms: z.output<z.ZodObject<S>> & CommonTerms): number;
  /** Whether its pay counts towards the plan's cap unless the component says; it does unless said. */
  readonly planCap?: "counts" | "outside";
  /** What its pay is in the answer to "what would it change", unless its lines are of the deals supposed. */
  readonly part?: PartKind;
  /** Fixed dates in place of windows. */
  dates?(terms: z.output<z.ZodObject<S>> & CommonTerms): Span | null;
  /** Whether `make_up` has a meaning: pay that stands on attainment alone. It has none unless said. */
  readonly canMakeUp?: boolean;
  check?(terms: z.output<z.ZodObject<S>> & CommonTerms): readonly Problem[];
  /** The rule in sentences for those it pays: "You earn 8% of bookings …". Every registered type has it; a test sees to that. */
  describe?(terms: z.output<z.ZodObject<S>> & CommonTerms, words: PlanWords): readonly string[];
  earn(terms: z.output<z.ZodObject<S>> & CommonTerms, context: ComponentContext): readonly EarningLine[];
  goals?(terms: z.output<z.ZodObject<S>> & CommonTerms, context: ComponentContext): readonly Goal[];
  /**
   * The same rule for a whole company at once. "totals" = `earn` looks at nothing but credited, quota, attainment, target and views
   * of other measures. Left out, or null for terms it does not cover: companies are calculated payee by payee.
   */
  columns?(terms: z.output<z.ZodObject<S>> & CommonTerms, minorDigits: number): ColumnarForm | null;
}

/** Fields that other systems have under another name. */
const hintsFor = (known: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    VENDOR_WORDS.map(({ word }) => word.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"))
      .filter((word) => !known.includes(word))
      .map((word) => [word, vendorHint(word) ?? ""]),
  );

export type BoundComponent = Omit<Component, "key">;

/** Makes the schema of one component type; reading a document with it gives the component bound to its rule. */
export function defineComponent<S extends z.core.$ZodLooseShape>(rule: ComponentRule<S>) {
  const shape = { type: z.literal(rule.type), ...commonTerms, ...modifierTerms, ...rule.terms };
  const schema = fields(shape, hintsFor(Object.keys(shape))).meta({ id: rule.type });
  return {
    type: rule.type,
    part: rule.part ?? ("bonus" as const),
    schema,
    /** Whether the type says its rule in words. */
    describesItself: rule.describe !== undefined,
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
        paysRate: rule.paysRate ?? false,
        canMakeUp: rule.canMakeUp ?? false,
        dates: rule.dates?.(terms) ?? null,
        modifiers: bound,
        measures: [...(rule.measures?.(terms) ?? []), ...bound.flatMap(({ measures }) => measures)],
        payOf: rule.payOf?.(terms) ?? [],
        shared: rule.shared?.(terms) ?? false,
        below: rule.below?.(terms) ?? 0,
        terms: terms as Readonly<Record<string, unknown>>,
        earn: (context) => rule.earn(terms, context),
        goals: (context) => rule.goals?.(terms, context) ?? [],
        problems: () => rule.check?.(terms) ?? [],
        describe: (words) => rule.describe?.(terms, words) ?? [],
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
