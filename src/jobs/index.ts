import type { AnyJob } from "./define-job.js";
import { deliverDue } from "./deliver-due.js";
import { runNudges } from "./run-nudges.js";
import { runSchedules } from "./run-schedules.js";

/** Every job by name, one file each. */
export const jobs: ReadonlyMap<string, AnyJob> = new Map(
  ([deliverDue, runSchedules, runNudges] as readonly AnyJob[]).map((job) => [job.name, job]),
);
