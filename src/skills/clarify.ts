import { z } from "zod";
import { fixedTexts } from "../answer/fixed-texts.js";
import { topics } from "./catalogue.js";
import { defineSkill, PeriodField, PersonField } from "./define-skill.js";
import { action } from "./words.js";

const Choice = z.object({
  label: z.string().max(200),
  skill: z.string().max(40),
  input: z.record(z.string(), z.unknown()),
});

export const clarifySkill = defineSkill({
  name: "clarify",
  description: "A question back, when it is not clear which question, person or deal is meant.",
  input: z.object({
    question: z.string().max(300).nullable().describe("What to ask back; null = what would you like to know"),
    choices: z.array(Choice).max(6).nullable().describe("Ready questions to choose from; null = the usual ones"),
    // A question back about somebody is checked like a question about them.
    person: PersonField,
    period: PeriodField,
  }),
  audience: "everyone",
  load: async () => null,
  compute: () => null,
  render: (_facts, { language }, { question, choices }) => ({
    outcome: "clarify",
    headline: question ?? fixedTexts(language).ask.what,
    ...(question ? {} : { body: fixedTexts(language).ask.unsure }),
    actions: choices
      ? choices.map(({ label, skill, input }) => action(label, skill, input))
      : ["attainment", "payout", "help"].map((skill) => action(topics[skill]?.ask ?? skill, skill)),
  }),
});
