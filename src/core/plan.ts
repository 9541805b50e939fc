import { z } from "zod";
import type { IsoDate } from "./calendar.js";
import type { CapTerms } from "./cap.js";
import { type BoundComponent, CapExcess, type Component, WINDOWS, type Window } from "./component.js";
import { componentTypes } from "./components/index.js";
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
import type { FxKind } from "./facts.js";
import { checkPlan } from "./plan-check.js";
import type { Rational, Rounding } from "./rational.js";
import { Proration, Ramp, type ReliefTerms } from "./relief.js";
import { type SettlementTerms, settlementTerms } from "./settlement/terms.js";
import { TargetIncentive, type TargetIncentiveTerms } from "./target-incentive.js";
import { Where } from "./where.js";

/** What is counted: deals' amounts, units, margin, number of deals, or any number the deals carry. */
export interface MeasureTerms {
  readonly key: string;
  readonly label?: string | undefined;
  readonly of: string;
  readonly unit: "money" | string;
  readonly where?: Where | undefined;
  /** Whose credits count: the payee's, those of direct reports, or of everybody below. */
  readonly credits_of: "own" | "team" | "all_reports";
  /** Weights of other measures whose attainments this one blends. */
  readonly blend?: Readonly<Record<string, Rational>> | undefined;
  readonly credit: readonly { readonly where: Where; readonly counts: Rational }[];
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
  readonly fx: FxKind | null;
  readonly rounding: {
    readonly mode: Rounding;
    /** A component's pay is rounded once, or each deal's, or each line's (the part of a deal in one tier). */
    readonly per: "component" | "deal" | "line";
    /** Digits of attainment as a percentage; null = never rounded. */
    readonly attainmentPlaces: number | null;
  };
  /** Share of the year's quota in each quota period of a fiscal year, summing to 1. */
  readonly seasonality: readonly Rational[] | null;
  readonly relief: ReliefTerms;
  /** A target incentive that the plan sets for everybody; null = each payee's own. */
  readonly targetIncentive: TargetIncentiveTerms | null;
  readonly measures: ReadonlyMap<string, MeasureTerms>;
  readonly components: readonly Component[];
  readonly cap: {
    readonly amount?: Rational | undefined;
    readonly of_target?: Rational | undefined;
    readonly per: "payout" | Window;
    readonly excess: CapTerms["excess"];
  } | null;
  readonly settlement: SettlementTerms;
  /** Pay goes out in this currency (null = the payee's own), at this kind of rate on the last day of the period. */
  readonly payout: { readonly currency: string | null; readonly fx: FxKind } | null;
  readonly examples: readonly PlanExample[];
}

const Measure = z.preprocess(
  (value) => (typeof value === "string" ? { of: value } : value),
  fields({
    of: Text.default("amount"),
    label: Text.optional(),
    unit: Text.optional(),
    where: Where.optional(),
    credits_of: oneOf(["own", "team", "all_reports"]).default("own"),
    blend: z.record(Key, Percent.or(Multiple)).optional(),
    credit: z.array(fields({ where: Where, counts: Share })).default([]),
  }),
);

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
      return given === undefined ? `needs a type: one of ${known}` : `type "${String(given)}" is not one of ${known}`;
    },
  },
);

const bind = (terms: { readonly type: string }): BoundComponent => {
  const type = componentTypes.find((candidate) => candidate.type === terms.type);
  if (!type) throw new RangeError(`no component type ${terms.type}`);
  return type.bind(terms);
};

const Document = fields({
  name: Text,
  version: Text,
  description: Text.optional(),
  effective: fields({ from: Day, through: Day.optional() }).optional(),
  currency: Currency,
  quota_period: oneOf(WINDOWS, "It is the span that quotas are set for and deals are counted over."),
  payout_period: oneOf(WINDOWS).optional(),
  fx: oneOf(["plan", "spot", "average"]).optional(),
  rounding: fields({
    mode: oneOf(["half_up", "half_even", "down", "up"]).default("half_up"),
    per: oneOf(["component", "deal", "line"]).default("component"),
    attainment_places: z.coerce.number().int().min(0).max(8).optional(),
  }).default({ mode: "half_up", per: "component" }),
  seasonality: z.array(Percent.or(Multiple)).optional(),
  proration: Proration.optional(),
  ramp: Ramp.optional(),
  target_incentive: TargetIncentive.optional(),
  measures: named(Measure, "what is counted, such as bookings: {of: amount}"),
  components: named(ComponentTerms, "components, such as commission: {type: rate_table, …}"),
  cap: fields({
    amount: Decimal.optional(),
    of_target: Percent.or(Multiple).optional(),
    per: oneOf(["payout", ...WINDOWS], "The span over which the cap counts; payout is the plan's payout period."),
    excess: CapExcess,
  }).optional(),
  ...settlementTerms,
  payout: fields({
    currency: Currency.optional(),
    fx: oneOf(["plan", "spot", "average"], "The kind of rate that turns the plan's currency into the one paid out."),
  }).optional(),
  examples: z
    .array(fields({ name: Text, given: z.unknown(), expect: z.unknown() }), {
      error: "must be a list of examples, each with name, given and expect",
    })
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
  const read = readDocument(Document, document);
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
    },
    seasonality: value.seasonality ?? null,
    relief: { proration: value.proration ?? null, ramp: value.ramp ?? null },
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
    },
    payout: value.payout ? { currency: value.payout.currency ?? null, fx: value.payout.fx } : null,
    examples: value.examples.map(({ name, given, expect }) => ({ name, given, expect })),
  };
  const problems = checkPlan(plan);
  if (problems.length > 0) throw new PlanError(problems);
  return plan;
}
