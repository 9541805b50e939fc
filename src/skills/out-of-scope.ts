import { z } from "zod";
import { nearest, topics } from "./catalogue.js";
import { defineSkill, PeriodField, PersonField } from "./define-skill.js";
import { action } from "./words.js";

export const outOfScopeSkill = defineSkill({
  name: "out_of_scope",
  description:
    "Anything that is not about sales performance or pay, and questions that are known but not answered yet.",
  input: z.object({
    topic: z.string().max(40).nullable().describe("The known question that cannot be answered yet, or null"),
    person: PersonField,
    period: PeriodField,
  }),
  audience: "everyone",
  load: async ({ topic }) => (topic === null ? null : (topics[topic] ?? null)),
  compute: (topic) => topic,
  render: (topic, _scope, input) => {
    const offered = (input.topic && nearest[input.topic]) || ["attainment", "payout", "help"];
    return {
      headline: topic ? `I can't answer questions about ${topic.about} yet.` : "That is outside of what I know.",
      body: "I answer questions about quota, attainment, earnings and deals. Here is what I can tell you today:",
      actions: offered.map((skill) => action(topics[skill]?.ask ?? skill, skill)),
    };
  },
});
