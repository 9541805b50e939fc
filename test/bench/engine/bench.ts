import { fork } from "node:child_process";
import { once } from "node:events";
import { EXPECTED } from "./checksum.js";
import type { Measured } from "./child.js";
import type { EngineKey } from "./engines.js";
import { benchStatement } from "./one-statement.js";

type Print = (line: string) => void;

interface Task {
  readonly engine: EngineKey;
  readonly deals: number;
  readonly rounds: number;
  /** At least this many times slower than Pacer; at most 1 / that for a faster one. Null = shown, not promised. */
  readonly promised: number | null;
}

const DEALS_PER_REP = 100;
/** An engine that takes longer is left out, with a line that says so. */
const LIMIT_MS = 180_000;
const MEMORY_LIMIT = 2 ** 30;

const tasksFor = (quick: boolean, server: boolean): Task[] => {
  const full = quick ? 100_000 : 1_000_000;
  const task = (engine: EngineKey, deals: number, rounds: number, promised: number | null = null): Task => ({
    engine,
    deals,
    rounds,
    promised,
  });
  return [
    task("pacer", 1_000, 9),
    task("pacer", 10_000, 9),
    task("pacer", 100_000, 9),
    ...(quick ? [] : [task("pacer", full, 7)]),
    task("duckdbDecimal", full, 3, 1),
    task("duckdbInteger", full, 3),
    task("decimalJs", full, 2, 7),
    ...(server ? [task("postgresInteger", full, 1), task("postgresNumeric", full, 1)] : []),
    task("pgliteInteger", 100_000, 2),
    task("hyperFormula", 1_000, 1),
    ...(quick ? [] : [task("hyperFormula", 10_000, 1, 100)]),
  ];
};

/** The engine in a process of its own, so that its memory is its own; null when it takes too long. */
async function measured({ engine, deals, rounds }: Task, server: string | undefined): Promise<Measured | null> {
  const reps = deals / DEALS_PER_REP;
  const child = fork(
    new URL("./child.ts", import.meta.url),
    [engine, `${reps}`, `${deals}`, `${rounds}`, server ?? ""],
    {
      execArgv: [...process.execArgv, "--max-old-space-size=6000"],
    },
  );
  let result: Measured | null = null;
  child.on("message", (message) => {
    result = message as Measured;
  });
  const timer = setTimeout(() => child.kill(), LIMIT_MS);
  const [code] = (await once(child, "exit")) as [number | null];
  clearTimeout(timer);
  if (code !== 0 && code !== null) throw new Error(`${engine} at ${deals} deals ended with exit code ${code}`);
  return result;
}

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
const count = (value: number): string => value.toLocaleString("en");
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/**
 * The workload of a company's quarter under one plan, every line and every statement, on Pacer and on what else it could be done
 * with: the same figures by checksum, time as a ratio to Pacer's at the same size. False when a checksum is wrong.
 */
export async function benchEngine(
  print: Print,
  { server, quick }: { server: string | undefined; quick: boolean },
): Promise<boolean> {
  let correct = true;
  const own = new Map<number, Measured>();
  for (const task of tasksFor(quick, server !== undefined)) {
    const size = `${count(task.deals)} deals`;
    const result = await measured(task, server);
    if (!result) {
      print(`  ${task.engine} at ${size}: not finished in ${LIMIT_MS / 1000} s`);
      continue;
    }
    const first = own.get(task.deals);
    // Other work on the machine comes and goes: each is compared with a Pacer run right after it.
    const beside = task.engine === "pacer" ? null : await measured({ ...task, engine: "pacer", rounds: 7 }, server);
    const expected = EXPECTED[task.deals] ?? first?.checksums ?? result.checksums;
    const equal = expected.lines === result.checksums.lines && expected.statements === result.checksums.statements;
    if (!equal) correct = false;
    if (task.engine === "pacer") own.set(task.deals, result);
    const time = median(result.times);
    const lines = Number(result.checksums.lines.split(":")[0]);
    const speed =
      task.engine === "pacer"
        ? `${count(Math.round((lines / time) * 1000))} lines/s`
        : ratio(time / median(beside?.times ?? []), task.promised);
    print(
      `  ${result.name.padEnd(31)} ${size.padStart(15)} ${`${time.toFixed(1)} ms`.padStart(12)} ${megabytes(result.peak).padStart(8)}  ${equal ? "checksum equal" : "CHECKSUM WRONG"}  ${speed}`,
    );
    if (!equal) print(`    expected ${JSON.stringify(expected)}\n    came to  ${JSON.stringify(result.checksums)}`);
  }
  printOwn(print, own);
  if (server === undefined) print("  PostgreSQL: left out; set BENCH_DATABASE_URL to a server");
  benchStatement(print);
  return correct;
}

const ratio = (times: number, promised: number | null): string =>
  `${times.toFixed(1)} x Pacer's time${promised === null ? "" : ` (at least ${promised} x: ${times >= promised ? "kept" : "MISSED"})`}`;

/** What Pacer promises of itself: memory, and time that grows with the number of deals. */
function printOwn(print: Print, own: ReadonlyMap<number, Measured>): void {
  const sizes = [...own.keys()];
  const [largest = 0] = sizes.slice(-1);
  const most = own.get(largest);
  const small = own.get(10_000);
  if (!most || !small) return;
  print(
    `  memory of the largest: ${megabytes(most.peak)} (at most 1024 MB: ${most.peak <= MEMORY_LIMIT ? "kept" : "MISSED"}); first call ${most.times[0]?.toFixed(1)} ms`,
  );
  const growth = median(most.times) / median(small.times) / (largest / 10_000);
  print(`  time for each deal at ${count(largest)} deals: ${growth.toFixed(2)} x that at 10,000 (1 = linear)`);
}
