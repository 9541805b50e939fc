import { z } from "zod";
import { amount } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { periodOf, periodSpanning, shiftPeriod } from "../core/period.js";
import { payOf } from "../skills/pay.js";
import { loadPayee } from "../skills/payee.js";
import { action, figure } from "../skills/words.js";
import { defineMessage } from "./define-message.js";
import { asSkillScope } from "./skill-scope.js";

/** A pay period is over: what it comes to before it is closed. */
export const payoutCalculated = defineMessage({
  name: "payout_calculated",
  description: "A pay period is over: what it comes to as it stands, before it is closed",
  class: "routine",
  topic: "goal_updates",
  recipe: z.object({ start: z.iso.date(), end: z.iso.date() }),
  async render(days, scope) {
    const { store, recipient, locale } = scope;
    // Closed by now: the statement says it, and finally.
    if (await store.findClosedStatement(recipient.id, days)) return null;
    const period = periodSpanning(days, store.organisation.fiscalYearStartMonth);
    const payee = await loadPayee({ ...asSkillScope(scope), period });
    if (payee.kind !== "on_plan") return null;
    const { earned, held, payable } = payOf(payee);
    const label = periodLabel(period, locale);
    const same = { person: null, period: period.key };
    return {
      headline: `${formatMoney(payable, locale)} would be payable to you for ${label} as it stands.`,
      body: `${label} is over and not closed yet, so late deals and corrections may still change it. Now is the time to say if something is missing.`,
      figures: [
        figure("earned", "Earned", amount(earned)),
        ...(held.minor === 0 ? [] : [figure("held", "Held back", amount(held))]),
        figure("payable", "Payable as it stands", amount(payable)),
      ],
      actions: [action("Why this amount?", "payout_explain", same), action("Something is missing", "dispute")],
      dataAsOf: payee.file.dataAsOf,
      period: { label, start: days.start, end: days.end },
    };
  },
  async example(scope) {
    const { today, store } = scope;
    const { fiscalYearStartMonth: month } = store.organisation;
    const payee = await loadPayee({ ...asSkillScope(scope), period: periodOf("quarter", today, month) });
    if (payee.kind !== "on_plan") return null;
    const { start, end } = shiftPeriod(periodOf(payee.plan.payoutPeriod, today, month), -1, month);
    return { start, end };
  },
});
