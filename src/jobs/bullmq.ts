import { createPostgresBackend, type Job, type PgPool, Queue, runMigrations, UnrecoverableError, Worker } from "bullmq";
import { Redis } from "ioredis";
import { trace } from "../failure.js";
import type { Logger } from "../log.js";
import { openQueueInProcess, openQueueOnServer, QUEUE_SCHEMA } from "../store/queue-database.js";
import type { JobContext } from "./define-job.js";
import type { JobQueue, QueueHome } from "./queue.js";
import { runJob, UnknownJob } from "./run-job.js";

const NAME = "pacer";
/** Longest that a queue may keep anybody waiting; beyond it the work is done without the queue. */
const PATIENCE_MS = 2_000;

/** Opens the queue and takes jobs from it. In process and on PostgreSQL it rejects where the database does not answer; Redis may come later. */
export async function openQueue(home: QueueHome, context: JobContext, log: Logger): Promise<JobQueue> {
  const process = async (job: Job) => {
    try {
      await runJob(job.name, job.data, context);
    } catch (error) {
      throw error instanceof UnknownJob ? new UnrecoverableError(error.message) : error;
    }
  };
  return home.kind === "redis" ? openOnRedis(home.url, process, log) : openOnDatabase(home, process, log);
}

const workerOptions = {
  /** Each job sends for one organisation, in lanes of its own. */
  concurrency: 4,
  // A worker that died is not waited for, since the sweeper makes new jobs; so a job may well be started again and again.
  maxStalledCount: 1_000,
  // Finished jobs are of no interest: what was done stands in the store.
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
};

/** An event of failure that nobody listens to would end the process. */
const watch = (source: { on(event: "error", listener: (error: Error) => void): unknown }, log: Logger): unknown =>
  source.on("error", (error) => log.warn({ event: "queue_error", ...trace(error) }, "the queue reports an error"));

const failed =
  (log: Logger) =>
  (job: { readonly name: string } | undefined, error: Error): void =>
    log.error({ event: "job_failed", job: job?.name, ...trace(error) }, "a job failed");

async function openOnDatabase(
  home: Exclude<QueueHome, { kind: "redis" }>,
  process: (job: Job) => Promise<void>,
  log: Logger,
): Promise<JobQueue> {
  const database = home.kind === "process" ? await openQueueInProcess() : await openQueueOnServer(home.url, log);
  const client = await database.pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
  const connection = database.pool as unknown as PgPool;
  const queue = new Queue(NAME, { connection }, createPostgresBackend);
  const worker = new Worker(NAME, process, { connection, ...workerOptions }, createPostgresBackend);
  watch(queue, log);
  watch(worker, log);
  worker.on("failed", failed(log));
  return {
    async add(name, payload) {
      await queue.add(name, payload);
    },
    warnings: async () => [],
    async close() {
      await worker.close();
      await queue.close();
      await database.close();
    },
  };
}

const redisOptions = {
  retryStrategy: (times: number) => Math.min(100 * times, 1_000),
  connectTimeout: PATIENCE_MS,
  keepAlive: 10_000,
};

async function openOnRedis(url: string, process: (job: Job) => Promise<void>, log: Logger): Promise<JobQueue> {
  // Who adds wants to know at once; who takes waits for as long as it lasts.
  const adding = new Redis(url, {
    ...redisOptions,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: PATIENCE_MS,
  });
  const taking = new Redis(url, { ...redisOptions, maxRetriesPerRequest: null });
  watch(adding, log);
  watch(taking, log);
  const queue = new Queue(NAME, { connection: adding, skipWaitingForReady: true });
  const worker = new Worker(NAME, process, { connection: taking, ...workerOptions });
  watch(queue, log);
  watch(worker, log);
  worker.on("failed", failed(log));
  return {
    async add(name, payload) {
      if (adding.status !== "ready") throw new Error("Redis is not reachable");
      await queue.add(name, payload);
    },
    async warnings() {
      if (adding.status !== "ready")
        return ["Redis does not answer: messages are sent without it, by this process alone."];
      const policy = /maxmemory_policy:(\S+)/.exec(await adding.info("memory"))?.[1];
      return policy === undefined || policy === "noeviction"
        ? []
        : [`Redis drops keys when it is full (maxmemory-policy ${policy}): set it to noeviction.`];
    },
    async close() {
      // Redis that is gone would keep the end waiting for good.
      if (adding.status === "ready") {
        await worker.close();
        await queue.close();
      } else await worker.close(true);
      adding.disconnect();
      taking.disconnect();
    },
  };
}
