import { afterAll, describe, expect, test } from "vitest";
import { closeArena } from "./arena.js";
import { scenarios } from "./scenarios/index.js";

afterAll(closeArena);

// Each in its own corner and mostly waiting, so all at once.
describe.concurrent("faults, a few of each", () => {
  for (const { id, fault, pass, run, needs = [], notQuick } of scenarios) {
    if (notQuick || needs.length > 0) continue;
    test(`${id}: ${fault} -> ${pass}`, async () => {
      const { ok, measured } = await run("quick");
      expect(ok, measured).toBe(true);
    });
  }
});
