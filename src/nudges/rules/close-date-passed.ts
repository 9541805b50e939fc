import { z } from "zod";
import { count, date, text } from "../../answer/answer.js";
import { addDays, daysBetween } from "../../core/calendar.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";

/** An open deal was expected to be closed by now. */
export const closeDatePassed = defineRule({
  name: "close_date_passed",
  when: z.object({ days_past: z.int().min(1) }),
  find: ({ open, today, worthOf }, { days_past: past }) =>
    open.flatMap((deal) => {
      const { key, name, expectedCloseOn: due } = deal;
      if (due === null || due > addDays(today, -past)) return [];
      return [
        {
          subject: key,
          memory: { deal: key, due },
          values: { deal: text(name), due: date(due), late: count(daysBetween(due, today), "days") },
          worth: worthOf(deal),
          next: action("What is open?", "pipeline", { person: null, period: null }),
        },
      ];
    }),
  acted: ({ deal: key, due }, { open }) => !open.some((deal) => deal.key === key && deal.expectedCloseOn === due),
  helped: ({ deal = "" }, desk) => desk.isWon(deal),
});
