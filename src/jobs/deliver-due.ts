import { z } from "zod";
import { defineJob } from "./define-job.js";

/** Sends what one organisation has due. Any number of workers may do so at once: each message is in one hand. */
export const deliverDue = defineJob({
  name: "deliver_due",
  payload: z.object({ orgId: z.uuid() }),
  run: ({ orgId }, context) => context.deliverDue(orgId),
});
