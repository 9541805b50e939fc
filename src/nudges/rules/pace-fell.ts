import { z } from "zod";
import { count, ratio } from "../../answer/answer.js";
import { addDays } from "../../core/calendar.js";
import { minus } from "../../core/money.js";
import { compare, ONE, parseDecimal, subtract } from "../../core/rational.js";
import { action, measureValue } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";
import type { Desk } from "../desk.js";

/** Where a steady pace leads has come down since some days ago, and lies below quota. */
export const paceFell = defineRule({
  name: "pace_fell",
  when: z.object({ days: z.int().min(7), points: z.string() }),
  find(desk, { days, points }) {
    const { now, today, standingOn, period, statement } = desk;
    const then = addDays(today, -days);
    if (then < now.window.start) return [];
    const [before, after] = [standingOn(then).landing?.attainment, now.landing?.attainment];
    if (!before?.ok || !after?.ok || !now.leftPerWeek || compare(after.ratio, ONE) >= 0) return [];
    if (compare(subtract(before.ratio, after.ratio), parseDecimal(points)) < 0) return [];
    return [
      {
        subject: period.key,
        memory: { since: today },
        values: {
          before: ratio(before.ratio),
          after: ratio(after.ratio),
          days: count(days, "days"),
          per_week: measureValue(now.leftPerWeek, now.unit),
        },
        worth: now.payoutAtQuota && minus(now.payoutAtQuota, statement.earned),
        next: action("What do I need for quota?", "gap_to_goal", {
          person: null,
          period: null,
          goal: "quota",
          amount: null,
        }),
      },
    ];
  },
  acted: ({ since = "" }, desk) => creditedSince(desk, since),
  helped: (_memory, { now }) => now.landing?.attainment.ok === true && compare(now.landing.attainment.ratio, ONE) >= 0,
});

/** Something was credited after a day. */
export const creditedSince = ({ payee }: Desk, day: string): boolean =>
  payee.facts.credits.some(({ creditedOn, amount }) => creditedOn > day && amount.minor > 0);
