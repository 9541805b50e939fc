import { configureGlobal } from "fast-check";

const asked = process.env.PROPERTY_RUNS;

/** Random cases that a law is tried on: `usual` while one works, as many as PROPERTY_RUNS says (1,000 in CI) where it counts. */
export const runs = (usual: number): { numRuns: number } => ({ numRuns: asked ? Number(asked) : usual });

configureGlobal(runs(100));
