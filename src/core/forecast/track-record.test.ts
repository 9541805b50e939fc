import { expect, test } from "vitest";
import { type BackCase, backtest } from "./backtest.js";
import { dealColumns, type ForecastDeal } from "./deal-columns.js";
import type { Moment } from "./moment.js";
import { dayNumber, periodsBack } from "./periods.js";
import { type CalledTotal, trackRecord } from "./track-record.js";

const START = dayNumber("2025-10-01");
const aCase = (more: Partial<BackCase> = {}): BackCase => ({
  rep: "ann",
  period: 2,
  start: START,
  asOf: START + 45,
  confidence: "usual",
  p10: 80,
  p50: 100,
  p90: 130,
  pHit: 0.3,
  quota: 110,
  closed: 50,
  elapsed: 0.5,
  actual: 120,
  ...more,
});
const call = (more: Partial<CalledTotal> = {}): CalledTotal => ({
  rep: "ann",
  start: START,
  kind: "commit",
  calledOn: START + 10,
  amount: 150,
  ...more,
});

test("chances are put beside how often they came; what was certain is left out", () => {
  const record = trackRecord(
    [aCase(), aCase({ actual: 90 }), aCase({ pHit: 0.9 }), aCase({ pHit: 1 }), aCase({ pHit: null })],
    [],
  );
  expect(record?.reliability).toEqual([
    { from: 0.2, before: 0.4, cases: 2, meanChance: 0.3, came: 0.5 },
    { from: 0.8, before: 1, cases: 1, meanChance: 0.9, came: 1 },
  ]);
  expect(record?.withQuota?.cases).toBe(4);
  expect(record?.all.cases).toBe(5);
});

test("by period and by share of it, oldest and earliest first", () => {
  const record = trackRecord([aCase({ start: START + 92, elapsed: 0.253 }), aCase()], []);
  expect(record?.byPeriod.map(({ start }) => start)).toEqual([START, START + 92]);
  expect(record?.byShare.map(({ share }) => share)).toEqual([0.25, 0.5]);
});

test("a call is the newest known by then, of that person and period, and stands beside forecast and pace", () => {
  const calls = [
    call({ amount: 200 }),
    call({ calledOn: START + 40 }),
    call({ calledOn: START + 60, amount: 120 }),
    call({ rep: "bob", amount: 1 }),
    call({ start: START - 92, amount: 2 }),
  ];
  expect(trackRecord([aCase(), aCase({ rep: "cy" })], calls)?.calls).toEqual([
    { kind: "commit", cases: 1, reached: 0, error: 0.25, bias: 0.25, forecastError: 20 / 120, paceError: 20 / 120 },
  ]);
});

test("nothing to look back on is no record", () => {
  expect(trackRecord([], [])).toBeNull();
});

const order = (day: number, i: number): ForecastDeal => ({
  key: `${i}`,
  rep: "ann",
  created: day,
  closed: day,
  won: true,
  amountWon: 100,
  amountOpen: null,
  advanced: null,
});
const momentOf = (deals: readonly ForecastDeal[]): Moment => ({
  deals: dealColumns(deals),
  historyStart: dayNumber("2025-01-01"),
  ...periodsBack("2025-01-01", "2026-04-01", 3),
  asOf: dayNumber("2026-05-01"),
  places: 4,
});

test("past forecasts are made from what was known then, and compared with what came", () => {
  const weekly = Array.from({ length: 70 }, (_, i) => order(dayNumber("2025-01-03") + 7 * i, i));
  const moment = momentOf(weekly);
  const cases = backtest(moment, "s", 2, (_rep, start, asOf) => (asOf >= start ? 1200 : null));
  expect(cases.map(({ period, elapsed }) => `${period} ${elapsed.toFixed(2)}`)).toEqual([
    "3 0.25",
    "3 0.50",
    "3 0.75",
    "4 0.26",
    "4 0.50",
    "4 0.76",
  ]);
  expect(cases.every(({ actual }) => actual === 1300)).toBe(true);
  expect(cases.every(({ p10, p90 }) => p10 <= 1300 && p90 >= 1300)).toBe(true);
  // A flood of orders after a moment leaves the forecast made at it as it was.
  const flood = Array.from({ length: 50 }, (_, i) => order(dayNumber("2026-04-02"), 1000 + i));
  const again = backtest(momentOf([...weekly, ...flood]), "s", 2, () => null);
  expect(again.map(({ p50 }) => p50)).toEqual(cases.map(({ p50 }) => p50));
});
