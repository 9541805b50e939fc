import type { z } from "zod";

/** What jobs work with. */
export interface JobContext {
  /** Sends what an organisation has due. */
  deliverDue(orgId: string): Promise<void>;
  /** Puts in the outbox what the calendar says is due. */
  runSchedules(): Promise<void>;
  /** Decides the day's nudges of every organisation whose day has begun. */
  runNudges(): Promise<void>;
}

/**
 * Something that runs later or on a clock. Its payload holds ids and nothing else, because a queue keeps it in the clear, and is parsed
 * again when it runs, because it may have been written by an earlier version. Running twice, or not at all, must do no harm: what is due
 * stands in the store.
 */
export interface Job<Payload extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly payload: Payload;
  run(payload: z.infer<Payload>, context: JobContext): Promise<void>;
}

export const defineJob = <Payload extends z.ZodObject>(job: Job<Payload>): Job<Payload> => job;

// biome-ignore lint/suspicious/noExplicitAny: a registry of jobs with different payloads; they are parsed before they run.
export type AnyJob = Job<any>;
