import { z } from "zod";
import { WINDOWS } from "../core/component.js";
import { Currency, Day, Decimal, fields, oneOf, Percent, Share, Text } from "../core/document.js";
import { FX_KINDS } from "../core/facts.js";
import { ONE, ZERO } from "../core/rational.js";

/** The shape of a facts file: what happened, as a person would write it down. Read with a plan, which settles what is left out. */

const isMapping = (input: unknown): boolean => typeof input === "object" && input !== null && !Array.isArray(input);

const Amounts = z.union([Decimal, z.record(z.string(), Decimal)], {
  error: ({ input }) =>
    isMapping(input) ? undefined : "must be a number, or a mapping of measures to numbers, such as bookings: 100000",
});

const Incentive = z.union([Decimal, fields({ amount: Decimal, per: oneOf(WINDOWS) })], {
  error: ({ input }) =>
    isMapping(input)
      ? undefined
      : "must be a yearly amount such as 80000, or a mapping such as {amount: 20000, per: quarter}",
});

const ofMeasure = {
  payee: Text.optional(),
  measure: Text.optional(),
  period: Text.optional(),
  amount: Decimal,
  currency: Currency.optional(),
} as const;

const listOrShort = <T extends z.ZodType>(item: T, what: string) =>
  z.union([z.array(item), Amounts], {
    error: (issue) =>
      Array.isArray(issue.input) || isMapping(issue.input)
        ? undefined
        : `must be a number, a mapping of measures to numbers, or a list of ${what} with measure, period and amount`,
  });

const Leave = fields({ from: Day, through: Day.optional() });

/** Where words that other systems and articles use belong here, for one field or for several. */
const hintsOf = (words: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([hint, names]) => names.split(" ").map((name) => [name, hint] as const)),
  );

const personHints = hintsOf({
  "what was sold is deals, or achieved for a total": "credited credits sales sold bookings revenue actual actuals",
  "it is calculated: give the quota and what was achieved (plain numbers will do, such as quota: 100 and achieved: 120)":
    "attainment achievement",
  "the first day of work is hired_on": "hire_date start_date started_on joined_on joined",
  "the first day without the company is left_on": "terminated_on termination_date end_date leave_date",
  "a year's pay at 100% is target_incentive": "ote ti tti tic variable target_variable target_bonus target_pay",
  "what is owed of a draw is draw_balance": "balance",
});

const personFields = {
  key: Text.optional(),
  name: Text.optional(),
  hired_on: Day.optional(),
  left_on: Day.optional(),
  target_incentive: Incentive.optional(),
  quotas: listOrShort(fields({ ...ofMeasure, from: Day.optional(), through: Day.optional() }), "quotas").optional(),
  quota: Amounts.optional(),
  achieved: listOrShort(fields({ ...ofMeasure, on: Day.optional() }), "totals").optional(),
  leaves: z.array(Leave).optional(),
  manager: Text.optional(),
  reports_to: z.array(fields({ manager: Text, from: Day.optional(), through: Day.optional() })).optional(),
  draw_balance: Decimal.optional(),
  carried: Decimal.optional(),
  clawback_owed: Decimal.optional(),
  payout_currency: Currency.optional(),
} as const;
const Person = fields(personFields, personHints);

/** Attributes of a deal or line that plans often look at; any other goes under `attributes`. */
export const DEAL_WORDS = ["product", "category", "type", "segment", "account", "territory"] as const;
export const DEAL_NUMBERS = ["units", "cost", "margin"] as const;
const dealFields = {
  product: Text.optional(),
  category: Text.optional(),
  type: Text.optional(),
  segment: Text.optional(),
  account: Text.optional(),
  territory: Text.optional(),
  units: Decimal.optional(),
  cost: Decimal.optional(),
  margin: Decimal.optional(),
  attributes: z.record(z.string(), Text).default({}),
} as const;
const dealHints = hintsOf({
  "the day a deal counts is closed_on": "date close_date closed booked_on booking_date order_date",
  "who is credited is owner, or splits": "payee rep seller salesperson credits",
  "what a deal is worth is its amount": "price value revenue acv arr tcv total",
  "how many were sold is units": "quantity qty count",
  "the customer is account": "customer client",
  "the day the customer paid is collected_on, or collected for parts": "paid_on paid payment_date payments",
  "the day it was cancelled is cancelled_on": "cancelled canceled canceled_on refunded_on churned_on",
});
const ATTRIBUTES_HOLD_THE_REST =
  "; what only the plan looks at goes under attributes, such as attributes: {discount: 30%}";

