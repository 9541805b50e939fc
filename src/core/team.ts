import { earlierOf, laterOf } from "./calendar.js";
import type { Span } from "./component.js";
import { FactsError } from "./errors.js";
import type { Credit, PayeeFacts } from "./facts.js";
import type { MeasureTerms, Plan } from "./plan.js";
import { withCancellations } from "./settlement/cancellations.js";

/**
 * The credits a measure counts for a payee: their own, those of the people who report to them, or of everybody below them, each
 * within the days of reporting, or those of everybody on the plan, the payee's own first. Source: plan mechanics, section 9 (roll-up effective at the credit date).
 */
export function creditsFor({ credits_of }: MeasureTerms, plan: Plan, facts: PayeeFacts): readonly Credit[] {
  if (credits_of === "own") return facts.credits;
  if (credits_of === "everybody") return [...facts.credits, ...otherCredits(plan, facts)];
  return teamCredits(plan, facts, credits_of === "all_reports");
}

export function teamCredits(plan: Plan, facts: PayeeFacts, everybody: boolean): Credit[] {
  return (facts.team ?? []).flatMap(({ facts: member, start, end }): Credit[] => {
    const own = withCancellations(plan, member).credits;
    const below = everybody ? teamCredits(plan, member, true) : [];
    return [...own, ...below].filter(({ creditedOn }) => creditedOn >= start && (end === null || creditedOn < end));
  });
}

/** The days of `span` in which somebody reported; null when they did not. */
export function reportingDays(span: Span, start: string, end: string | null): Span | null {
  const part = { start: laterOf(span.start, start), end: end === null ? span.end : earlierOf(span.end, end) };
  return part.start < part.end ? part : null;
}

/** Credits of the other participants, by their keys. Throws a FactsError where the facts are of the payee alone. */
function otherCredits(plan: Plan, { payee, participants }: PayeeFacts): Credit[] {
  if (!participants)
    throw new FactsError(
      `${plan.name} counts what everybody on it sold, and the facts are of ${payee.name} alone: calculate it from a facts file with all people.`,
    );
  return participants
    .map(({ facts }) => facts)
    .filter((facts) => facts.payee.key !== payee.key)
    .sort((a, b) => (a.payee.key < b.payee.key ? -1 : 1))
    .flatMap((facts) => withCancellations(plan, facts).credits);
}
