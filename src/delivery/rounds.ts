import { trace } from "../failure.js";
import type { Logger } from "../log.js";
import type { MessageKinds } from "../messages/index.js";
import type { OrgStore } from "../store/store.js";
import { remindOfPlans, sendAnnouncements } from "./announcements.js";
import { keepSchedules } from "./keep-schedules.js";

/** How soon a changed setting moves what comes by the calendar. */
const SCHEDULES_MS = 2 * 60_000;
const REMINDERS_MS = 60 * 60_000;

/** What is looked after for each organisation beside its outbox. Doing it too often, or twice at once, changes nothing. */
export function createRounds(kinds: MessageKinds, log: Logger): (store: OrgStore, now: Date) => Promise<void> {
  const last = new Map<string, number>();
  return async (store, now) => {
    const { id } = store.organisation;
    const every = async (name: string, ms: number, work: () => Promise<unknown>) => {
      const key = `${id} ${name}`;
      if (now.getTime() - (last.get(key) ?? Number.NEGATIVE_INFINITY) < ms) return;
      try {
        await work();
        last.set(key, now.getTime());
      } catch (error) {
        // The other organisations, and the rest of this one, go on.
        log.error({ event: "round_failed", round: name, ...trace(error) }, "a round of an organisation failed");
      }
    };
    await every("schedules", SCHEDULES_MS, () => keepSchedules(store, kinds, now));
    await every("announcements", 0, () => sendAnnouncements(store, now));
    await every("reminders", REMINDERS_MS, () => remindOfPlans(store, now));
  };
}
