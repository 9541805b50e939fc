import { z } from "zod";
import { daysBetween, type IsoDate } from "../calendar.js";
import {
  type CommonTerms,
  type ComponentContext,
  defineComponent,
  type EarningLine,
  type MeasureView,
  type Participant,
} from "../component.js";
import { Day, Decimal, Key, oneOf, Percent, type Position } from "../document.js";
import type { Problem } from "../errors.js";
import { allocate, fromRational, toRational, zero } from "../money.js";
import { checkOwnDates, spanOfDates } from "../own-dates.js";
import { amongTerms, qualifies } from "../participants.js";
import { add, compare, isNegative, multiply, ONE, type Rational, rational, total, ZERO } from "../rational.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeContest } from "./contest-describe.js";

const terms = {
  ...amongTerms,
  from: Day.describe("The first day it counts over, in place of windows.").optional(),
  through: Day.describe("The last day it counts over.").optional(),
  rank_by: oneOf(
    ["credited", "attainment", "first_to_reach"],
    "credited: who sold most. attainment: who stands highest against their own quota. first_to_reach: who reached at_least on the earliest day.",
  ),
  prizes: z
    .array(Decimal, { error: "must be a list of amounts, the first place's first, such as [5000, 3000]" })
    .min(1)
    .describe("An amount for each place, the first place's first.")
    .optional(),
  pot: Decimal.describe("An amount that shares divide.").optional(),
  pot_rate: Percent.describe("A pot that is a share of all that is credited.").optional(),
  shares: z.array(Percent).min(1).describe("The share of the pot that each place gets.").optional(),
  ties: oneOf(
    ["share", "both_higher", "tiebreak"],
    "share: those who tie share the prizes of the places they take. both_higher: each gets the higher prize. tiebreak: the measure named by tiebreak decides, and who ties there too shares.",
  ),
  tiebreak: Key.describe("The measure that decides between those who tie.").optional(),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check(all: Terms): Problem[] {
  const { from, through, window, rank_by, at_least, prizes, pot, pot_rate, shares, ties, tiebreak, where, base } = all;
  const problems: Problem[] = [];
  if ([prizes, pot, pot_rate].filter((given) => given !== undefined).length !== 1)
    problems.push({
      path: "prizes",
      message:
        "give one of prizes (an amount for each place), pot (an amount) and pot_rate (a share of all that is credited)",
    });
  if ((pot !== undefined || pot_rate !== undefined) !== (shares !== undefined))
    problems.push({
      path: "shares",
      message: "go with a pot, and say what share of it each place gets, such as [50%, 30%, 20%]",
    });
  if (shares && compare(total(shares), ONE) > 0)
    problems.push({ path: "shares", message: `add up to ${percentText(total(shares))}: a pot has no more than 100%` });
  for (const [i, value] of (prizes ?? shares ?? []).entries()) {
    const before = (prizes ?? shares)?.[i - 1];
    if (isNegative(value) || (before && compare(value, before) > 0))
      problems.push({
        path: `${prizes ? "prizes" : "shares"}[${i}]`,
        message: "must be no more than the place before, and not below zero",
      });
  }
  if (rank_by === "first_to_reach" && !at_least)
    problems.push({ path: "at_least", message: "is missing: say what is to be reached first, such as 100% or 50000" });
  if ((ties === "tiebreak") !== (tiebreak !== undefined))
    problems.push({ path: "tiebreak", message: "goes with ties: tiebreak, and names the measure that decides" });
  if (ties === "both_higher" && !prizes)
    problems.push({
      path: "ties",
      message: "cannot be both_higher with a pot, which has no more to give: choose share or tiebreak",
    });
  problems.push(...checkOwnDates({ from, through, window }, "a contest"));
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on a contest: give it a measure that counts only those deals",
    });
  return problems;
}

interface Standing {
  readonly participant: Participant;
  readonly score: Rational;
  readonly tiebreak: Rational;
}

const higher = (a: Standing, b: Standing): number => compare(b.score, a.score) || compare(b.tiebreak, a.tiebreak);

