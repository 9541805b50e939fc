import { expect, test } from "vitest";
import { type Group, lift, type NudgeCounts, retiredOf, verdictOf } from "./effect.js";

const group = (judged: number, acted: number): Group => ({ decided: judged, judged, acted, helped: 0 });
const counts = (nudged: Group, heldBack: Group, said: Partial<NudgeCounts> = {}): NudgeCounts => ({
  rule: "streak",
  nudged,
  heldBack,
  delivered: nudged.decided,
  useful: 0,
  notUseful: 0,
  stopped: 0,
  ...said,
});

test.each([
  { nudged: group(79, 0), held: group(500, 400), verdict: { state: "measuring" }, why: "too few were nudged to say" },
  { nudged: group(500, 0), held: group(19, 19), verdict: { state: "measuring" }, why: "too few were held back to say" },
  {
    nudged: group(80, 40),
    held: group(20, 10),
    verdict: { state: "retired", why: "no_effect" },
    why: "no more often than without",
  },
  { nudged: group(80, 41), held: group(20, 10), verdict: { state: "measuring" }, why: "ahead, and it may be chance" },
  { nudged: group(80, 60), held: group(20, 5), verdict: { state: "helps" }, why: "far ahead" },
  {
    nudged: group(400, 204),
    held: group(100, 50),
    verdict: { state: "retired", why: "no_effect" },
    why: "400, and still no proof",
  },
  { nudged: group(400, 260), held: group(100, 50), verdict: { state: "helps" }, why: "400, and proof" },
])("$why", ({ nudged, held, verdict }) => {
  expect(verdictOf(counts(nudged, held))).toEqual(verdict);
});

test("what most people do not want is retired whatever it brings", () => {
  const good = [group(80, 70), group(20, 2)] as const;
  expect(verdictOf(counts(...good, { useful: 9, notUseful: 6, stopped: 5 })).state).toBe("retired");
  expect(verdictOf(counts(...good, { useful: 10, notUseful: 5, stopped: 5 })).state).toBe("helps");
  expect(verdictOf(counts(...good, { useful: 0, notUseful: 19, stopped: 0 })).state).toBe("helps");
  expect(retiredOf([counts(...good, { useful: 0, notUseful: 20, stopped: 0 })])).toEqual(new Set(["streak"]));
});

test("the bounds are Newcombe's: 56 of 70 against 48 of 80 at 90 %", () => {
  const { difference, low, high } = lift(group(70, 56), group(80, 48));
  expect(difference).toBeCloseTo(0.2, 10);
  expect(low).toBeGreaterThan(0.09);
  expect(low).toBeLessThan(0.12);
  expect(high).toBeLessThan(0.3);
});
