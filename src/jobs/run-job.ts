import type { JobContext } from "./define-job.js";
import { jobs } from "./index.js";

/** A payload that no job takes. Trying again would not help. */
export class UnknownJob extends Error {
  override readonly name = "UnknownJob";
}

/** Runs a job by name. Throws UnknownJob for what an other version put there and this one does not know. */
export async function runJob(name: string, payload: unknown, context: JobContext): Promise<void> {
  const job = jobs.get(name);
  const parsed = job?.payload.safeParse(payload);
  if (!job || !parsed?.success) throw new UnknownJob(`no job takes this: ${name}`);
  await job.run(parsed.data, context);
}
