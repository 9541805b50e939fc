import { z } from "zod";
import { WINDOWS } from "../component.js";
import { Day, Decimal, fields, Key, oneOf, Percent, Share } from "../document.js";

const days = z.coerce.number({ error: "must be a number of days, such as 90" }).int().positive();
const months = z.coerce.number({ error: "must be a number of months, such as 12" }).int().positive();

/** Parts of what a deal earned and what each waits for. */
const Release = z
  .array(
    fields({
      share: Share,
      on: oneOf(
        ["booked", "invoiced", "collected", "fully_collected", "days_after_booking", "months_after_booking"],
        "booked: at once. invoiced: on the day of the invoice. collected: as the customer pays, in proportion. fully_collected: once all is paid. days_after_booking: after that many days. months_after_booking: on the same day of the month that many months later.",
      ),
      days: days.optional(),
      months: months.optional(),
    }),
    { error: "must be a list of parts, each with share and on" },
  )
  .min(1);

/** What a cancelled deal takes back. */
const Clawback = fields({
  takes: oneOf(
    ["negative_transaction", "commission", "unserved_part", "by_age"],
    "negative_transaction: the amount counts below zero on the day of the event, so attainment falls too. commission: what the deal earned, at the rate of that time. unserved_part: what it earned for the months of its term not served. by_age: a share of it that falls with time.",
  ),
  term_months: months.optional(),
  within_days: days.optional(),
  ages: z
    .array(fields({ up_to_days: days, share: Percent }))
    .min(1)
    .optional(),
});

const Draw = fields({
  kind: oneOf(
    ["guarantee", "recoverable", "advance", "on_top"],
    "guarantee: pay is raised to the draw, for good. recoverable: pay is raised to it, and later earnings above it pay that back. advance: the draw was paid first, the cheque is what earnings leave after it and its balance. on_top: it is paid beside earnings and paid back after it ends.",
  ),
  amount: Decimal,
  per: oneOf(WINDOWS, "The span that the amount is for."),
  from: Day.optional(),
  through: Day.optional(),
  recovers: Percent.optional(),
  recovery_from: Day.optional(),
  forgiven: fields({ measure: Key, at_least: Percent }).optional(),
});

/** Sections of a plan about when and how earnings are paid. */
export const settlementTerms = {
  release: Release.optional(),
  clawback: Clawback.optional(),
  draw: Draw.optional(),
  minimum_payment: Decimal.optional(),
} as const;

type Read = z.output<z.ZodObject<typeof settlementTerms>>;
export type ReleaseTerms = NonNullable<Read["release"]>;
export type ClawbackTerms = NonNullable<Read["clawback"]>;
export type DrawTerms = NonNullable<Read["draw"]>;
export interface SettlementTerms {
  readonly release: ReleaseTerms | null;
  readonly clawback: ClawbackTerms | null;
  readonly draw: DrawTerms | null;
  readonly minimumPayment: NonNullable<Read["minimum_payment"]> | null;
}
