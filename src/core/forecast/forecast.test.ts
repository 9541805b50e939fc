import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../test/property-runs.js";
import { dealColumns, type ForecastDeal } from "./deal-columns.js";
import { chanceToReach, fitForecast } from "./forecast.js";
import type { Moment } from "./moment.js";
import { dayNumber, periodsBack } from "./periods.js";

const START = dayNumber("2025-01-01");
const AS_OF = dayNumber("2026-02-14");

const deal = (
  key: string,
  rep: string,
  created: number,
  age: number | null,
  amount: number,
  won: boolean,
): ForecastDeal => ({
  key,
  rep,
  created,
  closed: age === null ? null : created + age,
  won: won && age !== null,
  amountWon: amount,
  amountOpen: amount,
  advanced: null,
});

const aDeal = fc.record({
  rep: fc.constantFrom("ann", "bob", "cy"),
  created: fc.integer({ min: START - 60, max: AS_OF + 40 }),
  age: fc.option(fc.integer({ min: 0, max: 120 }), { freq: 5 }),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  won: fc.boolean(),
});
const someDeals = fc
  .array(aDeal, { minLength: 1, maxLength: 80 })
  .map((all) => all.map(({ rep, created, age, amount, won }, i) => deal(`d${i}`, rep, created, age, amount, won)));

const momentOf = (deals: readonly ForecastDeal[], asOf = AS_OF): Moment => ({
  deals: dealColumns(deals, ["ann", "bob", "cy"]),
  historyStart: START,
  ...periodsBack("2025-01-01", "2026-01-01", 3),
  asOf,
  places: 4,
});

/** What is known at the end of `asOf`. */
const knownOn = (deals: readonly ForecastDeal[], asOf: number): ForecastDeal[] =>
  deals.flatMap((one) => {
    if (one.created > asOf) return [];
    return one.closed === null || one.closed > asOf ? [{ ...one, closed: null, won: false, amountWon: 0 }] : [one];
  });

const wonSince = (deals: readonly ForecastDeal[], rep: string): number =>
  deals.reduce(
    (sum, { rep: of, won, closed, amountWon }) =>
      of === rep && won && closed !== null && closed >= dayNumber("2026-01-01") && closed <= AS_OF
        ? sum + amountWon
        : sum,
    0,
  );

const law = (property: (deals: ForecastDeal[]) => void): void => fc.assert(fc.property(someDeals, property), runs(20));

test("the points are in order, nothing lands below what is won, and the parts sum to the mean", () => {
  law((deals) => {
    const { p10, p50, p90, mean, draws, closed, fromOpen, fromNew } = fitForecast(momentOf(deals), "s").forecastOf(
      "ann",
    );
    expect(closed).toBe(wonSince(deals, "ann"));
    expect(p10 <= p50 && p50 <= p90).toBe(true);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(closed);
    expect(closed + fromOpen + fromNew).toBeCloseTo(mean, 3);
    expect(fromOpen).toBeGreaterThanOrEqual(0);
  });
});

test("what comes after the as-of day changes nothing, and neither does the order of the deals", () => {
  law((deals) => {
    const known = fitForecast(momentOf(knownOn(deals, AS_OF)), "s").forecastOf("bob");
    const knownLater = fitForecast(momentOf(deals), "s").forecastOf("bob");
    const reversed = fitForecast(momentOf([...knownOn(deals, AS_OF)].reverse()), "s").forecastOf("bob");
    expect(knownLater).toEqual(known);
    expect(reversed).toEqual(known);
  });
});

test("the same seed gives the same forecast; another seed gives other draws of about the same range", () => {
  const deals = steady();
  const of = (seed: string) => fitForecast(momentOf(deals), seed).forecastOf("ann");
  expect(of("s")).toEqual(of("s"));
  expect(of("t").draws).not.toEqual(of("s").draws);
  expect(Math.abs(of("t").p50 / of("s").p50 - 1)).toBeLessThan(0.05);
});

