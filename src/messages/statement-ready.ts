import { z } from "zod";
import { amount } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { periodSpanning } from "../core/period.js";
import { action, figure } from "../skills/words.js";
import { defineMessage } from "./define-message.js";

/** A period was closed, and with it the recipient's statement of it. */
export const statementReady = defineMessage({
  name: "statement_ready",
  description: "A period is closed: your statement is ready, with what is payable",
  class: "important",
  topic: "goal_updates",
  recipe: z.object({ start: z.iso.date(), end: z.iso.date() }),
  async render(days, { store, recipient, locale }) {
    const closed = await store.findClosedStatement(recipient.id, days);
    if (!closed) return null;
    const period = periodSpanning(days, store.organisation.fiscalYearStartMonth);
    const label = periodLabel(period, locale);
    const same = { person: null, period: period.key };
    return {
      headline: `${formatMoney(closed.payable, locale)} is payable to you for ${label}: your statement is ready.`,
      body: `${label} is closed, so that is final. If something looks wrong, ask about it: a correction is posted into an open period.`,
      figures: [figure("payable", "Payable", amount(closed.payable))],
      notes: ["The day the money arrives is payroll's."],
      actions: [
        action("Send me my statement", "statement", same),
        action("Why this amount?", "payout_explain", same),
        action("Something looks wrong", "dispute"),
      ],
      planVersion: `${closed.planName} ${closed.planVersion}`,
      period: { label, start: days.start, end: days.end },
    };
  },
  async example({ store, recipient }) {
    const own = (await store.listClosedStatements(null)).filter(({ personId }) => personId === recipient.id);
    const last = own.at(-1);
    return last ? { start: last.periodStart, end: last.periodEnd } : null;
  },
});
