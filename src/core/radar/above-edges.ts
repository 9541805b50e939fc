import { toRational } from "../money.js";
import { add, compare, divide, type Rational, rational, subtract } from "../rational.js";
import { percentText } from "../wording.js";
import type { RadarCheck, RadarPerson } from "./radar.js";

/** The width on either side of an edge. */
const BESIDE = rational(5, 100);
/** Landings near an edge below which their split says nothing. */
const LEAST = 12;
/** The chance of so lopsided a split without a reason, below which it is asked about. */
const CHANCE = 0.01;

/**
 * Landings that crowd just above an attainment at which pay changes, with few just below it: deals are pulled in or kept back to the
 * cent there. Compared as a coin would fall (exact binomial), so that a small plan raises no alarm.
 */
export const aboveEdges: RadarCheck = {
  name: "above_edges",
  find(plan, people) {
    const landings = people.flatMap(attainmentsOf);
    const edges = distinct(people.flatMap((person) => person.edges));
    return edges.flatMap((edge) => {
      const inside = (from: Rational, before: Rational) =>
        landings.filter((at) => compare(at, from) >= 0 && compare(at, before) < 0).length;
      const above = inside(edge, add(edge, BESIDE));
      const below = inside(subtract(edge, BESIDE), edge);
      const n = above + below;
      if (n < LEAST || chanceOfAtLeast(above, n) >= CHANCE) return [];
      return [
        {
          check: "above_edges",
          plan,
          question: `Does so much hang on ${percentText(edge, 1)} of quota that deals are timed to reach it? A slope in place of the step would take the reason away.`,
          evidence: `${above} finished periods landed within 5 points above ${percentText(edge, 1)} of quota and ${below} within 5 points below.`,
          people: [],
        },
      ];
    });
  },
};

const attainmentsOf = ({ periods }: RadarPerson): Rational[] =>
  periods.flatMap(({ credited, quota }) =>
    quota && quota.minor > 0 ? [divide(toRational(credited), toRational(quota))] : [],
  );

function distinct(edges: readonly Rational[]): Rational[] {
  const sorted = [...edges].sort(compare);
  return sorted.filter((edge, i) => i === 0 || compare(edge, sorted[i - 1] as Rational) !== 0);
}

/** P(at least `k` heads of `n`) of a fair coin. */
function chanceOfAtLeast(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = 0;
  for (let heads = 0; heads <= n; heads++) {
    if (heads >= k) sum += term;
    term *= (n - heads) / (heads + 1);
  }
  return sum;
}
