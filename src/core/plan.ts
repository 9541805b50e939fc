import { z } from "zod";
import type { IsoDate } from "./calendar.js";
import type { CapTerms } from "./cap.js";
import { type BoundComponent, CapExcess, CapPaidBy, type Component, WINDOWS, type Window } from "./component.js";
import { componentTypes } from "./components/index.js";
import { FxTerms } from "./currency.js";
import {
  Currency,
  Day,
  Decimal,
  fields,
  Key,
  Multiple,
  named,
  oneOf,
  Percent,
  readDocument,
  Share,
  Text,
} from "./document.js";
import { PlanError } from "./errors.js";
import { Order, type OrderTerms } from "./order.js";
import { checkPlan } from "./plan-check.js";
import { Proration } from "./proration.js";
import { Ramp } from "./ramp.js";
import type { Rational, Rounding } from "./rational.js";
import type { ReliefTerms } from "./relief.js";
import { type SettlementTerms, settlementTerms } from "./settlement/terms.js";
import { TargetIncentive, type TargetIncentiveTerms } from "./target-incentive.js";
import { vendorHint } from "./vendor-words.js";
import { Where } from "./where.js";

/** What is counted: deals' amounts, units, margin, number of deals, or any number the deals carry. */
export interface MeasureTerms {
  readonly key: string;
  readonly label?: string | undefined;
  readonly of: string;
  readonly unit: "money" | string;
  readonly where?: Where | undefined;
  /** Whose credits count: the payee's, those of direct reports, of everybody below, or of everybody on the plan. */
  readonly credits_of: "own" | "team" | "all_reports" | "everybody";
  /** Weights of other measures whose attainments this one blends. */
  readonly blend?: Readonly<Record<string, Rational>> | undefined;
  readonly credit: readonly { readonly where: Where; readonly counts: Rational }[];
  /** The day that decides the window: of closing, of the invoice, or of each payment by the customer. */
  readonly counted_on: "closed" | "invoiced" | "collected";
  /** Which of a payee's shares of a deal counts, where they differ. */
  readonly share: "pay" | "quota";
  /** The most one deal counts, the whole deal; a payee with part of it counts up to that part. */
  readonly deal_limit?: Rational | undefined;
}

/** A worked example as written; `given` are facts and `expect` the figures, read by whoever runs it. */
export interface PlanExample {
  readonly name: string;
  readonly given: unknown;
  readonly expect: unknown;
}

/** One version of a compensation plan, read and checked. */
export interface Plan {
  readonly name: string;
  readonly version: string;
  readonly description: string | null;
  /** `through` is included; null = until replaced. */
  readonly effective: { readonly from: IsoDate; readonly through: IsoDate | null } | null;
  readonly currency: string;
  readonly quotaPeriod: Window;
  readonly payoutPeriod: Window;
  readonly fx: FxTerms | null;
  readonly rounding: {
    readonly mode: Rounding;
    /** A component's pay is rounded once, or each deal's, or each line's (the part of a deal in one tier). */
    readonly per: "component" | "deal" | "line";
    /** Digits of attainment as a percentage; null = never rounded. */
    readonly attainmentPlaces: number | null;
    /** Digits of a rate derived from amounts, as a percentage; null = never rounded. */
    readonly ratePlaces: number | null;
    /** Derived quotas are rounded to multiples of this, such as 1,000; null = never. */
    readonly quotaTo: Rational | null;
  };
  /** Share of the year's quota in each quota period of a fiscal year, summing to 1. */
  readonly seasonality: readonly Rational[] | null;
  readonly relief: ReliefTerms;
  /** A target incentive that the plan sets for everybody; null = each payee's own. */
  readonly targetIncentive: TargetIncentiveTerms | null;
  /** Where this version takes over within a window, attainment goes on from the version before, or starts anew. */
  readonly attainmentAtStart: "carried" | "restarted";
  readonly order: OrderTerms;
  /** What the shares of one deal must add up to, overlays aside. */
  readonly splitsTotal: "exactly_100%" | "at_most_100%" | "any";
  readonly measures: ReadonlyMap<string, MeasureTerms>;
  readonly components: readonly Component[];
  readonly cap: {
    readonly amount?: Rational | undefined;
    readonly of_target?: Rational | undefined;
    readonly per: "payout" | Window;
    readonly excess: CapTerms["excess"];
    readonly paid_by?: Rational[] | undefined;
  } | null;
  readonly settlement: SettlementTerms;
  /** Pay goes out in this currency (null = the payee's own), at this kind of rate on the last day of the period. */
  readonly payout: { readonly currency: string | null; readonly fx: FxTerms } | null;
  readonly examples: readonly PlanExample[];
  /** Sections of the signing document, in the order written. */
  readonly terms: readonly { readonly title: string; readonly text: string }[];
  /** Findings of the check that are meant; `in` is a path of the document, null = everywhere. */
  readonly accepts: readonly { readonly lint: string; readonly in: string | null; readonly because: string }[];
}

