import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../../../src/log.js";
import { openStore } from "../../../src/store/open-store.js";
import type { Store } from "../../../src/store/store.js";
import { OK, SlackRecorder, slow } from "../../stand-ins/slack-recorder.js";
import { makeCrew, probesFor } from "../company.js";
import { runKills } from "../kills.js";
import { bySize, type Scenario, type Size } from "../scenario.js";
import { PostgresService } from "../services.js";

const log = createLog("silent");

interface Field {
  readonly recorder: SlackRecorder;
  enqueue(count: number, from?: number): Promise<void>;
  /** Another worker on the same data. Gives its process once it looks for what is due. */
  worker(): Promise<Worker>;
  until(distinct: number, patienceMs: number): Promise<void>;
  words(due: number): { readonly clean: boolean; readonly words: string };
}

interface Worker {
  kill(signal: NodeJS.Signals): void;
  /** Exit code and milliseconds from now. */
  ended(): Promise<{ readonly code: number | null; readonly ms: number }>;
}

/** Workers as processes of their own, on a folder or on a server. */
async function withWorkers<T>(databaseUrl: string | undefined, use: (field: Field) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "pacer-workers-"));
  const recorder = await SlackRecorder.start();
  const running: ReturnType<typeof spawn>[] = [];
  const slug = `workers${Date.now()}`;
  // Opened for each use: on a folder, a worker has to have it.
  const withStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore({ dataDir, databaseUrl, log });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const crew = await withStore((store) => makeCrew(store, 20, slug));
  const enqueue: Field["enqueue"] = (count, from = 0) =>
    withStore(async (store) => {
      await store.forOrganisation(crew.organisation).enqueue(probesFor(crew, count, { from }));
    });
  try {
    return await use({
      recorder,
      enqueue,
      async worker() {
        const given = JSON.stringify({ dataDir, databaseUrl, apiUrl: recorder.apiUrl, perSecond: 200 });
        const file = path.join(import.meta.dirname, "..", "worker.ts");
        const child = spawn(process.execPath, ["--import", "tsx", file, given], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        running.push(child);
        await new Promise<void>((ready, failed) => {
          child.stdout?.once("data", () => ready());
          child.once("exit", (code) => failed(new Error(`a worker ended with ${code}`)));
        });
        return {
          kill: (signal) => void child.kill(signal),
          ended: async () => {
            const began = performance.now();
            const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
            return { code, ms: performance.now() - began };
          },
        };
      },
      async until(distinct, patienceMs) {
        const deadline = performance.now() + patienceMs;
        const stand = () => new Set(recorder.taken.map(({ deliveryId }) => deliveryId)).size;
        while (stand() < distinct && performance.now() < deadline) await sleep(50);
      },
      words(due) {
        const lost = due - new Set(recorder.taken.map(({ deliveryId }) => deliveryId)).size;
        return {
          clean: lost === 0 && recorder.duplicates === 0,
          words: `${recorder.duplicates} duplicates, ${lost} lost of ${due}`,
        };
      },
    });
  } finally {
    for (const child of running) child.kill("SIGKILL");
    await recorder.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function onServer<T>(use: (server: PostgresService) => Promise<T>): Promise<T> {
  const server = await PostgresService.make();
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

export const processScenarios: readonly Scenario[] = [
  {
    id: "F26",
    fault: "PostgreSQL is stopped hard in the middle, back after 2 s",
    pass: "0 processes end, 0 duplicates, 0 lost; the first message within 5 s of its return",
    needs: ["postgres"],
    run: (size: Size) =>
      onServer((server) =>
        withWorkers(server.url, async ({ enqueue, worker, until, words, recorder }) => {
          const due = bySize(size, 60, 300, 1_000);
          await enqueue(due);
          const process = await worker();
          let ended = false;
          void process.ended().then(() => {
            ended = true;
          });
          await until(10, 60_000);
          await server.stop();
          await sleep(2_000);
          const before = recorder.taken.length;
          await server.start();
          const began = performance.now();
          await until(before + 1, 60_000);
          const first = performance.now() - began;
          await until(due, 180_000);
          // What was in doubt is settled by now, one way or the other.
          await sleep(13_000);
          const verdict = words(due);
          return {
            ok: verdict.clean && !ended && first <= 5_000,
            measured: `${verdict.words}; ${ended ? "the process ended" : "the process lives"}; the first after ${(first / 1000).toFixed(1)} s`,
          };
        }),
      ),
  },
  {
    id: "F35",
    fault: "four workers start together, again and again",
    pass: "0 duplicates, 0 lost",
    needs: ["postgres"],
    run: (size: Size) =>
      onServer((server) =>
        withWorkers(server.url, async ({ enqueue, worker, until, words }) => {
          const boots = bySize(size, 1, 5, 25);
          const each = 40;
          let due = 0;
          for (let boot = 0; boot < boots; boot++) {
            await enqueue(each, due);
            due += each;
            const workers = await Promise.all([worker(), worker(), worker(), worker()]);
            await until(due, 60_000);
            for (const one of workers) one.kill("SIGKILL");
          }
          const verdict = words(due);
          return { ok: verdict.clean, measured: `${boots * 4} boots: ${verdict.words}` };
        }),
      ),
  },
  {
    id: "F36",
    fault: "SIGTERM during 200 sends, the rest by the next process",
    pass: "exit 0 within 15 s, 0 duplicates, 0 lost",
    notQuick: true,
    run: (size: Size) =>
      withWorkers(undefined, async ({ enqueue, worker, until, words, recorder }) => {
        const due = bySize(size, 40, 200, 200);
        recorder.fateOf = () => ({ ...OK, after: slow(100) });
        await enqueue(due);
        const first = await worker();
        await until(Math.floor(due / 4), 60_000);
        const ending = first.ended();
        first.kill("SIGTERM");
        const { code, ms } = await ending;
        await worker();
        await until(due, 120_000);
        const verdict = words(due);
        return {
          ok: verdict.clean && code === 0 && ms <= 15_000,
          measured: `exit ${code} after ${(ms / 1000).toFixed(1)} s; ${verdict.words}`,
        };
      }),
  },
  {
    id: "F43",
    fault: "an announcement to many, kill -9 near the middle, Send pressed again",
    pass: "each gets one: 0 duplicates, 0 lost",
    notQuick: true,
    run: (size: Size) =>
      withWorkers(undefined, async ({ enqueue, worker, until, words }) => {
        const due = bySize(size, 60, 1_000, 5_000);
        await enqueue(due);
        const first = await worker();
        await until(Math.floor(due * 0.46), 600_000);
        const ending = first.ended();
        first.kill("SIGKILL");
        await ending;
        await enqueue(due);
        await worker();
        await until(due, 900_000);
        await sleep(13_000);
        const verdict = words(due);
        return { ok: verdict.clean, measured: verdict.words };
      }),
  },
  {
    id: "F01-F03 on PostgreSQL",
    fault: "the same kills with the data on a PostgreSQL server",
    pass: "0 duplicates, 0 lost",
    needs: ["postgres"],
    notQuick: true,
    run: (size: Size) =>
      onServer(async (server) => {
        const report = await runKills({ kills: bySize(size, 2, 10, 100), seed: 2, databaseUrl: server.url });
        return {
          ok: report.duplicates === 0 && report.lost === 0,
          measured: `${report.kills} kills: ${report.duplicates} duplicates, ${report.lost} lost of ${report.due}; resumes in ${(report.resumeP95 / 1000).toFixed(1)} s (p95)`,
        };
      }),
  },
];
