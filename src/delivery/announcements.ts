import { DateTime } from "luxon";
import type { NewMessage } from "../store/outbox.js";
import type { OrgStore } from "../store/store.js";

/** Recipients put in the outbox by one transaction. */
const AT_ONCE = 500;
const DAY_MS = 86_400_000;
/** An announcement that has not reached somebody by then is no news. */
const STALE_DAYS = 14;
/** Reminders go out so many days after the announcement; the last step comes again and again. */
const REMIND_ON = { first: [3, 7], every: 7 } as const;
/** From when on whoever they report to is told, again every so often. */
const ESCALATE_ON = { first: [10], every: 7 } as const;
/** Nobody is reminded of anything older. */
const LOOK_BACK_DAYS = 120;

/**
 * Puts every announcement whose time has come in the outbox, each recipient once: the message and the mark that it is written are one
 * transaction, so that a crash between two batches goes on where it stopped. Gives how many are new.
 */
export async function sendAnnouncements(store: OrgStore, now: Date): Promise<number> {
  let added = 0;
  for (;;) {
    const due = await store.listDueRecipients(now, AT_ONCE);
    if (due.length === 0) return added;
    added += await store.write(async (writes) => {
      const ids = await writes.enqueue(
        due.map(({ announcementId, personId, sendAt, toAnswer }) => ({
          kind: toAnswer ? "plan_announcement" : "announcement",
          recipientId: personId,
          periodKey: announcementId,
          recipe: { announcement: announcementId },
          notBefore: sendAt,
          expiresAt: inDays(sendAt, STALE_DAYS),
        })),
      );
      for (const announcementId of new Set(due.map((one) => one.announcementId)))
        await writes.markAnnounced(
          announcementId,
          due.filter((one) => one.announcementId === announcementId).map(({ personId }) => personId),
          now,
        );
      return ids.length;
    });
  }
}

/**
 * Reminds whoever has not answered the plan version they were sent, after three days, seven, and each week until they do, and tells
 * whoever they report to after ten. A step is written down once however often this runs, and one that was missed is not made up for.
 */
export async function remindOfPlans(store: OrgStore, now: Date): Promise<number> {
  const today = DateTime.fromJSDate(now, { zone: store.organisation.timeZone }).toISODate() ?? "";
  const open = await store.listUnanswered(inDays(now, -LOOK_BACK_DAYS), today);
  const messages = new Map<string, NewMessage>();
  for (const { announcementId, personId, managerId, sentAt } of open) {
    const days = Math.floor((now.getTime() - sentAt.getTime()) / DAY_MS);
    const add = (kind: string, recipientId: string | null, step: number | null) => {
      if (recipientId === null || step === null) return;
      const periodKey = `${announcementId}:${step}`;
      const recipe = { announcement: announcementId };
      const expiresAt = inDays(now, 4);
      messages.set(`${kind} ${recipientId} ${periodKey}`, {
        kind,
        recipientId,
        periodKey,
        recipe,
        notBefore: now,
        expiresAt,
      });
    };
    add("plan_reminder", personId, latestStep(days, REMIND_ON));
    add("plan_escalation", managerId, latestStep(days, ESCALATE_ON));
  }
  return (await store.enqueue([...messages.values()])).length;
}

/** The newest step that `days` have reached; null before the first. */
export function latestStep(
  days: number,
  { first, every }: { readonly first: readonly number[]; readonly every: number },
): number | null {
  const reached = first.findLast((step) => step <= days);
  if (reached === undefined) return null;
  const last = first.at(-1) ?? reached;
  return reached < last ? reached : last + Math.floor((days - last) / every) * every;
}

const inDays = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY_MS);
