import { defineSection, listSection } from "../section.js";

/** What somebody has to acknowledge, take up or answer. */
export const waiting = defineSection({
  key: "waiting",
  isFor: () => true,
  load: async (viewer) => listSection("waiting", "Waiting for you", await viewer.ask("approvals")),
});