/** The day on which credits first came to `goal`; the last one where they passed it and fell back. */
function reachedOn(view: MeasureView, goal: Position): IsoDate {
  const at = goal.percent ? multiply(goal.value, view.quota ?? ZERO) : goal.value;
  let sold = ZERO;
  for (const { value, credit } of view.credits) {
    sold = add(sold, value);
    if (compare(sold, at) >= 0) return credit.creditedOn;
  }
  return view.credits.at(-1)?.credit.creditedOn ?? FIRST_DAY;
}
const FIRST_DAY = "1970-01-01";

/** What decides the place, higher first; the earlier a day, the higher it is. */
function scoreOf({ rank_by, at_least }: Terms, view: MeasureView): Rational {
  if (rank_by === "credited") return view.credited;
  if (rank_by === "attainment" || !at_least) return view.attainment ?? ZERO;
  return rational(daysBetween(reachedOn(view, at_least), FIRST_DAY));
}

function scoreText({ rank_by, measure, at_least }: Terms, { participant, score }: Standing, currency: string): string {
  const view = participant.view(measure);
  if (rank_by === "first_to_reach" && at_least) return reachedOn(view, at_least);
  if (rank_by === "attainment") return percentText(score, 4);
  return view.unit === "money" ? amountText(score, currency) : numberText(score);
}

/** Those who qualify, best first, those who tie by key. */
function ranked(all: Terms, context: ComponentContext): Standing[] {
  const { measure, at_least, tiebreak, among } = all;
  return context
    .participants(among)
    .filter((participant) => qualifies(participant, measure, at_least))
    .map((participant): Standing => {
      const view = participant.view(measure);
      return {
        participant,
        score: scoreOf(all, view),
        tiebreak: tiebreak ? participant.view(tiebreak).credited : ZERO,
      };
    })
    .sort(higher);
}

/** A prize for each place, in exact minor units, so that a pot is shared out to the last one. */
function prizesOf({ prizes, pot, pot_rate, shares, measure, among }: Terms, context: ComponentContext): Rational[] {
  if (prizes) return [...prizes];
  const credited = pot ? ZERO : total(context.participants(among).map((each) => each.view(measure).credited));
  const whole = fromRational(pot ?? multiply(pot_rate ?? ZERO, credited), context.currency);
  return allocate(whole, shares ?? []).map(toRational);
}

/**
 * A contest by rank over its window or its own dates, paid once its last day is over. Who reaches `at_least` takes part; without
 * it, who has any credit above zero. Those who tie share the prizes of the places they take to the last minor unit (a cent
 * left over goes to the earlier key), or each get the higher one, or a second measure decides. Everybody's statement comes to
 * the same places, whoever asks. Outside the plan's cap unless said. Source: plan mechanics, section 6.
 */
export const contest = defineComponent({
  type: "contest",
  terms,
  check,
  describe: describeContest,
  planCap: "outside",
  shared: () => true,
  measures: ({ tiebreak }) => (tiebreak ? [tiebreak] : []),
  needsQuota: () => false,
  dates: spanOfDates,
  earn(all, context): EarningLine[] {
    const standings = ranked(all, context);
    const own = standings.find(({ participant }) => participant.own);
    if (!own) return [{ label: "Contest: not placed", formula: `${standings.length} take part`, amount: ZERO }];
    const tied = standings.filter((each) => higher(each, own) === 0);
    const place = standings.findIndex((each) => higher(each, own) === 0);
    const score = scoreText(all, own, context.currency);
    const where = `place ${place + 1} of ${standings.length}${tied.length > 1 ? `, with ${tied.length - 1} more` : ""} at ${score}`;
    if (!context.ended) return [{ label: "Contest: not over yet", formula: where, amount: ZERO }];
    const prizes = prizesOf(all, context);
    const taken = prizes.slice(place, place + tied.length);
    const pot = total(taken);
    const shared = allocate(
      fromRational(pot, context.currency),
      tied.map(() => rational(1, tied.length)),
    );
    const first = prizes[place] ?? ZERO;
    const amount =
      all.ties === "both_higher"
        ? first
        : toRational(shared[tied.findIndex(({ participant }) => participant.own)] ?? zero(context.currency));
    const how = tied.length > 1 && all.ties !== "both_higher" ? ` / ${tied.length}` : "";
    const shown = amountText(all.ties === "both_higher" ? first : pot, context.currency);
    return [{ label: `Contest: place ${place + 1}`, formula: `${shown}${how}, ${where}`, amount }];
  },
});
