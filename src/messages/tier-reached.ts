import { ratio } from "../answer/answer.js";
import { formatMoney, formatRatio, formatValue } from "../answer/format.js";
import { figure, measureValue } from "../skills/words.js";
import { CreditRecipe, creditNews, exampleOf, newsParts, reachedQuota, reachedTier } from "./credit-news.js";
import { defineMessage } from "./define-message.js";

/** The credit that took a rep into the next tier. Where that is quota too, the message about quota tells it. */
export const tierReached = defineMessage({
  name: "tier_reached",
  description: "You have reached the next tier of your plan: with which deal, and what the one after asks",
  class: "routine",
  topic: "goal_updates",
  recipe: CreditRecipe,
  async render(recipe, scope) {
    const news = await creditNews(recipe, scope);
    const tier = news && reachedTier(news);
    if (!news || tier === null || reachedQuota(news)) return null;
    const { after, credited, earned, what, label } = news;
    const { locale } = scope;
    const parts = newsParts(news, scope);
    const next = after.nextTier;
    return {
      ...parts,
      headline: `You have reached ${tier} in ${label}: well done.`,
      body: [
        `${what} brought +${formatValue(credited, locale)}, and ${formatMoney(earned, locale)} of pay with it.`,
        ...(after.attainment.ok ? [`You are at ${formatRatio(after.attainment.ratio, locale)} of quota.`] : []),
        ...(next
          ? [`${formatValue(measureValue(next.needed, after.unit), locale)} more and you reach ${next.label}.`]
          : []),
      ].join(" "),
      ...(after.attainment.ok ? { progress: { label: `of ${label} quota`, ratio: after.attainment.ratio } } : {}),
      figures: [
        ...(after.attainment.ok ? [figure("attainment", "Attainment", ratio(after.attainment.ratio))] : []),
        ...parts.figures,
      ],
    };
  },
  example: (scope) => exampleOf(scope, (news) => reachedTier(news) !== null && !reachedQuota(news)),
});
