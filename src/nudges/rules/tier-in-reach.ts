import { z } from "zod";
import { amount, date, text } from "../../answer/answer.js";
import { action, measureValue } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";

/** One open deal that is due within the period is enough to reach the next tier. */
export const tierInReach = defineRule({
  name: "tier_in_reach",
  when: z.object({}),
  find({ now, open, period, today, worthOf, payee }) {
    const { nextTier, unit } = now;
    if (!nextTier || unit !== "money") return [];
    return open.flatMap((deal) => {
      const { key, name, credited, expectedCloseOn: due } = deal;
      if (due === null || due < today || due >= period.end) return [];
      if (credited?.currency !== payee.plan.currency || credited.minor < nextTier.needed.minor) return [];
      const worth = worthOf(deal);
      // A deal that the plan does not count crosses nothing.
      if (!worth || worth.minor < nextTier.worth.minor) return [];
      return [
        {
          subject: nextTier.label,
          memory: { deal: key },
          values: {
            deal: text(name),
            credit: amount(credited),
            due: date(due),
            tier: text(nextTier.label),
            needed: measureValue(nextTier.needed, unit),
          },
          worth,
          next: action(`What if I close ${name}?`, "what_if", { person: null, period: null, deal: key, amount: null }),
        },
      ];
    });
  },
  acted: ({ deal: key }, { open }) => !open.some((deal) => deal.key === key),
  helped: ({ deal = "" }, desk) => desk.isWon(deal),
});
