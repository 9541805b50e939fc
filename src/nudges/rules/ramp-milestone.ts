import { z } from "zod";
import { ratio } from "../../answer/answer.js";
import { addDays } from "../../core/calendar.js";
import { periodOf, shiftPeriod } from "../../core/period.js";
import { compare } from "../../core/rational.js";
import { reliefFor } from "../../core/relief.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";
import { creditedSince } from "./pace-fell.js";

/** The first days of a month in which more of the full quota counts than in the month before. */
export const rampMilestone = defineRule({
  name: "ramp_milestone",
  when: z.object({ first_days: z.int().min(1).max(28) }),
  find({ payee, today }, { first_days: first }) {
    const { plan, facts } = payee;
    const month = periodOf("month", today);
    if (!plan.relief.ramp || !facts.payee.hiredOn || today >= addDays(month.start, first)) return [];
    const share = (span: typeof month) => reliefFor({ ...plan.relief, proration: null }, facts, "quota", span);
    const [before, now] = [share(shiftPeriod(month, -1)), share(month)];
    if (compare(now, before) <= 0) return [];
    return [
      {
        subject: month.key,
        memory: { since: today },
        values: { before: ratio(before), now: ratio(now) },
        worth: null,
        next: action("What is my quota?", "quota_detail", { person: null, period: null }),
      },
    ];
  },
  acted: ({ since = "" }, { deals }) => deals.some(({ openedOn }) => openedOn !== null && openedOn >= since),
  helped: ({ since = "" }, desk) => creditedSince(desk, since),
});
