import { ratio } from "../answer/answer.js";
import { formatMoney, formatRatio, formatValue } from "../answer/format.js";
import { figure, measureValue } from "../skills/words.js";
import { CreditRecipe, creditNews, exampleOf, newsParts, reachedQuota } from "./credit-news.js";
import { defineMessage } from "./define-message.js";

/** The credit that took a rep to quota or past it. */
export const quotaReached = defineMessage({
  name: "quota_reached",
  description: "You have made quota: with which deal, what you have earned, and what comes after",
  class: "routine",
  topic: "goal_updates",
  recipe: CreditRecipe,
  async render(recipe, scope) {
    const news = await creditNews(recipe, scope);
    if (!news || !reachedQuota(news) || !news.after.attainment.ok) return null;
    const { after, credited, earned, what, label } = news;
    const { locale } = scope;
    const parts = newsParts(news, scope);
    const reached = after.attainment.ok ? after.attainment.ratio : null;
    const next = after.nextTier;
    return {
      ...parts,
      headline: `${reached ? formatRatio(reached, locale) : "100%"} of quota in ${label}: you made it. Congratulations! 🎉`,
      body: [
        `${what} brought +${formatValue(credited, locale)}, and ${formatMoney(earned, locale)} of pay with it; you have earned ${formatMoney(after.payoutSoFar, locale)} so far.`,
        next
          ? `From here, ${formatValue(measureValue(next.needed, after.unit), locale)} more takes you to ${next.label}.`
          : "Whatever you close from here on counts on top.",
      ].join(" "),
      ...(reached ? { progress: { label: `of ${label} quota`, ratio: reached } } : {}),
      figures: [...(reached ? [figure("attainment", "Attainment", ratio(reached))] : []), ...parts.figures],
    };
  },
  example: (scope) => exampleOf(scope, reachedQuota),
});
