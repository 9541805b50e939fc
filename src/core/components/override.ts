import { z } from "zod";
import {
  type CommonTerms,
  type ComponentContext,
  defineComponent,
  type EarningLine,
  type MeasureView,
} from "../component.js";
import { fields, oneOf, Percent, Position } from "../document.js";
import type { Problem } from "../errors.js";
import { compare, max, multiply, type Rational, subtract, ZERO } from "../rational.js";
import { hasReached } from "../standing.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeOverride } from "./override-describe.js";

const terms = {
  rate: Percent.optional(),
  tiers: z
    .array(fields({ from: Position, rate: Percent }))
    .min(1)
    .optional(),
  decided_by: oneOf(["member", "team"]).optional(),
  edge: oneOf(["lower", "upper"]).optional(),
  above: Position.optional(),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ rate, tiers, decided_by, edge, where, base }: Terms): Problem[] {
  const problems: Problem[] = [];
  if ((rate === undefined) === (tiers === undefined))
    problems.push({ path: "rate", message: "and tiers: give one of them, one rate or a rate by attainment" });
  if (tiers && !decided_by)
    problems.push({
      path: "decided_by",
      message:
        "is missing, and it changes pay: member = each member's own attainment decides the rate on that member, team = the team's decides it for all",
    });
  if (tiers && tiers.length > 1 && !edge)
    problems.push({
      path: "edge",
      message:
        "is missing, and it changes pay: upper = exactly at a boundary already earns the higher rate, lower = it must be passed",
    });
  for (const [i, { from }] of (tiers ?? []).entries()) {
    const before = tiers?.[i - 1]?.from;
    if (before && compare(from.value, before.value) <= 0)
      problems.push({
        path: `tiers[${i}].from`,
        message: "must be above where the tier before starts: tiers go upwards",
      });
  }
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on an override: give it a measure of its own",
    });
  return problems;
}

/** The rate of the highest tier reached; a first tier from 0 holds whatever stands. */
function rateFor({ rate, tiers, edge }: Terms, stands: MeasureView): Rational {
  if (rate) return rate;
  const reached = (tiers ?? []).findLast(
    ({ from }) => from.value.n === 0n || hasReached(stands, from, edge ?? "upper"),
  );
  return reached?.rate ?? ZERO;
}

function lineFor(all: Terms, name: string, member: MeasureView, context: ComponentContext): EarningLine {
  const text = (value: Rational) => (member.unit === "money" ? amountText(value, context.currency) : numberText(value));
  const rate = rateFor(all, all.decided_by === "team" ? context.position : member);
  const from = all.above?.percent ? multiply(all.above.value, member.quota ?? ZERO) : (all.above?.value ?? ZERO);
  const paid = all.above ? max(ZERO, subtract(member.credited, from)) : member.credited;
  const reached = member.attainment ? ` at ${percentText(member.attainment, 2)} of quota` : "";
  const excess = all.above ? `(${text(member.credited)} − ${text(from)})` : text(paid);
  return {
    label: `${name}${reached}`,
    formula: `${percentText(rate)} × ${excess}`,
    base: member.unit === "money" ? paid : undefined,
    rate,
    amount: multiply(rate, paid),
  };
}

/**
 * A manager's override on each member of the team: sum of rate × what the member was credited while reporting, the rate by the
 * member's own attainment or by the team's; with `above` only on the excess of each. It rewards lifting every member; a rate table
 * on a measure with `credits_of: team` is the collective kind, which one star can carry. Source: plan mechanics, section 9.
 */
export const override = defineComponent({
  type: "override",
  terms,
  check,
  describe: describeOverride,
  earn: (all, context) => context.members(all.measure).map(({ name, view }) => lineFor(all, name, view, context)),
});
