import { count, date, text } from "../../answer/answer.js";
import { daysBetween } from "../../core/calendar.js";
import { defineSection } from "../section.js";

const IMPORTS = 5;
/** From this many days on old data is worth saying aloud. */
const STALE_DAYS = 2;

/** How old the data is and what the last imports brought. */
export const data = defineSection({
  key: "data",
  isFor: ({ isAdmin }) => isAdmin,
  async load({ store, today }) {
    const { imports } = await store.getDataStanding(IMPORTS);
    const [newest] = imports;
    if (!newest)
      return { key: "data", title: "Data", lines: ["No data was imported yet: nobody gets a figure until it is."] };
    const age = daysBetween(newest.finishedAt.toISOString().slice(0, 10), today);
    const rejected = imports.reduce((sum, run) => sum + run.rejected, 0);
    return {
      key: "data",
      title: "Data",
      lines: [
        age < STALE_DAYS ? "Data is up to date." : `Data is ${age} days old: figures are true for that day.`,
        ...(rejected > 0 ? [`${rejected} records of the last imports were left out.`] : []),
      ],
      table: {
        title: "Last imports",
        columns: [
          { label: "Day" },
          { label: "From" },
          { label: "Read", align: "right" as const },
          { label: "Changed", align: "right" as const },
          { label: "Left out", align: "right" as const },
        ],
        rows: imports.map((run) => [
          date(run.finishedAt.toISOString().slice(0, 10)),
          text(run.source),
          count(run.read, ""),
          count(run.added + run.changed, ""),
          count(run.rejected, ""),
        ]),
      },
    };
  },
});
