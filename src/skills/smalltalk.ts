import { z } from "zod";
import { topics } from "./catalogue.js";
import { defineSkill } from "./define-skill.js";
import { action } from "./words.js";

export const smalltalkSkill = defineSkill({
  name: "smalltalk",
  description: "Greetings, thanks and the like.",
  input: z.object({}),
  audience: "everyone",
  load: async () => null,
  compute: () => null,
  render: (_facts, { asker }) => ({
    headline: `Hello ${givenName(asker.name)}, good to hear from you.`,
    body: "Ask me how close you are to quota, what you have earned and why, or what a deal would be worth.",
    actions: ["attainment", "payout", "help"].map((skill) => action(topics[skill]?.ask ?? skill, skill)),
  }),
});

/** "Maya" of "Maya Torres", and of "Torres, Maya" as directories write it. */
const givenName = (name: string): string => (name.split(",")[1] ?? name).trim().split(" ")[0] ?? name;
