import { z } from "zod";
import { addDays, earlierOf, type IsoDate, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import { fields, Multiple, oneOf, Percent } from "./document.js";
import type { Problem } from "./errors.js";
import { periodOf } from "./period.js";
import { compare, ONE, type Rational } from "./rational.js";
import { Relieved } from "./relieved.js";

/** Terms for new payees: the share that counts in each month of tenure, 100% after the last. */
export const Ramp = fields({
  of: Relieved,
  months: z
    .array(Percent.or(Multiple), { error: "must be a list of shares, one a month of tenure, such as [0%, 50%, 75%]" })
    .min(1)
    .describe("The share that counts in each month of tenure; all of it after the last."),
  by: oneOf(["calendar_months", "days_30"])
    .default("calendar_months")
    .describe("What a month of tenure is: one of the calendar, or 30 days from the day of joining."),
  first_month: oneOf(["joined", "first_full"])
    .describe(
      "joined: the month of joining is the first one. first_full: the first month worked from its first day is.",
    )
    .optional(),
  accelerators: oneOf(["paid", "withheld"])
    .default("paid")
    .describe("Whether rates and payouts above quota are paid while ramping."),
});
export type RampTerms = z.output<typeof Ramp>;

export function checkRamp({ by, first_month }: RampTerms): Problem[] {
  const path = "ramp.first_month";
  if (by === "calendar_months" && !first_month)
    return [
      {
        path,
        message:
          "is missing: choose one of joined, first_full. joined: the month of joining is the first month of the ramp, even when partly worked. first_full: the first month worked from its first day is",
      },
    ];
  if (by === "days_30" && first_month)
    return [{ path, message: "has no meaning with by: days_30, where a month is 30 days from the day of joining" }];
  return [];
}

/**
 * A part of one month cut where the ramp's share changes, each piece with its share. Days before the ramp begins count like its
 * first month; without a date of joining there is no ramp. Source: plan mechanics, section 11.
 */
export function rampedPieces(
  terms: RampTerms,
  hiredOn: IsoDate | undefined,
  part: Span,
): { readonly piece: Span; readonly share: Rational }[] {
  if (!hiredOn) return [{ piece: part, share: ONE }];
  if (terms.by === "calendar_months") return [{ piece: part, share: monthShare(terms, hiredOn, part.start) }];
  const pieces: { piece: Span; share: Rational }[] = [];
  let start = part.start;
  for (const [i, share] of terms.months.entries()) {
    const end = earlierOf(part.end, addDays(hiredOn, 30 * (i + 1)));
    if (end > start) pieces.push({ piece: { start, end }, share });
    start = laterOf(start, end);
  }
  if (start < part.end) pieces.push({ piece: { start, end: part.end }, share: ONE });
  return pieces;
}

function monthShare(terms: RampTerms, hiredOn: IsoDate, month: IsoDate): Rational {
  const joined = periodOf("month", hiredOn);
  const first = terms.first_month === "first_full" && hiredOn > joined.start ? joined.end : joined.start;
  return terms.months[Math.max(0, monthNumber(month) - monthNumber(first))] ?? ONE;
}

const monthNumber = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** True where any day of the part counts less than in full. */
export const isRamping = (terms: RampTerms, hiredOn: IsoDate | undefined, part: Span): boolean =>
  rampedPieces(terms, hiredOn, part).some(({ share }) => compare(share, ONE) < 0);