test("the chance of quota rises with credit, falls with quota, and is certain only when it is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { minLength: 300, maxLength: 300 }),
      fc.nat(1200),
      fc.nat(500),
      (draws, quota, more) => {
        const forecast = { ...fitted, draws: Float64Array.from(draws), closed: 0, over: false };
        const richer = { ...forecast, draws: forecast.draws.map((total) => total + more), closed: more };
        const chance = chanceToReach(quota + 1, forecast);
        expect(chanceToReach(quota + 1, richer)).toBeGreaterThanOrEqual(chance);
        expect(chanceToReach(quota + 1 + more, forecast)).toBeLessThanOrEqual(chance);
        expect(chance).toBeGreaterThanOrEqual(0.02);
        expect(chance).toBeLessThanOrEqual(0.98);
      },
    ),
  );
  expect(chanceToReach(100, { ...fitted, closed: 100 })).toBe(1);
});

test("on the last day the total is what is won", () => {
  const deals = steady();
  const forecast = fitForecast(momentOf(deals, dayNumber("2026-03-31")), "s").forecastOf("ann");
  expect([forecast.p10, forecast.p90, forecast.mean]).toEqual([forecast.closed, forecast.closed, forecast.closed]);
  expect(chanceToReach(forecast.closed + 1, forecast)).toBe(0);
});

test("ten orders of 100 a month for a year lead to about 3,000 in the quarter, 1,600 of it won by mid-February", () => {
  const { p10, p50, p90, closed, confidence } = fitForecast(momentOf(steady()), "s").forecastOf("ann");
  expect(closed).toBe(1600);
  expect(p50).toBeGreaterThan(2850);
  expect(p50).toBeLessThan(3150);
  expect(p10).toBeLessThan(p50 - 100);
  expect(p90).toBeGreaterThan(p50 + 100);
  expect(confidence).toBe("usual");
});

test("somebody without a history gets the team's pace, scaled by the ramp, with low confidence", () => {
  const moment = momentOf(steady());
  const full = fitForecast(moment, "s").forecastOf("cy");
  const ramping = fitForecast({ ...moment, ramp: new Map([["cy", 0.25]]) }, "s").forecastOf("cy");
  expect(full.confidence).toBe("low");
  expect(full.p90).toBeGreaterThan(full.p10);
  expect(ramping.mean).toBeLessThan(full.mean);
});

test("a team's range is wider than if its people were independent, and its mean is their sum", () => {
  const forecaster = fitForecast(momentOf(steady()), "s");
  const [ann, bob, team] = [
    forecaster.forecastOf("ann"),
    forecaster.forecastOf("bob"),
    forecaster.forecastOfTeam(["bob", "ann"]),
  ];
  expect(team.mean).toBeCloseTo(ann.mean + bob.mean, 6);
  const width = ({ p10, p90 }: { p10: number; p90: number }) => p90 - p10;
  expect(width(team)).toBeGreaterThan(0.85 * Math.hypot(width(ann), width(bob)));
  expect(width(team)).toBeLessThanOrEqual(width(ann) + width(bob) + 1e-9);
});

const fitted = fitForecast(momentOf(steady()), "s").forecastOf("ann");

/** Ann wins 10 orders of 100 in every month, bob 5. One order every third day, the last three days of a month without. */
function steady(): ForecastDeal[] {
  const deals: ForecastDeal[] = [];
  for (let month = 0; month < 15; month++)
    for (let i = 0; i < 10; i++) {
      const year = 2025 + Math.floor(month / 12);
      const day =
        dayNumber(`${year}-${String((month % 12) + 1).padStart(2, "0")}-01`) + (i < 5 ? i * 3 : 13 + (i - 5) * 3);
      deals.push({ ...deal(`a${month}-${i}`, "ann", day, 0, 100, true), amountOpen: null });
      if (i % 2 === 0) deals.push({ ...deal(`b${month}-${i}`, "bob", day, 0, 100, true), amountOpen: null });
    }
  return deals;
}
