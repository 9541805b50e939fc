import fc from "fast-check";
import { expect, test } from "vitest";
import type { Forecast } from "../forecast/forecast.js";
import { chanceToReach } from "../forecast/forecast.js";
import { explain } from "./causes.js";
import type { Drivers } from "./drivers.js";
import { rampShare, riskLevel } from "./level.js";
import { shapley } from "./shapley.js";

const usual: Drivers = { pipeline: 0.8, creation: 1, winRate: 0.25, slip: 0.2, size: 30_000 };
const forecast = (open: number, created: number): Forecast => ({
  p10: 20,
  p50: 60,
  p90: 100,
  mean: 20 + open + created,
  draws: Float64Array.from({ length: 200 }, (_, i) => 20 + ((open + created) * (i + 0.5)) / 100),
  closed: 20,
  fromOpen: open,
  fromNew: created,
  confidence: "usual",
  over: false,
});

test("shares sum to the whole and do not depend on the order", () => {
  const value = (taking: ReadonlySet<string>) => (taking.has("a") && taking.has("b") ? 10 : taking.has("a") ? 2 : 0);
  expect(shapley(["a", "b", "c"], value)).toEqual(
    new Map([
      ["a", 6],
      ["b", 4],
      ["c", 0],
    ]),
  );
  expect(shapley(["c", "b", "a"], value)).toEqual(
    new Map([
      ["c", 0],
      ["b", 4],
      ["a", 6],
    ]),
  );
});

test("causes sum to what is lost, and none of them raises the chance above what it would be with all", () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, share, share, fc.integer({ min: 21, max: 200 }), (p, c, w, s, z, goal) => {
      const own = { pipeline: p, creation: c, winRate: w, slip: s, size: z * 60_000 };
      const found = explain(forecast(30, 40), goal, own, usual, 0.5);
      const sum = found.causes.reduce((all, { effect }) => all + effect, 0);
      expect(sum).toBeCloseTo(found.withAll - found.chance, 9);
      for (const { effect, chanceWithout } of found.causes) {
        expect(effect).toBeGreaterThanOrEqual(-1e-9);
        expect(chanceWithout).toBeGreaterThanOrEqual(found.chance - 1e-9);
        expect(chanceWithout).toBeLessThanOrEqual(found.withAll + 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

test("somebody who is as usual in everything has no cause, and the chance is the forecast's own", () => {
  const plain = forecast(30, 40);
  expect(explain(plain, 90, usual, usual, 1)).toEqual({
    chance: chanceToReach(90, plain),
    withAll: chanceToReach(90, plain),
    causes: [],
  });
});

test("the cause that is far from usual is named first", () => {
  const own = { ...usual, creation: 0.4, winRate: 0.24 };
  const found = explain(forecast(30, 40), 90, own, usual, 1);
  expect(found.causes.map(({ cause }) => cause)).toEqual(["creation", "conversion"]);
  expect(found.causes[0]).toMatchObject({ own: 0.4, usual: 1 });
});

test("levels and ramp", () => {
  expect([riskLevel(0.39, null), riskLevel(0.6, 0.8), riskLevel(0.6, 0.7), riskLevel(0.7, null)]).toEqual([
    "behind",
    "behind",
    "watch",
    "on_track",
  ]);
  expect([rampShare(null), rampShare(0.5), rampShare(2.9), rampShare(4)]).toEqual([1, 0.25, 0.5, 1]);
});
