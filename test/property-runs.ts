import { configureGlobal } from "fast-check";

/** Random cases that each law is tried on: few while one works, PROPERTY_RUNS=1000 where it counts. */
configureGlobal({ numRuns: Number(process.env.PROPERTY_RUNS ?? 100) });
