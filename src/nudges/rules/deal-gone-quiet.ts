import { z } from "zod";
import { count, date, text } from "../../answer/answer.js";
import { addDays, daysBetween } from "../../core/calendar.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";

/** Nothing about an open deal has changed for a while. Deals whose close date has passed are another rule's. */
export const dealGoneQuiet = defineRule({
  name: "deal_gone_quiet",
  when: z.object({ days_quiet: z.int().min(1) }),
  find: ({ open, today, worthOf, lastMove }, { days_quiet: quiet }) =>
    open.flatMap((deal) => {
      const { key, name, expectedCloseOn, stage } = deal;
      const moved = lastMove(deal);
      if (moved === null || moved > addDays(today, -quiet)) return [];
      if (expectedCloseOn !== null && expectedCloseOn < today) return [];
      return [
        {
          subject: key,
          memory: { deal: key, moved },
          values: {
            deal: text(name),
            stage: text(stage),
            since: date(moved),
            quiet: count(daysBetween(moved, today), "days"),
          },
          worth: worthOf(deal),
          next: action(`What if I close ${name}?`, "what_if", { person: null, period: null, deal: key, amount: null }),
        },
      ];
    }),
  acted: ({ deal: key, moved = "" }, { open, lastMove }) => {
    const deal = open.find((each) => each.key === key);
    return !deal || (lastMove(deal) ?? "") > moved;
  },
  helped: ({ deal = "" }, desk) => desk.isWon(deal),
});
