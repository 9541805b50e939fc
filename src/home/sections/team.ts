import { defineSection, figuresOf, linesOf } from "../section.js";

/** Everybody below the viewer, or the whole company for an admin. */
export const team = defineSection({
  key: "team",
  isFor: ({ reports, isAdmin }) => reports.length > 0 || isAdmin,
  async load(viewer) {
    const answer = await viewer.ask("team_summary");
    const [table] = answer.tables ?? [];
    if (answer.outcome !== "answer" || !table) return null;
    return {
      key: "team",
      title: viewer.reports.length > 0 ? "Your team" : viewer.store.organisation.name,
      lines: linesOf(answer),
      ...(answer.progress ? { progress: answer.progress } : {}),
      figures: figuresOf(answer, ["left", "payout", "people"]),
      table,
    };
  },
});
