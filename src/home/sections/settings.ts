import { defineSection, listSection } from "../section.js";

/** How and when somebody is written to; changing it is a sentence away. */
export const settings = defineSection({
  key: "settings",
  isFor: () => true,
  load: async (viewer) => listSection("settings", "Your settings", await viewer.ask("settings"), 12),
});
