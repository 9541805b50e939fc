import { z } from "zod";
import { defineJob } from "./define-job.js";

/** Decides the day's nudges, of every organisation whose day has begun and is not done yet. */
export const runNudges = defineJob({
  name: "run_nudges",
  payload: z.object({}),
  run: (_payload, context) => context.runNudges(),
});
