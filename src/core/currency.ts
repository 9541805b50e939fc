import { z } from "zod";
import { addDays, type IsoDate } from "./calendar.js";
import { Currency, fields, oneOf } from "./document.js";
import { FactsError } from "./errors.js";
import { FX_KINDS, type FxRate } from "./facts.js";
import { periodOf } from "./period.js";
import { divide, multiply, ONE, type Rational } from "./rational.js";
import { numberText } from "./wording.js";

const Kind = oneOf(
  FX_KINDS,
  "plan: one rate fixed for the year, so that attainment does not move with exchange rates. spot: that of the day. average: that of the month or quarter. month_end: that of the month's last day.",
);

/** Which rates of exchange a plan uses, and whether one may be made from others. */
export const FxTerms = z.union(
  [
    Kind.transform((kind) => ({ kind, inverse: "refused" as const, cross: undefined })),
    fields({
      kind: Kind,
      inverse: oneOf(["refused", "allowed"])
        .default("refused")
        .describe("Whether the opposite rate may be turned round where one is missing."),
      cross: Currency.describe("Where a rate is missing, two rates over this currency make it.").optional(),
    }),
  ],
  {
    error: ({ input }) =>
      typeof input === "object" && input !== null
        ? undefined
        : `${input === undefined ? "is missing: choose" : `"${String(input)}" is not`} one of ${FX_KINDS.join(", ")}, or a mapping such as {kind: spot, inverse: allowed, cross: USD}`,
  },
);

export type FxTerms = z.output<typeof FxTerms>;

export interface Exchange {
  readonly rate: Rational;
  /** The rate as written, with where it comes from if it was made from others: "1 / 0.92". */
  readonly how: string;
}

/** The newest rate of the plan's kind in force on `day`; a month-end rate is that of the last day of the month `day` is in. */
function published(rates: readonly FxRate[], { kind }: FxTerms, from: string, to: string, day: IsoDate) {
  const until = kind === "month_end" ? addDays(periodOf("month", day).end, -1) : day;
  let found: FxRate | undefined;
  for (const rate of rates) {
    if (rate.kind !== kind || rate.from !== from || rate.to !== to || rate.validFrom > until) continue;
    if (!found || rate.validFrom > found.validFrom) found = rate;
  }
  return found?.rate;
}

/** A published rate, or its opposite turned round where the plan allows that. Null when there is neither. */
function direct(rates: readonly FxRate[], fx: FxTerms, from: string, to: string, day: IsoDate): Exchange | null {
  const rate = published(rates, fx, from, to, day);
  if (rate) return { rate, how: numberText(rate, 8) };
  const back = fx.inverse === "allowed" ? published(rates, fx, to, from, day) : undefined;
  return back ? { rate: divide(ONE, back), how: `1 / ${numberText(back, 8)}` } : null;
}

/**
 * The rate that turns one unit of `from` into `to` on `day`: the newest of the plan's kind in force then. A missing rate is an
 * error, never 1. Only a plan that says so inverts a rate, or crosses two over a third currency: neither is what anybody published.
 * Source: plan mechanics, section 17.
 */
export function exchange(
  rates: readonly FxRate[],
  fx: FxTerms | null,
  from: string,
  to: string,
  day: IsoDate,
): Exchange {
  if (from === to) return { rate: ONE, how: "1" };
  if (fx === null)
    throw new FactsError(
      `The plan pays in ${to} and meets ${from}, but does not say which rates of exchange to use: add fx: plan, spot, average or month_end to the plan.`,
    );
  const found = direct(rates, fx, from, to, day);
  if (found) return found;
  const { cross } = fx;
  if (cross !== undefined && cross !== from && cross !== to) {
    const first = direct(rates, fx, from, cross, day);
    const second = direct(rates, fx, cross, to, day);
    if (first && second)
      return { rate: multiply(first.rate, second.rate), how: `${first.how} × ${second.how} over ${cross}` };
  }
  throw new FactsError(missing(rates, fx, from, to, day));
}

/** The rate alone. */
export const rateOn = (...args: Parameters<typeof exchange>): Rational => exchange(...args).rate;

function missing(rates: readonly FxRate[], fx: FxTerms, from: string, to: string, day: IsoDate): string {
  const words = fx.kind === "month_end" ? "month-end" : fx.kind;
  const said = `There is no ${words} rate from ${from} to ${to} in force on ${day}: add one that is valid from that day or earlier`;
  const opposite = fx.inverse === "refused" && published(rates, fx, to, from, day);
  return opposite
    ? `${said}, or let the plan turn round the one from ${to} to ${from} (fx: {kind: ${fx.kind}, inverse: allowed}).`
    : `${said}.`;
}