const Deal = fields(
  {
    key: Text.optional(),
    name: Text.optional(),
    owner: Text.optional(),
    amount: Decimal.optional(),
    currency: Currency.optional(),
    closed_on: Day.optional(),
    invoiced_on: Day.optional(),
    collected_on: Day.optional(),
    collected: z.array(fields({ on: Day, amount: Decimal })).optional(),
    cancelled_on: Day.optional(),
    cancelled_amount: Decimal.optional(),
    splits: z
      .union(
        [
          z.record(z.string(), Share),
          z.array(fields({ payee: Text, share: Share, quota_share: Share.optional(), role: Text.optional() })),
        ],
        {
          error: "must be a mapping of payees to shares, such as {maya: 60%, leo: 40%}",
        },
      )
      .optional(),
    lines: z
      .array(fields({ key: Text.optional(), amount: Decimal, ...dealFields }, dealHints, ATTRIBUTES_HOLD_THE_REST))
      .default([]),
    ...dealFields,
  },
  dealHints,
  ATTRIBUTES_HOLD_THE_REST,
);

/** A percentage, or whether the goal was met: yes is 100%, no 0%. */
const Score = z.union([
  Percent,
  z.boolean().transform((met) => (met ? ONE : ZERO)),
  z
    .string()
    .regex(/^(yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE)$/)
    .transform((text) => (/^[yt]/i.test(text) ? ONE : ZERO)),
]);

const Scored = fields({
  payee: Text.optional(),
  goal: Text,
  score: Score,
  period: Text.optional(),
  approved_by: Text.optional(),
  evidence: Text.optional(),
});
type Scored = z.output<typeof Scored>;

const factsHints = {
  ...personHints,
  ...hintsOf({
    "everybody stands under people": "payees reps participants employees sellers team",
    "what was sold is deals, or achieved for a total": "transactions orders opportunities",
    "rates of exchange are fx_rates, such as [{kind: spot, from: EUR, to: USD, rate: 1.1}]": "fx rates exchange_rates",
    "what is posted beside earnings is ledger, such as [{kind: clawback, amount: -500}]":
      "adjustments clawbacks payments",
    "how goals were scored is scores": "mbo mbos goals objectives",
    "what was paid before is prior_earnings": "prior_payments prior_paid already_paid paid",
  }),
};

export const FactsDocument = fields(
  {
    description: Text.optional(),
    period: Text.optional(),
    as_of: Day.optional(),
    fiscal_year_starts: z.coerce.number({ error: "must be a month from 1 to 12" }).int().min(1).max(12).default(1),
    people: z.array(Person).optional(),
    ...personFields,
    deals: z.array(Deal).default([]),
    fx_rates: z
      .array(
        fields({
          kind: oneOf(FX_KINDS),
          from: Currency,
          to: Currency,
          rate: Decimal,
          valid_from: Day.optional(),
        }),
      )
      .default([]),
    ledger: z
      .array(
        fields({
          key: Text.optional(),
          payee: Text.optional(),
          posted_on: Day.optional(),
          kind: oneOf(["clawback", "draw_advance", "draw_recovery", "adjustment"]),
          amount: Decimal,
          currency: Currency.optional(),
          reason: Text.optional(),
          deal: Text.optional(),
        }),
      )
      .default([]),
    scores: z
      .union(
        [
          z.array(Scored),
          z
            .record(z.string(), Score)
            .transform((scores) => Object.entries(scores).map(([goal, score]): Scored => ({ goal, score }))),
        ],
        {
          error: ({ input }) =>
            Array.isArray(input) || isMapping(input)
              ? undefined
              : "must be a mapping of goals to scores, or a list such as [{goal: launch, score: 100%}]",
        },
      )
      .default([]),
    decisions: z.array(fields({ deal: Text, pays: Percent, decided_by: Text })).default([]),
    prior_earnings: z
      .array(fields({ payee: Text.optional(), component: Text.optional(), period: Text, amount: Decimal }), {
        error: "must be a list, such as [{period: 2026-Q1, amount: 5000}]",
      })
      .default([]),
  },
  factsHints,
);
export type FactsDocument = z.output<typeof FactsDocument>;
export type PersonDocument = z.output<typeof Person>;
export type DealDocument = z.output<typeof Deal>;
export type TotalDocument = { readonly [K in keyof typeof ofMeasure]?: z.output<(typeof ofMeasure)[K]> } & {
  readonly amount: z.output<typeof Decimal>;
  readonly on?: string | undefined;
  readonly from?: string | undefined;
  readonly through?: string | undefined;
};
