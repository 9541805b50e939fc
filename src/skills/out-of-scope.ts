import { z } from "zod";
import { fixedTexts } from "../answer/fixed-texts.js";
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
  render: (topic, { language }, input) => {
    // What is known but not answered yet is said in English, as answers are.
    const { headline, body } = fixedTexts(topic ? "en" : language).outOfScope;
    const offered = (input.topic && nearest[input.topic]) || ["attainment", "payout", "help"];
    return {
      headline: topic ? `I can't answer questions about ${topic.about} yet.` : headline,
      body,
      actions: offered.map((skill) => action(topics[skill]?.ask ?? skill, skill)),
    };
  },
});
