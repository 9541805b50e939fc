import { defineSection, figuresOf, linesOf } from "../section.js";

/** Attainment against a steady pace, what is missing and the next tier. */
export const pace = defineSection({
  key: "pace",
  isFor: ({ isAdmin }) => !isAdmin,
  async load(viewer) {
    const answer = await viewer.ask("attainment");
    if (answer.outcome !== "answer" || answer.figures.length === 0) return null;
    return {
      key: "pace",
      title: "Your pace",
      lines: linesOf(answer),
      ...(answer.progress ? { progress: answer.progress } : {}),
      figures: figuresOf(answer, [
        "left",
        "left_per_week",
        "days_left",
        "next_tier",
        "next_tier_needed",
        "next_tier_worth",
      ]),
      actions: answer.actions ?? [],
    };
  },
});
