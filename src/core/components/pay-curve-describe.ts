import type { CommonTerms } from "../component.js";
import type { Position } from "../document.js";
import { listed, type PlanWords } from "../plan-words.js";
import { divide, type Rational, rational, ZERO } from "../rational.js";
import { percentText } from "../wording.js";

interface CurveTerms extends CommonTerms {
  readonly points: readonly { readonly at: Position; readonly pays: Rational; readonly rise?: Rational }[];
  readonly above: "capped" | "continues";
  readonly between: "interpolated" | "steps";
  readonly attainment: "exact" | "full_percents";
}

/** "Your payout is a share of your target: 50% at 80% of quota, 100% at 100%, on a straight line between." */
export function describePayCurve(
  { points, above, between, attainment, measure }: CurveTerms,
  words: PlanWords,
): readonly string[] {
  const first = percentText(points[0]?.at.value ?? ZERO);
  const read = points.map(({ at, pays, rise }) => {
    const each = rise ? ` and ${percentText(divide(rise, rational(100)))} more for each 1% beyond` : "";
    return `${percentText(pays)} at ${percentText(at.value)}${each}`;
  });
  const way = between === "steps" ? "the point last reached counts" : "on a straight line between these points";
  const end =
    above === "continues"
      ? "Above the last point it goes on rising at the same slope."
      : `Above ${percentText(points.at(-1)?.at.value ?? ZERO)} it rises no further.`;
  return [
    `You earn a share of the component's target that your ${words.measure(measure)} attainment decides: ${listed(read)}${points.length > 1 ? `, ${way}` : ""}.`,
    `Below ${first} nothing is earned. ${end}`,
    ...(attainment === "full_percents" ? ["Only whole percents of attainment count."] : []),
  ];
}
