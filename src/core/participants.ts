import type { Participant } from "./component.js";
import { oneOf, Position } from "./document.js";
import { hasReached } from "./standing.js";

/** Terms of components that several participants share. */
export const amongTerms = {
  among: oneOf(["everybody", "team_mates"]).default("everybody"),
  at_least: Position.optional(),
} as const;

/** Reaching `at_least` on the measure; without one, any credit above zero. */
export function qualifies(participant: Participant, measure: string, atLeast: Position | undefined): boolean {
  const view = participant.view(measure);
  return atLeast ? hasReached(view, atLeast, "upper") : view.credited.n > 0n;
}
