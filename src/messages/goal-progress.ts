import { z } from "zod";
import { ratio, text } from "../answer/answer.js";
import { formatRatio, formatValue } from "../answer/format.js";
import { periodSpanning } from "../core/period.js";
import { compare, ONE, parseDecimal, type Rational, ZERO } from "../core/rational.js";
import { goalKinds, goalTitle } from "../skills/goals/index.js";
import { progressOf, termsOf } from "../skills/goals/progress.js";
import { loadPayee } from "../skills/payee.js";
import { action, figure } from "../skills/words.js";
import { CreditRecipe, exampleNews } from "./credit-news.js";
import { defineMessage, type MessageScope } from "./define-message.js";
import { asSkillScope } from "./skill-scope.js";

/** Shares of a goal worth a word when new credit crosses them. */
const STEPS: readonly Rational[] = [parseDecimal("0.5"), parseDecimal("0.75"), ONE];

const Recipe = CreditRecipe.extend({ goal: z.string() });

/** New credit took a rep half way to a goal of their own, three quarters, or there. */
export const goalProgress = defineMessage({
  name: "goal_progress",
  description: "A goal of yours is half way, three quarters, or reached",
  class: "routine",
  topic: "goal_updates",
  recipe: Recipe,
  async render(recipe, scope) {
    const { locale } = scope;
    const found = await standings(recipe, scope);
    if (!found) return null;
    const { goal, terms, before, after, dataAsOf } = found;
    const step = STEPS.findLast((each) => compare(before.ratio, each) < 0 && compare(after.ratio, each) >= 0);
    if (!step) return null;
    const title = goalTitle(terms, locale);
    const value = (reached: Rational) => goalKinds.get(goal.kind)?.value(reached, terms) ?? ratio(reached);
    return {
      headline: after.met
        ? `You reached your goal: ${title}. Congratulations!`
        : `${formatRatio(after.ratio, locale)} of the way to your goal: ${title}.`,
      body: after.met
        ? "Set the next one whenever you like."
        : `${formatValue(value(after.left), locale)} is left to get there.`,
      progress: { label: `of ${title}`, ratio: after.ratio },
      figures: [
        figure("goal", "Goal", text(title)),
        figure("reached", "So far", value(after.reached)),
        ...(after.met ? [] : [figure("left", "To go", value(after.left))]),
      ],
      actions: [action("Show my goals", "goal_set"), action("Where am I now?", "attainment")],
      dataAsOf,
    };
  },
  async example(scope) {
    const { store, recipient, today } = scope;
    const goals = (await store.listGoals(recipient.id, today)).filter(({ state }) => state === "active");
    for (const news of await exampleNews(scope)) {
      for (const goal of goals) {
        const recipe = { ...news, goal: goal.id };
        const found = await standings(recipe, scope);
        if (
          found &&
          STEPS.some((each) => compare(found.before.ratio, each) < 0 && compare(found.after.ratio, each) >= 0)
        )
          return recipe;
      }
    }
    return null;
  },
});

/** The goal without the new deals and with them. Null where it is not the recipient's, not active, or not counted by credit. */
async function standings({ goal: id, deals }: z.infer<typeof Recipe>, scope: MessageScope) {
  const { store, recipient } = scope;
  const goal = await store.findGoal(id);
  if (!goal || goal.personId !== recipient.id || goal.state !== "active") return null;
  const period = periodSpanning(goal, store.organisation.fiscalYearStartMonth);
  const payee = await loadPayee({ ...asSkillScope(scope), period });
  if (payee.kind !== "on_plan") return null;
  const terms = termsOf(goal);
  const facts = { ...payee.facts, credits: payee.facts.credits.filter(({ dealKey }) => !deals.includes(dealKey)) };
  // Coverage looks at open deals, which new credit does not add to.
  if (goal.kind === "coverage" || compare(terms.target ?? ZERO, ZERO) <= 0) return null;
  const before = progressOf(terms, { ...payee, facts }, [], period);
  const after = progressOf(terms, payee, [], period);
  return before && after ? { goal, terms, before, after, dataAsOf: payee.file.dataAsOf } : null;
}
