import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import type { Rational } from "../rational.js";
import { numberText, percentText } from "../wording.js";

interface Axis {
  readonly by: string;
  readonly from?: readonly Position[] | undefined;
  readonly values?: readonly string[] | undefined;
}
interface GridTerms extends CommonTerms {
  readonly rows: Axis;
  readonly columns?: Axis | undefined;
  readonly rates?: readonly (readonly Rational[])[] | undefined;
  readonly amounts?: readonly (readonly Rational[])[] | undefined;
  readonly otherwise: "nothing" | "refused";
}

const places = ({ by, from, values }: Axis): string[] =>
  values
    ? values.map((value) => (value === "any" ? `any other ${by.replaceAll("_", " ")}` : value))
    : (from ?? []).map(({ value, percent }) => `${percent ? percentText(value) : numberText(value)} or more`);

/** One sentence for each row of the grid. */
export function describeDealGrid(
  { rows, columns, rates, amounts, otherwise, base, measure }: GridTerms,
  words: PlanWords,
): readonly string[] {
  const across = columns ? places(columns) : [];
  const cell = (row: number, column: number): string => {
    const amount = amounts?.[row]?.[column];
    const rate = rates?.[row]?.[column];
    return amount ? words.amount(amount) : rate ? percentText(rate) : "nothing";
  };
  const by = (axis: Axis) => axis.by.replaceAll("_", " ");
  return [
    `Each deal earns ${amounts ? "an amount" : `a share of its ${words.measure(base ?? measure)}`} that its ${by(rows)}${columns ? ` and ${by(columns)} decide` : " decides"}.`,
    ...places(rows).map((place, i) =>
      columns
        ? `With ${by(rows)} ${place}: ${listed(across.map((column, j) => `${cell(i, j)} at ${by(columns)} ${column}`))}.`
        : `With ${by(rows)} ${place}: ${cell(i, 0)}.`,
    ),
    ...(otherwise === "nothing" ? ["Any other deal earns nothing here."] : []),
  ];
}
