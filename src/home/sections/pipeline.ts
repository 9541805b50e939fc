import { defineSection } from "../section.js";

/** Rows of the list of deals: a glance, the whole list is one press away. */
const SHOWN = 5;

/** Open deals that close next, and what the next one is worth. */
export const pipeline = defineSection({
  key: "pipeline",
  isFor: ({ isAdmin }) => !isAdmin,
  async load(viewer) {
    const answer = await viewer.ask("pipeline");
    const next = answer.tables?.at(-1);
    if (answer.outcome !== "answer" || !next) return null;
    return {
      key: "pipeline",
      title: "Closing next",
      lines: [answer.headline],
      table: {
        columns: next.columns,
        rows: next.rows.slice(0, SHOWN),
        more: (next.more ?? 0) + Math.max(0, next.rows.length - SHOWN),
      },
      actions: [
        ...(answer.actions ?? []).filter(({ ask }) => ask.skill === "what_if"),
        { label: "My whole pipeline", ask: { skill: "pipeline", input: { person: null, period: null } } },
      ],
    };
  },
});
