import { z } from "zod";
import type { OrgStore } from "../../store/store.js";
import type { PlanToAcknowledge } from "../../store/written/acknowledgements.js";
import type { Announced as Row } from "../../store/written/announcements.js";
import type { MessageScope } from "../define-message.js";

/** Which announcement; what it says is read when it is sent, and cannot have changed. */
export const Announced = z.object({ announcement: z.string() });
export type Announced = z.infer<typeof Announced>;

/** Null once it is cancelled. */
export async function findAnnounced(store: OrgStore, id: string): Promise<Row | null> {
  const found = await store.findAnnouncement(id);
  return found && !found.cancelledAt ? found : null;
}

/** The announced version as it concerns somebody; null where its text was replaced, or is not for them any more. */
export async function planOf(
  { plan }: Row,
  { store, recipient, today }: MessageScope,
): Promise<PlanToAcknowledge | null> {
  const plans = await store.listPlansToAcknowledge(recipient.id, today);
  return plans.find(({ hash }) => hash === plan?.hash) ?? null;
}

/** The newest announcement that was sent to somebody, for a preview. */
export async function newestFor({ store, recipient }: MessageScope, aboutPlan: boolean): Promise<Announced | null> {
  for (const { id, planHash, cancelledAt } of await store.listAnnouncements()) {
    if (cancelledAt || (planHash !== null) !== aboutPlan) continue;
    const recipients = await store.listAnnouncementRecipients(id);
    if (recipients.some(({ personId }) => personId === recipient.id)) return { announcement: id };
  }
  return null;
}
