import { DateTime } from "luxon";
import { count, text } from "../../answer/answer.js";
import { topics } from "../../skills/catalogue.js";
import { defineSection } from "../section.js";

const DAYS = 30;
const SHOWN = 5;

/** What people said about answers, the least helpful kinds first. */
export const feedback = defineSection({
  key: "feedback",
  isFor: ({ isAdmin }) => isAdmin,
  async load({ store, today }) {
    const since = DateTime.fromISO(today, { zone: "utc" }).minus({ days: DAYS }).toJSDate();
    const counts = await store.countFeedback(since);
    if (counts.length === 0) return null;
    const helpful = counts.reduce((sum, row) => sum + row.helpful, 0);
    const all = counts.reduce((sum, row) => sum + row.helpful + row.unhelpful, 0);
    return {
      key: "feedback",
      title: "What people say",
      lines: [`${helpful} of ${all} rated answers of the last ${DAYS} days helped.`],
      table: {
        columns: [{ label: "About" }, { label: "Helped", align: "right" }, { label: "Did not", align: "right" }],
        rows: counts
          .slice(0, SHOWN)
          .map(({ skill, helpful: yes, unhelpful: no }) => [
            text(topics[skill]?.about ?? skill),
            count(yes, ""),
            count(no, ""),
          ]),
        more: Math.max(0, counts.length - SHOWN),
      },
    };
  },
});