const Measure = z
  .preprocess(
    (value) => (typeof value === "string" ? { of: value } : value),
    fields({
      of: Text.default("amount").describe(
        "What each deal counts: amount, margin, deals, margin_rate, recorded, blend, or a number that deals carry, such as units.",
      ),
      label: Text.describe("What people read; the name in words unless given.").optional(),
      unit: Text.describe("What a counted number is called, or money where it is an amount.").optional(),
      where: Where.describe("Which deals count.").optional(),
      credits_of: oneOf(["own", "team", "all_reports", "everybody"])
        .default("own")
        .describe(
          "Whose credits count: the payee's own, those of direct reports, of everybody below, or of all who take part.",
        ),
      blend: z
        .record(Key, Percent.or(Multiple))
        .describe("The weight of each measure whose attainment is blended.")
        .optional(),
      credit: z
        .array(
          fields({
            where: Where.describe("The deals that the rule is for."),
            counts: Share.describe("The part of such a deal that counts."),
          }),
        )
        .default([])
        .describe("What part of a deal counts (quota credit): the first rule that matches decides."),
      counted_on: oneOf(["closed", "invoiced", "collected"])
        .default("closed")
        .describe("The day a deal counts on: when it closed, was invoiced, or as the customer pays."),
      share: oneOf(["pay", "quota"])
        .default("pay")
        .describe("Which share of a split deal counts: the payee's share of pay, or the quota_share."),
      deal_limit: Decimal.describe("The most that one deal counts.").optional(),
    }),
  )
  .meta({ id: "Measure", shorthand: "string" });

const ComponentTerms = z.discriminatedUnion(
  "type",
  componentTypes.map((type) => type.schema) as unknown as readonly [
    (typeof componentTypes)[0]["schema"],
    ...(typeof componentTypes)[number]["schema"][],
  ],
  {
    error: ({ input }) => {
      const known = componentTypes.map(({ type }) => type).join(", ");
      const given = (input as { type?: unknown } | undefined)?.type;
      if (given === undefined) return `needs a type: one of ${known}`;
      return vendorHint(String(given)) ?? `type "${String(given)}" is not one of ${known}`;
    },
  },
);

const bind = (terms: { readonly type: string }): BoundComponent => {
  const type = componentTypes.find((candidate) => candidate.type === terms.type);
  if (!type) throw new RangeError(`no component type ${terms.type}`);
  return type.bind(terms);
};

/** A section of the signing document that the plan's author writes: eligibility, termination, disputes. */
const Section = fields({
  title: Text.describe("The heading of the section, such as Eligibility."),
  text: Text.describe("Its words, as people sign them; an empty line starts a paragraph."),
});

/** A finding of the plan check that is meant. */
const Accepted = fields({
  lint: Text.describe("The name that plan check prints in brackets, such as cliff."),
  in: Text.describe("Where, such as components.commission; everywhere unless given.").optional(),
  because: Text.describe("Why it is meant, for whoever reads the plan next."),
});

