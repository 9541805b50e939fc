import { type Checksums, checksumsOf } from "./checksum.js";
import { type EngineKey, engines } from "./engines.js";
import { workloadOf } from "./workload.js";

/** What a process that runs one engine alone reports. */
export interface Measured {
  readonly name: string;
  readonly times: readonly number[];
  /** The most memory the process ever held, input and results included, in bytes. */
  readonly peak: number;
  readonly checksums: Checksums;
}

const [key, reps, deals, rounds, server] = process.argv.slice(2);
const engine = await engines[key as EngineKey]();
const loaded = await engine.load(workloadOf(Number(reps), Number(deals)), server);
const times: number[] = [];
for (let i = 0; i < Number(rounds); i++) {
  const start = performance.now();
  await loaded.run();
  times.push(performance.now() - start);
}
const peak = process.resourceUsage().maxRSS * 1024;
const checksums = await checksumsOf(await loaded.outcome());
await loaded.close();
process.send?.({ name: engine.name, times, peak, checksums } satisfies Measured);
process.disconnect?.();
