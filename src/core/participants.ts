import type { Participant } from "./component.js";
import { oneOf, Position } from "./document.js";
import { hasReached } from "./standing.js";

/** Terms of components that several participants share. */
export const amongTerms = {
  among: oneOf(["everybody", "team_mates"])
    .default("everybody")
    .describe("Who takes part: all people of the facts, or those with the same manager."),
  at_least: Position.describe("What each must reach to take part; any credit above zero unless given.").optional(),
} as const;

/** Reaching `at_least` on the measure; without one, any credit above zero. */
export function qualifies(participant: Participant, measure: string, atLeast: Position | undefined): boolean {
  const view = participant.view(measure);
  return atLeast ? hasReached(view, atLeast, "upper") : view.credited.n > 0n;
}
