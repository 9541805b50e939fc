import { z } from "zod";
import { count, ratio } from "../../answer/answer.js";
import { addDays } from "../../core/calendar.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";
import { creditedSince } from "./pace-fell.js";

/** Something was credited in each of the last weeks, counted back from today. */
export const streak = defineRule({
  name: "streak",
  when: z.object({ weeks: z.int().min(2) }),
  find({ payee, today, now }, { weeks }) {
    const inWeek = (week: number): number =>
      payee.facts.credits.filter(
        ({ creditedOn, amount }) =>
          amount.minor > 0 && creditedOn > addDays(today, -7 * (week + 1)) && creditedOn <= addDays(today, -7 * week),
      ).length;
    const deals = Array.from({ length: weeks }, (_, week) => inWeek(week));
    if (deals.some((each) => each === 0) || !now.attainment.ok) return [];
    return [
      {
        subject: "weeks",
        memory: { since: today },
        values: {
          weeks: count(weeks, "weeks"),
          deals: count(
            deals.reduce((a, b) => a + b, 0),
            "deals",
          ),
          attainment: ratio(now.attainment.ratio),
        },
        worth: now.nextTier?.worth ?? null,
        next: action("What do I need for the next tier?", "gap_to_goal", {
          person: null,
          period: null,
          goal: "next_tier",
          amount: null,
        }),
      },
    ];
  },
  acted: ({ since = "" }, desk) => creditedSince(desk, since),
  helped: ({ since = "" }, desk) => creditedSince(desk, since),
});
