import { aboveEdges } from "./above-edges.js";
import { fallingRates } from "./falling-rates.js";
import { outOfReach } from "./out-of-reach.js";
import { pushedOverEnds } from "./pushed-over-ends.js";
import type { RadarCheck, RadarFinding, RadarPerson } from "./radar.js";

/** Everything that is looked for, in the order it is told. */
const checks: readonly RadarCheck[] = [outOfReach, fallingRates, aboveEdges, pushedOverEnds];

/** What about the plans is worth a question, plan by plan. Nothing here says what somebody did, or ought to be done to anybody. */
export function radar(people: readonly RadarPerson[]): RadarFinding[] {
  const byPlan = new Map<string, RadarPerson[]>();
  for (const person of people) byPlan.set(person.plan, [...(byPlan.get(person.plan) ?? []), person]);
  return [...byPlan].flatMap(([plan, members]) => checks.flatMap((check) => check.find(plan, members)));
}
