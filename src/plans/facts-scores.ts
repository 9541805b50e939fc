import { suggestion } from "../core/document.js";
import type { Score } from "../core/facts.js";
import type { FactsContext } from "./facts-context.js";

/** Goals that the plan's components name. */
const goalsOf = ({ plan }: FactsContext): string[] =>
  plan.components.flatMap(({ terms }) => Object.keys((terms.goals as object | undefined) ?? {}));

/** A score without a period is of the plan's quota period around the one calculated. */
export function scoresOf(context: FactsContext, payee: string): Score[] {
  const known = goalsOf(context);
  return context.document.scores.flatMap(({ goal, score, period, approved_by, evidence, payee: whose }, i): Score[] => {
    const path = `scores[${i}]`;
    if (context.whose(whose, `${path}.payee`) !== payee) return [];
    if (!known.includes(goal))
      context.say(
        `${path}.goal`,
        `"${goal}" is not a goal of the plan${suggestion(goal, known)} (${known.join(", ")})`,
      );
    const { start, end } = context.span(period, `${path}.period`, context.quotaPeriod);
    return [
      {
        goal,
        score,
        start,
        end,
        ...(approved_by ? { approvedBy: approved_by } : {}),
        ...(evidence ? { evidence } : {}),
      },
    ];
  });
}
