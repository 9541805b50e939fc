import { randomUUID } from "node:crypto";
import { z } from "zod";
import { date, amount as money, text } from "../answer/answer.js";
import { formatDate, formatMoney } from "../answer/format.js";
import { periodLabel } from "../answer/period-label.js";
import { isIsoDate } from "../core/calendar.js";
import { type Money, parseMoney } from "../core/money.js";
import { periodOf } from "../core/period.js";
import { AskError } from "../errors.js";
import { payOf } from "../skills/pay.js";
import { loadPayee } from "../skills/payee.js";
import { figure } from "../skills/words.js";
import { type ActionScope, defineAction, personOf } from "./define-action.js";

/** A change of pay is told within a week or not at all. */
const NEWS_MS = 7 * 86_400_000;

/**
 * Posts money to a person's ledger on a day of an open period: what was owed and not paid, or paid and not owed. A closed period is never
 * changed; what it should have been is posted into one that is open.
 */
export const adjust = defineAction({
  name: "adjust",
  description:
    "Post a dated adjustment with a reason to somebody's ledger, in an open period. For admins, not about themselves.",
  input: z.object({
    person: z.string().max(200).nullable(),
    /** Signed as it moves pay. */
    amount: z.string().regex(/^-?\d{1,9}(\.\d{1,3})?$/),
    currency: z.string().length(3),
    postedOn: z.string().refine(isIsoDate, "a day"),
    reason: z.string().trim().min(5, "a reason").max(300),
  }),
  audience: "admin_for_others",
  about: personOf,
  async load({ amount, currency, postedOn }, scope) {
    const { store, subject, today } = scope;
    if (postedOn > today)
      throw new AskError("An adjustment is posted today or before, not ahead.", "Leave the day out to post it today.");
    const [closed] = await store.listClosedPeriodsOn(subject.id, postedOn);
    if (closed)
      throw new AskError(
        `${closed} is closed for ${subject.name}: closed stays closed.`,
        "Post it on a day of an open period; leave the day out to post it today.",
      );
    const posted = exact(amount, currency);
    if (posted.minor === 0) throw new AskError("An adjustment of nothing changes nothing.");
    return { posted, ...(await effectOf(posted, postedOn, scope)) };
  },
  preview({ posted, before, after, label }, { subject, locale }, { postedOn, reason }) {
    return {
      headline: `Adjust ${subject.name} by ${formatMoney(posted, locale)}`,
      body: "It is posted once, with your name and the reason in the audit trail. To take it back, post the opposite.",
      figures: [
        figure("amount", "Amount", money(posted)),
        figure("posted_on", "Posted on", date(postedOn)),
        figure("reason", "Reason", text(reason)),
        ...(before && after
          ? [figure("before", `Payable in ${label} now`, money(before)), figure("after", "Payable then", money(after))]
          : []),
      ],
      confirm: "Post it",
    };
  },
  async perform({ posted }, writes, { subject, locale, now }, { person: _person, postedOn, reason, ...input }) {
    const key = `adjustment-${randomUUID()}`;
    if (!(await writes.addAdjustment({ personId: subject.id, key, postedOn, amount: posted, reason })))
      throw new AskError(
        "That period was closed meanwhile: closed stays closed.",
        "Post it on a day of an open period.",
      );
    await writes.enqueue([
      {
        kind: "payout_changed",
        recipientId: subject.id,
        periodKey: key,
        recipe: { entries: [key], postedOn },
        notBefore: now,
        expiresAt: new Date(now.getTime() + NEWS_MS),
      },
    ]);
    return {
      said: {
        headline: `Posted: ${formatMoney(posted, locale)} for ${subject.name}.`,
        body: `On ${formatDate(postedOn, locale)}, because: ${reason}`,
        actions: [{ label: `${subject.name}'s payout`, ask: { skill: "payout", input: { person: subject.key } } }],
      },
      audit: {
        entity: "ledger_entry",
        entityKey: key,
        before: null,
        after: { person: subject.key, postedOn, reason, ...input },
      },
    };
  },
});

function exact(amount: string, currency: string): Money {
  try {
    return parseMoney(amount, currency);
  } catch {
    throw new AskError(`${amount} ${currency} is no amount of that currency.`, "Name it to the cent at most.");
  }
}

/** What becomes payable in the quarter, worked out with the entry as if it stood in the ledger. */
async function effectOf(posted: Money, postedOn: string, scope: ActionScope) {
  const period = periodOf("quarter", postedOn, scope.store.organisation.fiscalYearStartMonth);
  const label = periodLabel(period, scope.locale);
  const payee = await loadPayee({ ...scope, period, group: { name: "", members: [], leaders: new Set() } });
  if (payee.kind !== "on_plan") return { before: null, after: null, label };
  const before = payOf(payee);
  if (before.payable.currency !== posted.currency)
    throw new AskError(
      `${scope.subject.name} is paid in ${before.payable.currency}.`,
      `Name the amount in ${before.payable.currency}.`,
    );
  const entry = { key: "preview", postedOn, kind: "adjustment" as const, amount: posted, reason: "preview" };
  const facts = { ...payee.facts, ledger: [...payee.facts.ledger, entry] };
  return { before: before.payable, after: payOf({ ...payee, facts }).payable, label };
}
