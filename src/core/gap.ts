import type { PayeeFacts } from "./facts.js";
import { type Money, money, plus, zero } from "./money.js";
import { goalsAhead, payoutWith } from "./outlook.js";
import type { Period } from "./period.js";
import { asHistory, newestIn, type PlanHistory, type PlanInForce, type Plans } from "./plan-history.js";
import type { Rational } from "./rational.js";
import { bookUnder, measured, statementUnder } from "./statement-of.js";
import { creditToAttainment, mainMeasure, measureCurrency, measuresMovedBy } from "./what-if.js";

export type GapGoal =
  | { readonly kind: "attainment"; readonly ratio: Rational }
  /** The nearest tier, step, curve point or threshold ahead, or the one whose label holds these words. */
  | { readonly kind: "tier"; readonly label?: string }
  /** Earned in the period, in the plan's currency. */
  | { readonly kind: "payout"; readonly amount: Money };

export type Gap =
  | {
      readonly ok: true;
      readonly measure: string;
      /** Least further credit that reaches the goal, to the minor unit; zero when it is reached already. */
      readonly needed: Money;
      /** What the measure would stand at. */
      readonly at: Money;
      readonly label: string | null;
      readonly payoutNow: Money;
      readonly payoutThen: Money;
      /** For a payout, where the plan pays less for more: the further credit from which pay is below the goal again. */
      readonly falls?: Money;
    }
  | {
      readonly ok: false;
      /** no_quota: attainment has no meaning. no_tier: none lies ahead. out_of_reach: no amount of credit pays that much. */
      readonly reason: "no_quota" | "no_tier" | "out_of_reach";
      /** With out_of_reach, the most the period can pay. */
      readonly most?: Money;
    };

/**
 * The credit still missing to a goal, found by inverting the plan itself. A payout counts as reached when the pay before
 * rounding reaches it: 10 % of 80,000.00 is 8,000, though 10 % of 79,999.96 already rounds up to it.
 */
export function creditNeededFor(
  plans: Plans,
  facts: PayeeFacts,
  period: Period,
  goal: GapGoal,
  measure: string = mainMeasure(newestIn(plans, period)),
): Gap {
  const payoutNow = statementUnder(asHistory(plans), facts, period).earned;
  const book = bookUnder(plans, facts, period);
  const { credited } = measured(book, measure, period);
  const payoutOf = (extra: Money): Money => payoutWith(plans, facts, period, measure, extra);
  const reached = (needed: Money, label: string | null): Gap => ({
    ok: true,
    measure,
    needed,
    at: plus(credited, needed),
    label,
    payoutNow,
    payoutThen: needed.minor === 0 ? payoutNow : payoutOf(needed),
  });
  if (goal.kind === "attainment") {
    const needed = creditToAttainment(plans, facts, period, goal.ratio, measure);
    return needed ? reached(needed, null) : { ok: false, reason: "no_quota" };
  }
  if (goal.kind === "tier") {
    const ahead = goalsAhead(plans, facts, period, measure);
    const words = goal.label?.toLowerCase();
    const found = words ? ahead.find((distance) => distance.goal.label.toLowerCase().includes(words)) : ahead[0];
    return found ? reached(found.needed, found.goal.label) : { ok: false, reason: "no_tier" };
  }
  if (payoutNow.minor >= goal.amount.minor) return reached(zero(credited.currency), null);
  const strict = withoutRoundingUp(plans);
  const found = leastCredit(
    measureCurrency(book.plan, measure),
    goal.amount,
    stopsAhead(plans, facts, period, measure),
    (extra) => payoutWith(strict, facts, period, measure, extra),
  );
  if (!found.ok) return { ok: false, reason: "out_of_reach", most: found.most };
  return { ...reached(found.needed, null), ...(found.falls ? { falls: found.falls } : {}) };
}

/** Further credit at which some component changes course, ascending, in minor units. */
function stopsAhead(plans: Plans, facts: PayeeFacts, period: Period, measure: string): number[] {
  const plan = newestIn(plans, period);
  const moved = measuresMovedBy(plan, measure).filter(
    (name) => measureCurrency(plan, name) === measureCurrency(plan, measure),
  );
  const stops = moved.flatMap((name) => goalsAhead(plans, facts, period, name).map(({ needed }) => needed.minor));
  return [...new Set(stops)].filter((stop) => stop > 0 && stop < MOST_CREDIT).sort((a, b) => a - b);
}

export function withoutRoundingUp(plans: Plans): PlanHistory {
  const strict = ({ plan, from }: PlanInForce): PlanInForce => ({
    plan: { ...plan, rounding: { ...plan.rounding, mode: "down" } },
    from,
  });
  const [first, ...rest] = asHistory(plans);
  return [strict(first), ...rest.map(strict)];
}

/** 10^15 minor units, ten trillion dollars: pay that this much credit does not reach is out of reach. */
const MOST_CREDIT = 1e15;

/**
 * The least credit that pays `goal`. Between two goals of the plan (tiers, steps, curve points, thresholds) pay does not fall as
 * credit grows, jumps and plateaus included, so each stretch is searched by bisection over whole minor units, from the nearest on;
 * at a goal itself pay may fall, as with a retroactive decelerator. `falls` is the first goal ahead at which pay is below again.
 */
function leastCredit(
  currency: string,
  goal: Money,
  stops: readonly number[],
  payoutOf: (extra: Money) => Money,
):
  | { readonly ok: true; readonly needed: Money; readonly falls: Money | null }
  | { readonly ok: false; readonly most: Money } {
  const payAt = (minor: number): number => payoutOf(money(minor, currency)).minor;
  let most = 0;
  const reaches = (minor: number): boolean => {
    const pay = payAt(minor);
    most = Math.max(most, pay);
    return pay >= goal.minor;
  };
  const found = (short: number, enough: number) => {
    const needed = leastBetween(short, enough, (minor) => payAt(minor) >= goal.minor);
    const falls = stops.find((stop) => stop > needed && payAt(stop) < goal.minor);
    return {
      ok: true,
      needed: money(needed, currency),
      falls: falls === undefined ? null : money(falls, currency),
    } as const;
  };
  let short = 0;
  // A stretch ends one minor unit before the next goal: there pay may fall.
  for (const end of stops.flatMap((stop) => [stop - 1, stop])) {
    if (end <= short) continue;
    if (reaches(end)) return found(short, end);
    short = end;
  }
  for (let width = 8; short < MOST_CREDIT; width *= 8) {
    const enough = Math.min(MOST_CREDIT, short + width);
    if (reaches(enough)) return found(short, enough);
    short = enough;
  }
  return { ok: false, most: money(most, goal.currency) };
}

function leastBetween(low: number, high: number, reaches: (minor: number) => boolean): number {
  let [short, enough] = [low, high];
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (reaches(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
