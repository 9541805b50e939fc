import { z } from "zod";
import { WINDOWS } from "../component.js";
import { Day, Decimal, fields, Key, Multiple, oneOf, Percent, Share } from "../document.js";

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
      days: days.describe("With days_after_booking, how many.").optional(),
      months: months.describe("With months_after_booking, how many.").optional(),
      expires_after_days: days.describe("What is not released so many days after booking never is.").optional(),
      employed: oneOf(["required", "not_needed"])
        .default("not_needed")
        .describe("Whether what is not released on the payee's last day lapses."),
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
  term_months: months.describe("The term of deals that say none themselves.").optional(),
  within_days: days.describe("A later cancellation takes nothing back.").optional(),
  unpaid_after_days: days
    .describe("What the customer has not paid so many days after the deal closed counts as cancelled on that day.")
    .optional(),
  limit: fields({
    share: Percent.describe("A share of what else is paid.").optional(),
    amount: Decimal.describe("An amount a payment.").optional(),
    final_share: Percent.describe("The share in the period in which the payee leaves.").optional(),
    excess: oneOf(
      ["carried", "lost"],
      "carried: what is above the limit is taken back from later payments, within their limits. lost: it is not taken back.",
    ),
  })
    .describe("The most that one payment gives back.")
    .optional(),
  ages: z
    .array(fields({ up_to_days: days, share: Percent }))
    .min(1)
    .optional(),
});

const Draw = fields({
  kind: oneOf(
    ["guarantee", "recoverable", "advance", "on_top", "fixed"],
    "guarantee: pay is raised to the draw, for good. recoverable: pay is raised to it, and later earnings above it pay that back. advance: the draw was paid first, the cheque is what earnings leave after it and its balance. on_top: it is paid beside earnings and paid back after it ends. fixed: it is paid in place of whatever is earned.",
  ),
  amount: Decimal.optional(),
  of_target: Percent.or(Multiple).optional(),
  per: oneOf(WINDOWS, "The span that the amount is for.").optional(),
  of: z.array(Key).min(1).describe("The components it is drawn against; all unless given.").optional(),
  from: Day.describe("The first day it is drawn for.").optional(),
  through: Day.describe("The last day it is drawn for.").optional(),
  tenure: z
    .array(Percent.or(Multiple), { error: "must be a list of shares, one a month of tenure, such as [100%, 75%, 50%]" })
    .min(1)
    .describe("The share drawn in each month of tenure; nothing after the last.")
    .optional(),
  part_months: oneOf(["whole", "by_days"]).default("whole").describe("How a month counts that is drawn in part."),
  recovers: Percent.describe("After the draw ends, the share of earnings that pays back.").optional(),
  recovers_at_most: Decimal.describe("The most that one payment pays back.").optional(),
  recovery_from: Day.describe("The first day of paying back.").optional(),
  recovery_through: Day.describe("The last day of paying back.").optional(),
  forgiven: fields({ measure: Key.optional(), at_least: Percent.optional(), on: Day.optional() }).optional(),
  owed_at_most: Decimal.describe("The most that is ever owed.").optional(),
  at_leaving: oneOf(["forgiven", "deducted"])
    .describe("What becomes of the balance in the period in which the payee leaves.")
    .optional(),
});

/** Sections of a plan about when and how earnings are paid. */
export const settlementTerms = {
  release: Release.describe("What parts of a deal's pay wait for.").optional(),
  clawback: Clawback.describe("What a cancelled deal takes back.").optional(),
  draw: Draw.describe("Pay in advance of earnings, or in their place.").optional(),
  minimum_payment: Decimal.describe("A smaller payment waits for the next one.").optional(),
  below_zero: oneOf(["owed", "carried", "forgiven"])
    .default("owed")
    .describe("What becomes of pay below zero: it is owed, taken from the next payments, or forgiven."),
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
  /** What becomes of pay below zero. */
  readonly belowZero: Read["below_zero"];
}
