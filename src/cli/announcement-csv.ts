import { csvText } from "../answer/csv-text.js";
import type { AnnouncementRecipientRow } from "../store/written/announcements.js";

/** Starts a formula in a spreadsheet; people's own words may. */
const FORMULA = /^[=+\-@\t\r]/;
const plain = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
const moment = (at: Date | null): string => at?.toISOString() ?? "";

/** A line a recipient: who, and when it was sent, seen and answered, in UTC. */
export const announcementCsv = (recipients: readonly AnnouncementRecipientRow[]): string =>
  csvText([
    ["key", "name", "email", "sent_at", "not_reached", "seen_at", "answer", "answered_at", "asked"],
    ...recipients.map(({ key, name, email, sentAt, undelivered, seenAt, answer, answeredAt, asked }) => [
      key,
      plain(name),
      email ?? "",
      moment(sentAt),
      undelivered ?? "",
      moment(seenAt),
      answer ?? "",
      moment(answeredAt),
      plain(asked ?? ""),
    ]),
  ]);
