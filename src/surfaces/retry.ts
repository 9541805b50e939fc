import { setTimeout as sleep } from "node:timers/promises";

/** The longest that a person waits for one platform call with its repetitions. */
const PATIENCE_MS = 30_000;
const ATTEMPTS = 4;

/**
 * Makes a call again as long as `waitFor` allows: it names the milliseconds to wait after an error, or null for "do not
 * repeat". Bounded in attempts and in time; the last error is thrown. A little is added to each wait, so that those who
 * were turned away together do not come back together.
 */
export async function retrying<T>(call: () => Promise<T>, waitFor: (error: unknown, attempt: number) => number | null) {
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const wait = attempt < ATTEMPTS ? waitFor(error, attempt) : null;
      if (wait === null || waited + wait > PATIENCE_MS) throw error;
      const withJitter = wait + Math.random() * 200;
      waited += withJitter;
      await sleep(withJitter);
    }
  }
}

/** 250 ms, 500 ms, 1 s ... for failures that name no time of their own. */
export const backoffMs = (attempt: number): number => 250 * 2 ** (attempt - 1);
