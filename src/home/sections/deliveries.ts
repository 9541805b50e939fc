import { count, text } from "../../answer/answer.js";
import { defineSection } from "../section.js";

/** Messages that Pacer sends on its own: whether any is stuck. */
export const deliveries = defineSection({
  key: "deliveries",
  isFor: ({ isAdmin }) => isAdmin,
  async load({ store }) {
    const counts = await store.countOutbox();
    if (counts.length === 0) return null;
    const stuck = counts.filter(({ state }) => STUCK.has(state)).reduce((sum, { messages }) => sum + messages, 0);
    return {
      key: "deliveries",
      title: "Messages",
      lines: [
        stuck === 0
          ? "Every message that was due has gone out, or is on its way."
          : `${stuck} ${stuck === 1 ? "message needs" : "messages need"} a look: npm run pacer -- deliveries`,
      ],
      table: {
        columns: [{ label: "State" }, { label: "Why" }, { label: "Messages", align: "right" }],
        rows: counts.map(({ state, reason, messages }) => [
          text(state),
          text(reason?.replaceAll("_", " ") ?? ""),
          count(messages, ""),
        ]),
      },
    };
  },
});

const STUCK: ReadonlySet<string> = new Set(["dead", "failed", "ambiguous"]);