/** The shape of a plan document, as it is written. */
export const PlanDocument = fields({
  name: Text.describe("What the plan is called."),
  version: Text.describe("Kept with every figure that is calculated from the plan."),
  description: Text.describe("The plan in a few sentences: the first words of what people read.").optional(),
  effective: fields({
    from: Day.describe("The first day the plan holds."),
    through: Day.describe("The last day it holds; left out until it is replaced.").optional(),
  })
    .describe("The days the plan holds.")
    .optional(),
  currency: Currency.describe("What the plan measures and pays in."),
  quota_period: oneOf(WINDOWS, "It is the span that quotas are set for and deals are counted over."),
  payout_period: oneOf(WINDOWS).describe("How often it pays; the quota period unless given.").optional(),
  fx: FxTerms.describe("The kind of rate of exchange for deals in other currencies.").optional(),
  rounding: fields({
    mode: oneOf(["half_up", "half_even", "down", "up"])
      .default("half_up")
      .describe(
        "half_up: ties go away from zero. half_even: ties go to the even digit. down and up: towards zero and away from it.",
      ),
    per: oneOf(["component", "deal", "line"])
      .default("component")
      .describe(
        "Each component's pay is rounded once, or each deal's, or each line's: the part of a deal in each tier.",
      ),
    attainment_places: z.coerce
      .number()
      .int()
      .min(0)
      .max(8)
      .describe("Digits of attainment as a percentage, where a contract rounds it; else it is never rounded.")
      .optional(),
    rate_places: z.coerce
      .number()
      .int()
      .min(0)
      .max(8)
      .describe("Digits of the base commission rate as a percentage, and of its multiples; else it is never rounded.")
      .optional(),
    quota_to: Decimal.refine(({ n }) => n > 0n, "must be above zero, such as 1000")
      .describe("Quotas that were shared out, ramped or prorated are rounded to a multiple of it.")
      .optional(),
  }).default({ mode: "half_up", per: "component" }),
  seasonality: z
    .array(Percent.or(Multiple))
    .describe("The share of the year's quota in each quota period of the fiscal year.")
    .optional(),
  proration: Proration.optional(),
  splits_total: oneOf(["exactly_100%", "at_most_100%", "any"])
    .default("any")
    .describe("What the shares of one deal must add up to, roles aside."),
  ramp: Ramp.optional(),
  attainment_at_start: oneOf(["carried", "restarted"])
    .default("carried")
    .describe("Where this version takes over within a window: attainment goes on, or starts anew."),
  order: Order.default({}).describe("Another order of the steps whose order changes money."),
  target_incentive: TargetIncentive.describe(
    "What everybody is paid at 100%, as a share of the quota; each payee's own unless given.",
  ).optional(),
  measures: named(Measure, "what is counted, such as bookings: {of: amount}"),
  components: named(ComponentTerms, "components, such as commission: {type: rate_table, …}"),
  cap: fields({
    amount: Decimal.optional(),
    of_target: Percent.or(Multiple).optional(),
    per: oneOf(["payout", ...WINDOWS], "The span over which the cap counts; payout is the plan's payout period."),
    excess: CapExcess,
    paid_by: CapPaidBy.optional(),
  }).optional(),
  ...settlementTerms,
  payout: fields({
    currency: Currency.optional(),
    fx: FxTerms,
  }).optional(),
  terms: z
    .array(Section, { error: "must be a list of sections, each with title and text" })
    .describe("Sections of the signing document, in this order.")
    .default([]),
  accepts: z
    .array(Accepted, { error: "must be a list of what is meant, each with lint and because" })
    .describe("What plan check would warn of and is meant, with the reason.")
    .default([]),
  examples: z
    .array(fields({ name: Text, given: z.unknown(), expect: z.unknown() }), {
      error: "must be a list of examples, each with name, given and expect",
    })
    .describe("Worked examples: plan check calculates each and compares it to the cent.")
    .default([]),
});

const MONEY_NUMBERS = ["amount", "margin"];
const DERIVED: Readonly<Record<string, string>> = { margin_rate: "ratio", blend: "points", recorded: "points" };
const unitOf = (of: string): string => (MONEY_NUMBERS.includes(of) ? "money" : (DERIVED[of] ?? of));

/**
 * Reads a plan document (what YAML or JSON gave). Throws a PlanError that lists every problem: unknown fields, values out of
 * form, and choices left open that would change what is paid.
 */
export function parsePlan(document: unknown): Plan {
  const read = readDocument(PlanDocument, document);
  if (!read.ok) throw new PlanError(read.problems);
  const { value } = read;
  const plan: Plan = {
    name: value.name,
    version: value.version,
    description: value.description ?? null,
    effective: value.effective ? { from: value.effective.from, through: value.effective.through ?? null } : null,
    currency: value.currency,
    quotaPeriod: value.quota_period,
    payoutPeriod: value.payout_period ?? value.quota_period,
    fx: value.fx ?? null,
    rounding: {
      mode: value.rounding.mode,
      per: value.rounding.per,
      attainmentPlaces: value.rounding.attainment_places ?? null,
      ratePlaces: value.rounding.rate_places ?? null,
      quotaTo: value.rounding.quota_to ?? null,
    },
    seasonality: value.seasonality ?? null,
    splitsTotal: value.splits_total,
    relief: { proration: value.proration ?? null, ramp: value.ramp ?? null },
    attainmentAtStart: value.attainment_at_start,
    order: value.order,
    targetIncentive: value.target_incentive ?? null,
    measures: new Map(
      Object.entries(value.measures).map(([key, measure]) => [
        key,
        { ...measure, key, unit: measure.unit ?? unitOf(measure.of) },
      ]),
    ),
    components: Object.entries(value.components).map(([key, terms]) => ({ ...bind(terms), key })),
    cap: value.cap ?? null,
    settlement: {
      release: value.release ?? null,
      clawback: value.clawback ?? null,
      draw: value.draw ?? null,
      minimumPayment: value.minimum_payment ?? null,
      belowZero: value.below_zero,
    },
    payout: value.payout ? { currency: value.payout.currency ?? null, fx: value.payout.fx } : null,
    examples: value.examples.map(({ name, given, expect }) => ({ name, given, expect })),
    terms: value.terms,
    accepts: value.accepts.map((accepted) => ({ ...accepted, in: accepted.in ?? null })),
  };
  const problems = checkPlan(plan);
  if (problems.length > 0) throw new PlanError(problems);
  return plan;
}
