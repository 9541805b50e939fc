import type { z } from "zod";
import {
  type CommonTerms,
  type ComponentContext,
  defineComponent,
  type EarningLine,
  type Participant,
} from "../component.js";
import { Day, Decimal, oneOf, Percent, Position } from "../document.js";
import type { Problem } from "../errors.js";
import { allocate, fromRational, toRational, zero } from "../money.js";
import { checkOwnDates, spanOfDates } from "../own-dates.js";
import { amongTerms, qualifies } from "../participants.js";
import { compare, divide, isZero, max, multiply, ONE, type Rational, total, ZERO } from "../rational.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describePool } from "./pool-describe.js";

const terms = {
  ...amongTerms,
  from: Day.describe("The first day it counts over, in place of windows.").optional(),
  through: Day.describe("The last day it counts over.").optional(),
  pot: Decimal.describe("The amount that is shared.").optional(),
  pot_rate: Percent.describe("A pot that is a share of all that is credited.").optional(),
  opens_at: Position.describe("What all together must reach before anything is shared.").optional(),
  shared: oneOf(
    ["by_credit", "equally", "by_target"],
    "by_credit: in proportion to what each was credited. equally: the same for everybody. by_target: in proportion to target incentives.",
  ),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ from, through, window, pot, pot_rate, where, base }: Terms): Problem[] {
  const problems: Problem[] = [];
  if ((pot === undefined) === (pot_rate === undefined))
    problems.push({
      path: "pot",
      message: "and pot_rate: give one of them, an amount or a share of all that is credited",
    });
  problems.push(...checkOwnDates({ from, through, window }, "a pool"));
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on a pool: give it a measure that counts only those deals",
    });
  return problems;
}

interface Shared {
  readonly participant: Participant;
  readonly weight: Rational;
}

function weightOf(participant: Participant, { shared, measure }: Terms): Rational {
  if (shared === "equally") return ONE;
  return shared === "by_target" ? participant.target() : max(ZERO, participant.view(measure).credited);
}

/** Null once it is met; else what all of them together have reached, as attainment of their quotas or as an amount. */
function missing({ opens_at, measure }: Terms, all: readonly Participant[], context: ComponentContext): string | null {
  if (!opens_at) return null;
  const views = all.map((each) => each.view(measure));
  const credited = total(views.map((view) => view.credited));
  const quota = total(views.map((view) => view.quota ?? ZERO));
  const stands = opens_at.percent ? (isZero(quota) ? ZERO : divide(credited, quota)) : credited;
  if (compare(stands, opens_at.value) >= 0) return null;
  const text = (value: Rational) =>
    opens_at.percent
      ? percentText(value, 4)
      : context.position.unit === "money"
        ? amountText(value, context.currency)
        : numberText(value);
  return `all together stand at ${text(stands)}, at least ${text(opens_at.value)} is needed`;
}

/**
 * A pot that several people share over a window or its own dates, paid once the last day is over: an amount, or a share of all that
 * they are credited; in proportion to credit, equally, or by target incentive, among those who reach `at_least` (without it: who
 * has any credit above zero). `opens_at` is what all together must reach. The shares add up to the pot to the last minor unit (a
 * cent left over goes to the largest remainder, then the earlier key). Outside the plan's cap unless said. Source: plan mechanics,
 * section 6.
 */
export const pool = defineComponent({
  type: "pool",
  terms,
  check,
  describe: describePool,
  planCap: "outside",
  shared: () => true,
  dates: spanOfDates,
  earn(all, context): EarningLine[] {
    const { currency } = context;
    const everybody = context.participants(all.among);
    const pot =
      all.pot ?? multiply(all.pot_rate ?? ZERO, total(everybody.map((each) => each.view(all.measure).credited)));
    const label = `Share of a pool of ${amountText(pot, currency)}`;
    const closed = missing(all, everybody, context);
    if (closed) return [{ label, formula: closed, amount: ZERO }];
    const sharing = everybody
      .filter((each) => qualifies(each, all.measure, all.at_least))
      .map((participant): Shared => ({ participant, weight: weightOf(participant, all) }));
    const weights = total(sharing.map(({ weight }) => weight));
    const own = sharing.findIndex(({ participant }) => participant.own);
    if (own < 0 || isZero(weights)) return [{ label, formula: "no part in it", amount: ZERO }];
    const shares = sharing.map(({ weight }) => divide(weight, weights));
    const formula = `${amountText(pot, currency)} × ${percentText(shares[own] ?? ZERO)}, ${all.shared.replace("_", " ")} among ${sharing.length}`;
    if (!context.ended) return [{ label: `${label}, not over yet`, formula, amount: ZERO }];
    const parts = allocate(fromRational(pot, currency), shares);
    return [{ label, formula, amount: toRational(parts[own] ?? zero(currency)) }];
  },
});
