import { defineSection, listSection } from "../section.js";

/** What somebody said is missing or wrong, and how far it is. */
export const disputes = defineSection({
  key: "disputes",
  isFor: ({ isAdmin }) => !isAdmin,
  load: async (viewer) => listSection("disputes", "Your disputes", await viewer.ask("dispute")),
});
