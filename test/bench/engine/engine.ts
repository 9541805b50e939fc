import type { Outcome } from "./checksum.js";
import type { Workload } from "./workload.js";

/** What is measured: from input in the engine's own form to every line and statement in its own form. */
export interface Loaded {
  run(): void | Promise<void>;
  /** Of the last run. */
  outcome(): Outcome | Promise<Outcome>;
  close(): void | Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** `server` is the address of a PostgreSQL server, for engines that need one. */
  load(workload: Workload, server: string | undefined): Loaded | Promise<Loaded>;
}
