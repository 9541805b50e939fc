import { z } from "zod";
import { defineJob } from "./define-job.js";

/** Puts in the outbox what the calendar says is due. */
export const runSchedules = defineJob({
  name: "run_schedules",
  payload: z.object({}),
  run: (_payload, context) => context.runSchedules(),
});
