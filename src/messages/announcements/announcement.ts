import { defineMessage } from "../define-message.js";
import { Announced, findAnnounced, newestFor } from "./announced.js";

/** What an admin has to say, to each of those it is for. */
export const announcement = defineMessage({
  name: "announcement",
  description: "An announcement by your admins",
  class: "important",
  topic: "announcements",
  recipe: Announced,
  async render({ announcement: id }, { store }) {
    const row = await findAnnounced(store, id);
    return row && { headline: `From ${row.authorName}`, body: row.text, confidential: false };
  },
  example: (scope) => newestFor(scope, false),
});
