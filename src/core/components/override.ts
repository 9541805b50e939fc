import { z } from "zod";
import {
  type CommonTerms,
  type ComponentContext,
  type CountedCredit,
  dealLabel,
  defineComponent,
  type EarningLine,
  type MeasureView,
  type Member,
} from "../component.js";
import { fields, Key, oneOf, Percent, Position } from "../document.js";
import type { Problem } from "../errors.js";
import { add, compare, isZero, max, multiply, type Rational, subtract, total, ZERO } from "../rational.js";
import { hasReached } from "../standing.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeOverride } from "./override-describe.js";

const terms = {
  of: oneOf(["credit", "pay"])
    .default("credit")
    .describe("A share of what each member is credited, or of what components pay the member."),
  components: z.array(Key).min(1).describe("With of: pay, the components whose pay counts.").optional(),
  rate: Percent.describe("One rate for all.").optional(),
  levels: z.array(Percent).min(1).describe("A rate for each level below the manager, direct reports first.").optional(),
  depth: z
    .union([z.literal("all"), z.coerce.number().int().positive()], {
      error: "must be a number of levels (1 = direct reports), or all",
    })
    .describe("How many levels below the manager it reaches; 1 unless given.")
    .optional(),
  tiers: z
    .array(fields({ from: Position, rate: Percent }))
    .min(1)
    .optional(),
  decided_by: oneOf(["member", "team"]).describe("Whose attainment decides the tier.").optional(),
  edge: oneOf(["lower", "upper"])
    .describe("upper: exactly at a boundary already earns the higher rate. lower: it must be passed.")
    .optional(),
  above: Position.describe("Only the part of each member's credit beyond it is paid on.").optional(),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check(all: Terms): Problem[] {
  const { rate, tiers, levels, depth, decided_by, edge, where, base, components, above } = all;
  const problems: Problem[] = [];
  if ([rate, tiers, levels].filter((given) => given !== undefined).length !== 1)
    problems.push({
      path: "rate",
      message:
        "and tiers: give one of them, one rate or a rate by attainment (or levels, a rate for each level below the manager)",
    });
  if (levels && depth !== undefined)
    problems.push({ path: "depth", message: "and levels both say how far down it reaches: keep one" });
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
  if ((all.of === "pay") !== (components !== undefined))
    problems.push({
      path: "components",
      message: "goes with of: pay, and lists the components whose pay the override is a share of, such as [commission]",
    });
  if (all.of === "pay" && above)
    problems.push({
      path: "above",
      message: "has no meaning on pay: it is the part of each member's credit that is paid",
    });
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on an override: give it a measure of its own",
    });
  return problems;
}

/** The rate of the highest tier reached; a first tier from 0 holds whatever stands. */
function rateFor({ rate, tiers, levels, edge }: Terms, level: number, stands: MeasureView): Rational {
  if (rate) return rate;
  if (levels) return levels[level - 1] ?? ZERO;
  const reached = (tiers ?? []).findLast(
    ({ from }) => from.value.n === 0n || hasReached(stands, from, edge ?? "upper"),
  );
  return reached?.rate ?? ZERO;
}

/** What each of the member's credits adds beyond `from`, in order: together the excess. */
function beyond(view: MeasureView, from: Rational): { readonly counted: CountedCredit; readonly value: Rational }[] {
  let at = ZERO;
  return view.credits.flatMap((counted) => {
    const before = max(ZERO, subtract(at, from));
    at = add(at, counted.value);
    const value = subtract(max(ZERO, subtract(at, from)), before);
    return isZero(value) ? [] : [{ counted, value }];
  });
}

function onCredit(all: Terms, { view }: Member, rate: Rational, currency: string): Omit<EarningLine, "label"> {
  const text = (value: Rational) => (view.unit === "money" ? amountText(value, currency) : numberText(value));
  const from = all.above?.percent ? multiply(all.above.value, view.quota ?? ZERO) : (all.above?.value ?? ZERO);
  const paid = all.above ? max(ZERO, subtract(view.credited, from)) : view.credited;
  const excess = all.above ? `(${text(view.credited)} − ${text(from)})` : text(paid);
  const parts = all.above ? beyond(view, from) : view.credits.map((counted) => ({ counted, value: counted.value }));
  // A blend or a ratio is no sum of credits, so it opens to none.
  const additive = compare(total(parts.map(({ value }) => value)), paid) === 0;
  return {
    formula: `${percentText(rate)} × ${excess}`,
    base: view.unit === "money" ? paid : undefined,
    rate,
    amount: multiply(rate, paid),
    ...(additive && parts.length > 0
      ? {
          children: parts.map(({ counted, value }) => ({
            label: dealLabel(counted),
            dealKey: counted.credit.dealKey,
            formula: `${percentText(rate)} × ${text(value)}`,
            amount: multiply(rate, value),
          })),
        }
      : {}),
  };
}

function onPay(
  { components = [] }: Terms,
  member: Member,
  rate: Rational,
  currency: string,
): Omit<EarningLine, "label"> {
  const pay = components.map((component) => member.pay(component));
  const earned = total(pay.map(({ amount }) => amount));
  const amount = multiply(rate, earned);
  const children = pay
    .flatMap(({ deals }) => deals)
    .map(
      (deal): EarningLine => ({
        label: deal.label,
        dealKey: deal.dealKey,
        formula: `${percentText(rate)} × ${amountText(deal.amount, currency)}`,
        amount: multiply(rate, deal.amount),
      }),
    );
  const rest = subtract(amount, total(children.map((line) => line.amount)));
  if (children.length > 0 && !isZero(rest)) children.push({ label: "Pay of no single deal", amount: rest });
  return {
    formula: `${percentText(rate)} × ${amountText(earned, currency)} earned`,
    base: earned,
    rate,
    amount,
    ...(children.length > 0 ? { children } : {}),
  };
}

function lineFor(all: Terms, member: Member, context: ComponentContext): EarningLine {
  const { name, level, view } = member;
  const rate = rateFor(all, level, all.decided_by === "team" ? context.position : view);
  const reached = view.attainment ? ` at ${percentText(view.attainment, 2)} of quota` : "";
  const paid = all.of === "pay" ? onPay : onCredit;
  return { label: `${name}${reached}`, ...paid(all, member, rate, context.currency) };
}

const depthOf = ({ depth, levels }: Terms): number =>
  levels ? levels.length : depth === "all" ? Number.POSITIVE_INFINITY : (depth ?? 1);

/**
 * A manager's override on each member of the team: sum of rate × what the member was credited while reporting, or of rate × what
 * the named components paid the member. The rate is one, or goes by the member's own attainment, by the team's, or by level below
 * the manager; with `above` only the excess of each counts. It reaches direct reports unless `depth` or `levels` reach further. It
 * rewards lifting every member; a rate table on a measure with `credits_of: team` is the collective kind, which one star can
 * carry. Lines open to deals, so that what is taken back for a deal reaches the override. Source: plan mechanics, section 9.
 */
export const override = defineComponent({
  type: "override",
  part: "override",
  terms,
  check,
  describe: describeOverride,
  payOf: ({ components }) => components ?? [],
  below: depthOf,
  earn: (all, context) => context.members(all.measure, depthOf(all)).map((member) => lineFor(all, member, context)),
});
