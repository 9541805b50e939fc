import type { CommonTerms } from "../component.js";
import { listed, type PlanWords } from "../plan-words.js";
import type { Rational } from "../rational.js";
import { percentText } from "../wording.js";

interface MatrixTerms extends CommonTerms {
  readonly rows: { readonly at: readonly Rational[] };
  readonly columns: { readonly measure: string; readonly at: readonly Rational[] };
  readonly payouts: readonly (readonly Rational[])[];
  readonly between: "steps" | "interpolated";
}

/** One sentence for each row of the matrix. */
export function describePerformanceMatrix(
  { measure, rows, columns, payouts, between }: MatrixTerms,
  words: PlanWords,
): readonly string[] {
  const [down, across] = [words.measure(measure), words.measure(columns.measure)];
  return [
    `You earn a share of the component's target that two attainments decide, ${down} and ${across}.`,
    ...rows.at.map((at, i) => {
      const cells = columns.at.map(
        (column, j) => `${percentText(payouts[i]?.[j] ?? at)} with ${across} at ${percentText(column)}`,
      );
      return `With ${down} at ${percentText(at)}: ${listed(cells)}.`;
    }),
    between === "interpolated"
      ? "Between these points it is read off straight lines; below the first of either nothing is earned, beyond the last no more counts."
      : "The points last reached count; below the first of either nothing is earned.",
  ];
}
