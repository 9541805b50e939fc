import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type ForecastLine, type ForecastTask, forecastsAt } from "./forecast-run.js";

/** Below so many deals in all, starting threads costs more than it saves. */
const WORTH_THREADS = 20_000;
/** A thread starts without TypeScript, whatever its process was started with, so it takes that in before the worker's own file. */
const START = `import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))})
  .then(({ tsImport }) => tsImport(${JSON.stringify(new URL("./forecast-worker.ts", import.meta.url).href)}, ${JSON.stringify(import.meta.url)}))`;

const worthThreads = (tasks: readonly ForecastTask[]): boolean =>
  tasks.reduce((sum, { deals }) => sum + deals.length, 0) >= WORTH_THREADS;

/**
 * The forecasts of every task, in order, worked out in as many threads as there are processors, one where that is quicker (or `threads`). A moment is forecast
 * in one piece, so the figures are the same in any number of threads. What a thread throws is thrown here.
 */
export async function forecastInThreads(
  tasks: readonly ForecastTask[],
  threads = worthThreads(tasks) ? availableParallelism() : 1,
): Promise<ForecastLine[][]> {
  const count = Math.min(threads, tasks.length);
  if (count <= 1) return tasks.map(({ origin, deals: known }) => forecastsAt(origin, known));
  const results: ForecastLine[][] = [];
  let next = 0;
  const run = (worker: Worker): Promise<void> =>
    new Promise((done, failed) => {
      let current = -1;
      const take = () => {
        current = next++;
        const task = tasks[current];
        if (task) worker.postMessage(task);
        else done();
      };
      worker.on("message", (lines: ForecastLine[]) => {
        results[current] = lines;
        take();
      });
      worker.on("error", failed);
      take();
    });
  const workers = Array.from({ length: count }, () => new Worker(START, { eval: true, execArgv: [] }));
  try {
    await Promise.all(workers.map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}
