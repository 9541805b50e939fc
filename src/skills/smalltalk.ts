import { z } from "zod";
import { topics } from "./catalogue.js";
import { defineSkill, TextField } from "./define-skill.js";
import { action } from "./words.js";

export const smalltalkSkill = defineSkill({
  name: "smalltalk",
  description: "Greetings, thanks and the like.",
  input: z.object({ text: TextField }),
  audience: "everyone",
  load: async () => null,
  compute: () => null,
  render: (_facts, { asker }, { text }) => ({
    headline: THANKS.test(text ?? "")
      ? `Glad to help, ${givenName(asker.name)}.`
      : `Hello ${givenName(asker.name)}, good to hear from you.`,
    body: "Ask me how close you are to quota, what you have earned and why, or what a deal would be worth.",
    actions: ["attainment", "payout", "help"].map((skill) => action(topics[skill]?.ask ?? skill, skill)),
  }),
});

const THANKS = /\b(?:thank\w*|thx|ty|cheers|gracias|danke\w*|merci)\b/i;

/** "Maya" of "Maya Torres", and of "Torres, Maya" as directories write it. */
const givenName = (name: string): string => (name.split(",")[1] ?? name).trim().split(" ")[0] ?? name;
