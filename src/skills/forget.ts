import { z } from "zod";
import { defineSkill } from "./define-skill.js";

/** Says that the conversation was forgotten; whoever runs the question has done it. */
export const forgetSkill = defineSkill({
  name: "forget",
  description: "Forgets what was asked before in this conversation.",
  input: z.object({}),
  audience: "everyone",
  load: async () => null,
  compute: () => null,
  render: () => ({
    headline: "Forgotten. Your next question starts afresh.",
    body: "I remember only what you last asked here, for half an hour, and nobody else's questions build on it.",
  }),
});
