import { expect, test } from "vitest";
import { averageQuantiles, quantile } from "./combine.js";
import { rescaled, rescaleFrom, standing } from "./conformal.js";
import { dealColumns, type ForecastDeal } from "./deal-columns.js";
import { winChances } from "./hazards.js";
import type { Moment } from "./moment.js";
import { dayNumber, periodsBack } from "./periods.js";
import { Chance } from "./random.js";
import { scoreForecasts } from "./score.js";
import { usualShare, winHistory } from "./wins.js";

const order = (day: string, rep = "ann", amount = 100): ForecastDeal => ({
  key: `${rep}${day}${amount}`,
  rep,
  created: dayNumber(day),
  closed: dayNumber(day),
  won: true,
  amountWon: amount,
  amountOpen: null,
  advanced: null,
});

const momentOf = (deals: readonly ForecastDeal[], asOf: string): Moment => ({
  deals: dealColumns(deals),
  historyStart: dayNumber("2025-01-01"),
  ...periodsBack("2025-01-01", "2025-10-01", 3),
  asOf: dayNumber(asOf),
  places: 4,
});

test("a quantile lies between its neighbours, and quantiles are averaged place by place", () => {
  expect(quantile(Float64Array.of(0, 10, 20), 0.25)).toBe(5);
  expect([...averageQuantiles(Float64Array.of(0, 4), Float64Array.of(8, 8), 0.25)]).toEqual([6, 7]);
});

test("an outcome stands in half-widths of its own side", () => {
  const range = { p10: 80, p50: 100, p90: 140 };
  expect(standing(range, 120)).toBe(0.5);
  expect(standing(range, 60)).toBe(-2);
  expect(standing({ p10: 5, p50: 5, p90: 5 }, 5)).toBe(0);
});

test("120 outcomes twice as far as the range has half the say: the range is half as wide again", () => {
  const by = rescaleFrom(Array.from({ length: 120 }, (_, i) => (i % 2 ? 2 : -2)));
  expect(by.low).toBeCloseTo(-1.5);
  expect(by.high).toBeCloseTo(1.5);
  expect([...rescaled(Float64Array.of(80, 100, 140), { p10: 80, p50: 100, p90: 140 }, { ...by, mid: 0 }, 75)]).toEqual([
    75, 100, 160,
  ]);
});

test("without outcomes a range stays as it is", () => {
  expect(rescaleFrom([])).toEqual({ low: -1, mid: 0, high: 1 });
});

test("the usual share: 30 of 60 wins by half-time, beside the calendar's half", () => {
  const deals = ["01", "04", "07"].flatMap((month) =>
    Array.from({ length: 20 }, (_, i) => order(`2025-${month}-${i < 15 ? "02" : "28"}`, "ann", i)),
  );
  // All 60 are in by half of their quarter; 40 wins of the calendar's 46 of 92 days stand beside them.
  expect(usualShare(momentOf(deals, "2025-11-15"))).toBeCloseTo((60 + 40 * 0.5) / 100);
});

test("wins are counted by period and a joiner is present from the first deal on", () => {
  const wins = winHistory(
    momentOf([order("2025-02-01"), order("2025-08-16", "bob"), order("2025-10-02"), order("2025-12-30")], "2025-10-31"),
  );
  expect(wins.counts.map((row) => [...row])).toEqual([
    [1, 0],
    [0, 0],
    [0, 1],
  ]);
  expect([...wins.soFar]).toEqual([1, 0]);
  expect(wins.presence[2]?.[1]).toBeCloseTo(46 / 92);
});

test("an old deal nobody closes is less likely to be won than a young one, and none without days left", () => {
  const start = dayNumber("2025-01-01");
  const deals: ForecastDeal[] = Array.from({ length: 400 }, (_, i) => {
    const created = start + (i % 250);
    const stale = i % 4 === 0;
    return {
      key: `${i}`,
      rep: "ann",
      created,
      closed: stale ? null : created + 20,
      won: !stale && i % 2 === 1,
      amountWon: 10,
      amountOpen: 10,
      advanced: null,
    };
  });
  const chances = winChances(momentOf(deals, "2025-10-31"));
  const asOf = dayNumber("2025-10-31");
  expect(chances.ofOpen(asOf - 5, 1e9)).toBeGreaterThan(0.3);
  expect(chances.ofOpen(asOf - 200, 1e9)).toBeLessThan(0.05);
  expect(winChances(momentOf(deals, "2025-12-31")).ofOpen(asOf, 1e9)).toBe(0);
});

test("chance: means of the distributions, and sources of their own by words", () => {
  const chance = new Chance("a", 1);
  const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b, 0) / 20_000;
  expect(mean(() => chance.next())).toBeCloseTo(0.5, 1);
  expect(mean(() => chance.gamma(3, 2))).toBeCloseTo(1.5, 1);
  expect(mean(() => chance.gamma(0.5, 1))).toBeCloseTo(0.5, 1);
  expect(mean(() => chance.poisson(4))).toBeCloseTo(4, 0);
  expect(mean(() => chance.poisson(80)) / 80).toBeCloseTo(1, 1);
  expect(new Chance("a", 1).next()).toBe(new Chance("a", 1).next());
  expect(new Chance("a", 1).next()).not.toBe(new Chance("a", 2).next());
});

test("scores by hand", () => {
  const score = scoreForecasts([
    { p10: 80, p50: 100, p90: 130, pHit: 0.6, actual: 120, quota: 110, closed: 40, elapsed: 0.5 },
    { p10: 50, p50: 60, p90: 70, pHit: 0.1, actual: 80, quota: 100, closed: 50, elapsed: 0.5 },
  ]);
  // Case 1: .1*40, .5*20, .1*10 -> 15; case 2: .1*30, .5*20, .9*10 -> 22; a third of each.
  expect(score.pinball).toBeCloseTo((15 + 22) / 6);
  expect(score.wape).toBeCloseTo(40 / 200);
  expect(score.brier).toBeCloseTo((0.4 ** 2 + 0.1 ** 2) / 2);
  expect(score.coverage80).toBe(0.5);
  // Pace says 80 and 100: off by 40 and 20, and wrong about quota both times.
  expect(score.againstPace.wape).toBeCloseTo(40 / 60);
  expect(score.againstPace.brier).toBeCloseTo(0.085);
  expect(() => scoreForecasts([])).toThrow(RangeError);
});
