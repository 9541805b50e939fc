import { setTimeout as sleep } from "node:timers/promises";
import type { QueueHome } from "../../../src/jobs/queue.js";
import { createLog } from "../../../src/log.js";
import { SlackRecorder } from "../../stand-ins/slack-recorder.js";
import { openTestStore } from "../../store/test-store.js";
import { makeCrew, probesFor } from "../company.js";
import { bySize, type Scenario, type Size } from "../scenario.js";
import { startSender } from "../sender.js";
import { RedisService } from "../services.js";

interface Bench {
  readonly redis: RedisService;
  readonly recorder: SlackRecorder;
  readonly jobs: ReturnType<typeof startSender>;
  enqueue(count: number): Promise<void>;
  /** Milliseconds until so many messages stand. */
  until(count: number, patienceMs: number): Promise<number>;
}

/** A sender whose queue is a Redis of its own. */
async function withRedis<T>(
  use: (bench: Bench) => Promise<T>,
  start: (redis: RedisService) => Promise<void>,
): Promise<T> {
  const redis = await RedisService.make();
  const [test, recorder] = [await openTestStore(), await SlackRecorder.start()];
  await start(redis);
  const home: QueueHome = { kind: "redis", url: redis.url };
  const jobs = startSender({ store: test.store, apiUrl: recorder.apiUrl, log: createLog("silent"), home });
  try {
    const crew = await makeCrew(test.store, 20);
    let sent = 0;
    return await use({
      redis,
      recorder,
      jobs,
      async enqueue(count) {
        await crew.org.enqueue(probesFor(crew, count, { from: sent }));
        sent += count;
      },
      async until(count, patienceMs) {
        const began = performance.now();
        while (recorder.taken.length < count && performance.now() - began < patienceMs) await sleep(20);
        return performance.now() - began;
      },
    });
  } finally {
    redis.signal("SIGCONT");
    await jobs.stop();
    redis.close();
    await recorder.close();
    await test.close();
  }
}

const words = (recorder: SlackRecorder, due: number): { clean: boolean; words: string } => {
  const lost = due - new Set(recorder.taken.map(({ deliveryId }) => deliveryId)).size;
  return {
    clean: lost === 0 && recorder.duplicates === 0,
    words: `${recorder.duplicates} duplicates, ${lost} lost of ${due}`,
  };
};

/** What is due goes on being sent while the queue is away, and after it is back. */
const away = (id: string, fault: string, trouble: (redis: RedisService) => Promise<void>): Scenario => ({
  id,
  fault,
  pass: "0 duplicates, 0 lost; the first message within 5 s",
  needs: ["redis"],
  run: (size: Size) =>
    withRedis(
      async ({ redis, recorder, enqueue, until }) => {
        const due = bySize(size, 50, 1_000, 2_000);
        await enqueue(due / 2);
        await until(due / 10, 30_000);
        await trouble(redis);
        const before = recorder.taken.length;
        await enqueue(due / 2);
        const first = await until(before + 1, 30_000);
        await until(due, 120_000);
        const verdict = words(recorder, due);
        return {
          ok: verdict.clean && first <= 5_000,
          measured: `${verdict.words}; the first after ${(first / 1000).toFixed(1)} s`,
        };
      },
      (redis) => redis.start(),
    ),
});

export const queueScenarios: readonly Scenario[] = [
  away("F21", "kill -9 of Redis, back after 2 s", async (redis) => {
    redis.signal("SIGKILL");
    await sleep(2_000);
    await redis.start();
  }),
  away("F22", "Redis loses everything (kill -9 without persistence, then FLUSHALL)", async (redis) => {
    redis.signal("SIGKILL");
    await sleep(200);
    await redis.start();
    await redis.command("flushall");
  }),
  {
    id: "F23",
    fault: "Redis is not there at the start",
    pass: "messages go out all the same; health says degraded",
    needs: ["redis"],
    run: () =>
      withRedis(
        async ({ recorder, jobs, enqueue, until }) => {
          await enqueue(20);
          const ms = await until(20, 30_000);
          const { ok, warnings } = jobs.health();
          const verdict = words(recorder, 20);
          return {
            ok: verdict.clean && !ok && warnings.length > 0,
            measured: `${verdict.words} in ${(ms / 1000).toFixed(1)} s; health: ${ok ? "ok" : "degraded"}`,
          };
        },
        async () => undefined,
      ),
  },
  {
    id: "F24",
    fault: "Redis hangs (SIGSTOP)",
    pass: "messages go on within 10 s; 0 duplicates, 0 lost",
    needs: ["redis"],
    run: () =>
      withRedis(
        async ({ redis, recorder, enqueue, until }) => {
          await enqueue(10);
          await until(10, 30_000);
          redis.signal("SIGSTOP");
          await enqueue(10);
          const ms = await until(20, 30_000);
          redis.signal("SIGCONT");
          await enqueue(10);
          await until(30, 30_000);
          const verdict = words(recorder, 30);
          return {
            ok: verdict.clean && ms <= 10_000,
            measured: `${verdict.words}; on after ${(ms / 1000).toFixed(1)} s`,
          };
        },
        (redis) => redis.start(),
      ),
  },
  {
    id: "F25",
    fault: "Redis may drop keys (maxmemory-policy allkeys-lru)",
    pass: "health says so",
    needs: ["redis"],
    run: () =>
      withRedis(
        async ({ jobs }) => {
          const said = () => jobs.health().warnings.some((warning) => warning.includes("allkeys-lru"));
          for (let i = 0; i < 100 && !said(); i++) await sleep(200);
          return { ok: said(), measured: jobs.health().warnings.join(" ") || "nothing said" };
        },
        (redis) => redis.start("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"),
      ),
  },
];
