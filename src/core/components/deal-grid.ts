import { z } from "zod";
import { type CommonTerms, dealLabel, defineComponent, type EarningLine } from "../component.js";
import { Decimal, fields, oneOf, Percent, Position, Text } from "../document.js";
import { FactsError, type Problem } from "../errors.js";
import type { Credit } from "../facts.js";
import { compare, multiply, type Rational } from "../rational.js";
import { numberOf, textOf } from "../where.js";
import { amountText, numberText, percentText } from "../wording.js";
import { describeDealGrid } from "./deal-grid-describe.js";

const Axis = fields({
  by: Text,
  from: z.array(Position).min(1).optional(),
  values: z.array(Text).min(1).optional(),
});
type Axis = z.output<typeof Axis>;

/** A table of one column may be written as a list of cells instead of a list of rows of one cell. */
const rowsOf = <T extends z.ZodType>(cell: T, example: string) =>
  z
    .array(z.union([cell.transform((one): z.output<T>[] => [one]), z.array(cell).min(1)]), {
      error: `must be a list of rows, each a list of ${example}`,
    })
    .min(1)
    .optional();

const terms = {
  rows: Axis,
  columns: Axis.optional(),
  rates: rowsOf(Percent, "rates such as [4%, 5%]"),
  amounts: rowsOf(Decimal, "amounts such as [50, 80]"),
  otherwise: oneOf(
    ["nothing", "refused"],
    "nothing: a deal outside every row or column pays nothing here. refused: it is an error, so that no deal is missed.",
  ),
} as const;
type Terms = z.output<z.ZodObject<typeof terms>> & CommonTerms;

const sizeOf = (axis: Axis | undefined): number => (axis ? (axis.from ?? axis.values ?? []).length : 1);

function checkAxis(axis: Axis, path: string): Problem[] {
  if ((axis.from === undefined) === (axis.values === undefined))
    return [
      {
        path,
        message: "needs one of from (numbers where buckets start, [0, 10000]) and values (words, [software, any])",
      },
    ];
  return (axis.from ?? []).flatMap(({ value }, i): Problem[] => {
    const before = axis.from?.[i - 1];
    return before && compare(value, before.value) <= 0
      ? [{ path: `${path}.from[${i}]`, message: "must be above the one before: buckets go upwards" }]
      : [];
  });
}

function check({ rows, columns, rates, amounts }: Terms): Problem[] {
  const problems = [...checkAxis(rows, "rows"), ...(columns ? checkAxis(columns, "columns") : [])];
  if ((rates === undefined) === (amounts === undefined))
    return [
      ...problems,
      { path: "rates", message: "and amounts: give one of them, a share of the deal or an amount per deal" },
    ];
  const path = rates ? "rates" : "amounts";
  const table = rates ?? amounts ?? [];
  if (table.length !== sizeOf(rows))
    problems.push({ path, message: `has ${table.length} rows where rows name ${sizeOf(rows)}` });
  for (const [i, row] of table.entries())
    if (row.length !== sizeOf(columns))
      problems.push({
        path: `${path}[${i}]`,
        message: `has ${row.length} cells where columns name ${sizeOf(columns)}`,
      });
  return problems;
}

interface Place {
  readonly index: number;
  readonly words: string;
}

/** The bucket a deal falls in: the last one that starts at or below its number, or its word; `any` takes every other word. */
function placeOn(axis: Axis, credit: Credit): Place {
  if (axis.values) {
    const word = textOf(axis.by, credit);
    const own = axis.values.findIndex((value) => value.toLowerCase() === word?.toLowerCase());
    return { index: own >= 0 ? own : axis.values.indexOf("any"), words: `${axis.by} ${word ?? "unknown"}` };
  }
  const number = numberOf(axis.by, credit);
  const percent = axis.from?.some((from) => from.percent) ?? false;
  const index = number ? (axis.from ?? []).findLastIndex(({ value }) => compare(value, number) <= 0) : -1;
  const shown = number ? (percent ? percentText(number) : numberText(number)) : "unknown";
  return { index, words: `${axis.by} ${shown}` };
}

/**
 * A rate (or an amount) for each deal, looked up by one or two of its attributes: numbers by buckets that include where they start,
 * words by value. Amounts are for the whole deal, less for part of one. Source: plan mechanics, section 7.
 */
export const dealGrid = defineComponent({
  type: "deal_grid",
  terms,
  check,
  describe: describeDealGrid,
  earn(grid, { base, currency }) {
    const table: readonly (readonly Rational[])[] = grid.rates ?? grid.amounts ?? [];
    return base.credits.flatMap((counted): EarningLine[] => {
      const { credit, value } = counted;
      const row = placeOn(grid.rows, credit);
      const column = grid.columns ? placeOn(grid.columns, credit) : { index: 0, words: "" };
      const cell = table[row.index]?.[column.index];
      const where = [row.words, column.words].filter((words) => words !== "").join(", ");
      if (cell === undefined) {
        if (grid.otherwise === "nothing") return [];
        throw new FactsError(
          `${credit.dealName} (${credit.dealKey}) lies outside the grid: ${where}. Add a row or column for it, or otherwise: nothing.`,
        );
      }
      const origin = counted.origin ? `, ${counted.origin}` : "";
      const paid = base.unit === "money" ? amountText(value, currency) : numberText(value);
      if (grid.amounts) {
        const amount = multiply(cell, credit.share);
        return [
          {
            label: dealLabel(counted),
            formula: `${amountText(amount, currency)} (${where})`,
            amount,
            dealKey: credit.dealKey,
          },
        ];
      }
      return [
        {
          label: dealLabel(counted),
          formula: `${percentText(cell)} × ${paid} (${where}${origin})`,
          base: base.unit === "money" ? value : undefined,
          rate: cell,
          amount: multiply(cell, value),
          dealKey: credit.dealKey,
        },
      ];
    });
  },
});
