import { z } from "zod";
import { amount, count, date } from "../../answer/answer.js";
import { addDays } from "../../core/calendar.js";
import { minus, sum, times, toRational } from "../../core/money.js";
import { compare, parseDecimal } from "../../core/rational.js";
import { action } from "../../skills/words.js";
import { defineRule } from "../define-rule.js";
import type { Desk } from "../desk.js";

/** The open deals due within the period are less than so many times what is missing to quota, while there is time to do something. */
export const pipelineThin = defineRule({
  name: "pipeline_thin",
  when: z.object({ coverage: z.string(), elapsed_at_most: z.string() }),
  find(desk, { coverage, elapsed_at_most: latest }) {
    const { now, period, today, statement } = desk;
    if (now.unit !== "money" || !now.left || now.left.minor === 0) return [];
    if (compare(now.elapsed, parseDecimal(latest)) > 0) return [];
    const open = due(desk);
    const wanted = times(now.left, parseDecimal(coverage));
    if (compare(toRational(open), toRational(wanted)) >= 0) return [];
    return [
      {
        subject: period.key,
        memory: { since: today },
        values: {
          open: amount(open),
          left: amount(now.left),
          wanted: amount(wanted),
          more: amount(minus(wanted, open)),
          times: count(Number(coverage), "times"),
          end: date(addDays(period.end, -1)),
        },
        worth: now.payoutAtQuota && minus(now.payoutAtQuota, statement.earned),
        next: action("How is my pipeline?", "pipeline", { person: null, period: null }),
      },
    ];
  },
  acted: ({ since = "" }, { deals }) => deals.some(({ openedOn }) => openedOn !== null && openedOn >= since),
  helped: (_memory, desk) => {
    const { left } = desk.now;
    if (!left) return false;
    return compare(toRational(due(desk)), toRational(left)) >= 0;
  },
});

/** What the open deals that are due within the period would credit, in the plan's currency; those in another are left out. */
function due({ open, period, payee }: Desk) {
  const { currency } = payee.plan;
  const credits = open
    .filter(({ expectedCloseOn }) => expectedCloseOn !== null && expectedCloseOn < period.end)
    .flatMap(({ credited }) => (credited?.currency === currency ? [credited] : []));
  return sum(credits, currency);
}
