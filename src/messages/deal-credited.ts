import { ratio } from "../answer/answer.js";
import { formatMoney, formatRatio, formatValue } from "../answer/format.js";
import { figure, measureValue } from "../skills/words.js";
import { CreditRecipe, creditNews, exampleOf, newsParts, reachedQuota, reachedTier } from "./credit-news.js";
import { defineMessage } from "./define-message.js";

/** "New credit": deals that an import has just credited to a rep. What reaches a tier or quota is told by those messages instead. */
export const dealCredited = defineMessage({
  name: "deal_credited",
  description: "A deal was credited to you: what it counts, where it takes you, and what is next",
  class: "routine",
  topic: "goal_updates",
  recipe: CreditRecipe,
  async render(recipe, scope) {
    const news = await creditNews(recipe, scope);
    if (!news || reachedQuota(news) || reachedTier(news) !== null) return null;
    const { before, after, credited, earned, what, label } = news;
    const { locale } = scope;
    const parts = newsParts(news, scope);
    const next = after.nextTier;
    return {
      ...parts,
      headline: [
        `+${formatValue(credited, locale)} credited: ${what}.`,
        ...(after.attainment.ok
          ? [`You are at ${formatRatio(after.attainment.ratio, locale)} of quota in ${label}.`]
          : []),
      ].join(" "),
      body: [
        earned.minor > 0
          ? `It adds ${formatMoney(earned, locale)} to what you have earned.`
          : "It is in your statement.",
        ...(next
          ? [`${formatValue(measureValue(next.needed, after.unit), locale)} more and you reach ${next.label}.`]
          : []),
      ].join(" "),
      ...(after.attainment.ok ? { progress: { label: `of ${label} quota`, ratio: after.attainment.ratio } } : {}),
      figures: [
        ...(before.attainment.ok ? [figure("attainment_before", "Before", ratio(before.attainment.ratio))] : []),
        ...(after.attainment.ok ? [figure("attainment", "Attainment", ratio(after.attainment.ratio))] : []),
        ...parts.figures,
      ],
    };
  },
  example: (scope) => exampleOf(scope, (news) => !reachedQuota(news) && reachedTier(news) === null),
});
