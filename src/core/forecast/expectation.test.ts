import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, usd } from "../../../test/facts.js";
import { runs } from "../../../test/property-runs.js";
import { minus, money } from "../money.js";
import { payoutWith } from "../outlook.js";
import { chanceOfGoal, expectation, rough } from "./expectation.js";
import type { Forecast } from "./forecast.js";

const q1 = period("2026-Q1");
const plan = planOf(`
commission:
  type: rate_table
  measure: bookings
  axis: attainment
  retroactive: false
  edge: upper
  tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 10% }, { from: 150%, rate: 12%, label: Club }]`);
const facts = factsOf({ asOf: "2026-02-14", credits: [credit("A", 40000, "2026-01-20")] });

/** Equally likely landings, in major units. */
function landings(...totals: readonly number[]): Forecast {
  const draws = Float64Array.from({ length: 300 }, (_, i) => (totals[i % totals.length] ?? 0) * 100);
  const ascending = [...totals].sort((a, b) => a - b).map((total) => total * 100);
  const mean = ascending.reduce((a, b) => a + b, 0) / ascending.length;
  return {
    p10: ascending[0] ?? 0,
    p50: ascending[Math.floor(ascending.length / 2)] ?? 0,
    p90: ascending.at(-1) ?? 0,
    mean,
    draws,
    closed: 4_000_000,
    fromOpen: (mean - 4_000_000) / 4,
    fromNew: ((mean - 4_000_000) * 3) / 4,
    confidence: "usual",
    over: false,
  };
}

test("credit so far is exact, estimates have three digits, and parts sum to the mean", () => {
  const { landing, parts, outlook } = expectation(plan, facts, q1, landings(81_234, 98_765, 123_456));
  expect(outlook.credited).toEqual(usd(40000));
  expect(landing.p50).toEqual(usd(98800));
  expect(landing.p90).toEqual(usd(123000));
  expect(parts.closed).toEqual(usd(40000));
  expect(landing.mean.minor).toBe(parts.closed.minor + parts.open.minor + parts.created.minor);
});

test("every tier ahead has its chance, none likelier than one before it", () => {
  const { tiers, quota } = expectation(plan, facts, q1, landings(60_000, 90_000, 110_000, 120_000, 180_000));
  expect(tiers.map(({ at }) => at)).toEqual([usd(100000), usd(150000)]);
  const [first, second] = tiers.map(({ chance }) => Number(chance.n) / Number(chance.d));
  expect(first).toBeGreaterThan(second as number);
  expect(quota?.chance).toEqual(tiers[0]?.chance);
});

test("pay is the plan applied to each landing, not to the middle one", () => {
  // One in two lands at 80,000 (4,000), one at 140,000 (5,000 + 10 % of 40,000 = 9,000).
  const { pay } = expectation(plan, facts, q1, landings(80_000, 140_000));
  expect(pay.p10).toEqual(usd(4000));
  expect(pay.p90).toEqual(usd(9000));
  expect(Math.abs(pay.mean.minor / 650_000 - 1)).toBeLessThan(0.03);
});

test("a goal of pay is as likely as the credit that pays it", () => {
  const forecast = landings(80_000, 110_000, 140_000, 160_000);
  const paid = payoutWith(plan, facts, q1, "bookings", minus(usd(120000), usd(40000)));
  const ofPay = chanceOfGoal(plan, facts, q1, { kind: "payout", amount: paid }, forecast);
  const ofCredit = chanceOfGoal(plan, facts, q1, { kind: "attainment", ratio: { n: 6n, d: 5n } }, forecast);
  expect(ofPay?.at).toEqual(usd(120000));
  expect(ofPay?.chance).toEqual(ofCredit?.chance);
});

test("where the statement credits more than the forecast knew, all of it moves along", () => {
  const { landing } = expectation(plan, facts, q1, { ...landings(80_000, 90_000, 100_000), closed: 3_500_000 });
  expect(landing.p50).toEqual(usd(95000));
});

test("rounding an estimate keeps order and is within half a step", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.nat(1e9), (a, more) => {
      expect(rough(a, "USD").minor).toBeLessThanOrEqual(rough(a + more, "USD").minor);
      expect(Math.abs(rough(a, "USD").minor - a)).toBeLessThanOrEqual(Math.max(50, a / 200));
    }),
    runs(200),
  );
  expect(rough(123_456, "JPY")).toEqual(money(123_000, "JPY"));
});
