import { defineSection, listSection } from "../section.js";

/** Goals with how far they are. */
export const goals = defineSection({
  key: "goals",
  isFor: ({ isAdmin }) => !isAdmin,
  load: async (viewer) => listSection("goals", "Your goals", await viewer.ask("goal_set")),
});
