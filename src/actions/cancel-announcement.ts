import { z } from "zod";
import { formatMoment } from "../answer/format.js";
import { AskError } from "../errors.js";
import { defineAction } from "./define-action.js";

const TOO_LATE = () =>
  new AskError("It is being sent already, so it can't be cancelled.", "Announce a correction instead.");

export const cancelAnnouncement = defineAction({
  name: "cancel_announcement",
  description: "Cancel an announcement before it is sent. For admins.",
  input: z.object({ announcement: z.string().max(40) }),
  audience: "admin",
  about: "organisation",
  async load({ announcement }, { store, now }) {
    const found = (await store.listAnnouncements()).find(({ id }) => id === announcement);
    if (!found) throw new AskError("There is no such announcement.", "Ask me for the announcements.");
    if (found.cancelledAt) throw new AskError("That announcement was cancelled already.");
    if (found.sendAt <= now) throw TOO_LATE();
    return found;
  },
  preview: ({ text, recipients, sendAt }, { locale }) => ({
    headline: `Cancel the announcement to ${recipients} ${recipients === 1 ? "person" : "people"}`,
    body: `“${text.length > 200 ? `${text.slice(0, 199)}…` : text}” It would be sent from ${formatMoment(sendAt, locale)} on.`,
    confirm: "Cancel the announcement",
  }),
  async perform({ id, sendAt }, writes, { now }) {
    if (!(await writes.cancelAnnouncement(id, now))) throw TOO_LATE();
    return {
      said: { headline: "The announcement is cancelled. Nobody receives it." },
      audit: { entity: "announcement", entityKey: id, before: { sendAt }, after: { cancelledAt: now } },
    };
  },
});
