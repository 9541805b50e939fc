import { z } from "zod";
import { type CommonTerms, type ComponentContext, defineComponent, type EarningLine, type Goal } from "../component.js";
import { dealsAmong } from "../deals.js";
import { Decimal, fields, Multiple, oneOf, Percent, Position, Text } from "../document.js";
import type { Problem } from "../errors.js";
import {
  compare,
  divide,
  isNegative,
  isZero,
  max,
  min,
  multiply,
  negate,
  type Rational,
  subtract,
  total,
  ZERO,
} from "../rational.js";
import { amountText, percentText } from "../wording.js";
import { describeAmountTable } from "./amount-table-describe.js";
import { positionText } from "./rate-table-bands.js";

const Band = fields({
  label: Text.optional(),
  up_to: Position,
  amount: Decimal.optional(),
  of_target: Percent.or(Multiple).optional(),
});
type Band = z.output<typeof Band>;

const terms = {
  deals: oneOf(["accumulated", "each"]).default("accumulated"),
  bands: z
    .array(Band, { error: "must be a list of bands, each with up_to and amount" })
    .min(1, "needs at least one band"),
  above: oneOf(
    ["capped", "continues"],
    "capped: above the last band no more is paid. continues: the last band's pay goes on at the same pace without end.",
  ),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

function check({ bands, where, base }: Terms): Problem[] {
  const problems = bands.flatMap((band, i): Problem[] => {
    const before = bands[i - 1];
    if ((band.amount === undefined) === (band.of_target === undefined))
      return [
        { path: `bands[${i}].amount`, message: "give either amount (2000) or of_target (10% of the target incentive)" },
      ];
    if (before && before.up_to.percent !== band.up_to.percent)
      return [
        {
          path: `bands[${i}].up_to`,
          message: "mixes percentages of quota with amounts: write every band the same way",
        },
      ];
    if (compare(band.up_to.value, before?.up_to.value ?? ZERO) <= 0)
      return [{ path: `bands[${i}].up_to`, message: "must be above where the band before ends: bands go upwards" }];
    return [];
  });
  if (where || base)
    problems.push({
      path: where ? "where" : "base",
      message: "has no effect on an amount table: give it a measure of its own that counts only those deals",
    });
  return problems;
}

const onMeasure = ({ up_to }: Band, { position }: ComponentContext): Rational =>
  up_to.percent ? multiply(up_to.value, position.quota ?? ZERO) : up_to.value;

/** The bands that `credited` fills, as a line each: amount × what of the band is filled / its width. Nothing below zero. */
function filled({ bands, above }: Terms, credited: Rational, context: ComponentContext): EarningLine[] {
  const text = (value: Rational) => positionText(value, context);
  let from = ZERO;
  return bands.flatMap((band, i): EarningLine[] => {
    const start = from;
    const end = onMeasure(band, context);
    from = end;
    const open = above === "continues" && i === bands.length - 1;
    const inside = subtract(open ? max(credited, start) : min(max(credited, start), end), start);
    const width = subtract(end, start);
    if (isZero(inside) || isZero(width)) return [];
    const worth = band.amount
      ? multiply(band.amount, context.relief("bonuses"))
      : multiply(band.of_target ?? ZERO, context.target());
    return [
      {
        label: band.label ?? `Up to ${band.up_to.percent ? percentText(band.up_to.value) : text(end)}`,
        formula: `${amountText(worth, context.currency)} × ${text(inside)} / ${text(width)}`,
        amount: multiply(worth, divide(inside, width)),
      },
    ];
  });
}

/** Every deal fills the bands alone, from zero. A deal below zero takes back what a deal of its size would have earned. */
const filledByEach = (terms: Terms, context: ComponentContext): EarningLine[] =>
  dealsAmong(context.position.credits).map(({ key, name, value }) => {
    const back = isNegative(value);
    const children = filled(terms, back ? negate(value) : value, context).map((line) => ({
      ...line,
      amount: back ? negate(line.amount) : line.amount,
      dealKey: key,
    }));
    return {
      label: name,
      formula: children.map((line) => line.formula).join(" + "),
      amount: total(children.map(({ amount }) => amount)),
      dealKey: key,
      children,
    };
  });

/**
 * Each band is worth its amount once it is filled, and pro rata while it is being filled: the sum of the amounts of the bands
 * below and amount × (credited − start) / (end − start) of the one reached, for all that is credited or for each deal alone.
 * Source: plan mechanics, section 4.
 */
export const amountTable = defineComponent({
  type: "amount_table",
  terms,
  check,
  describe: describeAmountTable,
  needsQuota: ({ bands }) => bands.some(({ up_to }) => up_to.percent),
  columns: ({ deals }) => (deals === "each" ? null : "totals"),
  earn: (table, context) =>
    table.deals === "each" ? filledByEach(table, context) : filled(table, context.position.credited, context),
  goals: ({ bands, deals }, context): Goal[] =>
    deals === "each"
      ? []
      : bands.map((band) => ({
          label: band.label ?? `Band up to ${positionText(onMeasure(band, context), context)}`,
          at: onMeasure(band, context),
          reachedAt: true,
        })),
});
