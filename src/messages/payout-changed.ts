import { z } from "zod";
import { amount, text } from "../answer/answer.js";
import { formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { addDays } from "../core/calendar.js";
import { changeBetween } from "../core/change/index.js";
import { periodOf } from "../core/period.js";
import { loadPayee } from "../skills/payee.js";
import { action, figure } from "../skills/words.js";
import { defineMessage } from "./define-message.js";
import { asSkillScope } from "./skill-scope.js";

/** Something was posted to a payee's ledger: what it does to the payout, and why. */
export const payoutChanged = defineMessage({
  name: "payout_changed",
  description: "Your payout changed by a correction, a clawback or a draw: by how much, and why",
  class: "important",
  topic: "goal_updates",
  recipe: z.object({
    /** Keys of the entries. */
    entries: z.array(z.string()).min(1),
    /** The latest day of posting: the quarter of this day is spoken of. */
    postedOn: z.iso.date(),
  }),
  async render({ entries, postedOn }, scope) {
    const { store, locale } = scope;
    const period = periodOf("quarter", postedOn, store.organisation.fiscalYearStartMonth);
    const payee = await loadPayee({ ...asSkillScope(scope), period });
    if (payee.kind !== "on_plan") return null;
    const { facts, history: plans } = payee;
    const without = { ...facts, ledger: facts.ledger.filter(({ key }) => !entries.includes(key)) };
    const change = changeBetween({ plans, facts: without, period }, { plans, facts, period });
    const { difference, causes, before, after } = change;
    if (difference.minor === 0) return null;
    const label = periodLabel(period, locale);
    const [first] = causes;
    const size = difference.minor < 0 ? amount({ ...difference, minor: -difference.minor }) : amount(difference);
    return {
      headline: `${formatMoney(after.payable, locale)} is what ${label} comes to for you now: ${difference.minor > 0 ? "up" : "down"} by ${formatMoney(size.kind === "money" ? size.amount : difference, locale)}.`,
      ...(first ? { body: `The cause: ${first.label}${first.detail ? ` (${first.detail})` : ""}.` } : {}),
      figures: [
        figure("before", "Payable before", amount(before.payable)),
        figure("after", "Payable now", amount(after.payable)),
        figure("difference", "Difference", amount(difference)),
      ],
      tables: [
        {
          title: "What changed it",
          columns: [{ label: "Cause" }, { label: "Detail" }, { label: "Amount", align: "right" }],
          rows: causes.map((cause) => [text(cause.label), text(cause.detail ?? ""), amount(cause.amount)]),
        },
      ],
      actions: [
        action("Why this payout?", "payout_explain", { person: null, period: period.key }),
        action("Something looks wrong", "dispute"),
      ],
      dataAsOf: payee.file.dataAsOf,
      period: { label, start: period.start, end: period.end },
    };
  },
  async example({ store, recipient, today }) {
    const file = await store.getPayeeFile(recipient.id, { start: addDays(today, -365), end: addDays(today, 1) }, today);
    const last = [...file.facts.ledger].sort((a, b) => (a.postedOn < b.postedOn ? -1 : 1)).at(-1);
    return last ? { entries: [last.key], postedOn: last.postedOn } : null;
  },
});
