import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, usd } from "../../../test/facts.js";
import { minus, money } from "../money.js";
import { payoutWith } from "../outlook.js";
import { payForecast } from "./pay.js";

const q1 = period("2026-Q1");
const plan = planOf(`
commission: { type: rate_table, measure: bookings, edge: upper, tiers: [{ from: 0%, rate: 5% }, { from: 50%, rate: 10%, retroactive: true }] }`);
const facts = factsOf({ asOf: "2026-02-14", credits: [credit("A", 40000, "2026-01-20")] });
const credited = usd(40000);
const pay = (draws: readonly number[]) => payForecast(plan, facts, q1, "bookings", credited, Float64Array.from(draws));

test("pay is that of the draws, not of their middle: a retroactive tier splits it in two", () => {
  // 41 landings, 40,000.00 to 60,000.00 in even steps: below 50,000.00 (the edge is the upper tier's) pays 5 %, from it 10 %.
  const draws = Array.from({ length: 41 }, (_, i) => 4_000_000 + i * 50_000);
  const each = draws.map(
    (minor) => payoutWith(plan, facts, q1, "bookings", minus(money(minor, "USD"), credited)).minor,
  );
  const { p10, p50, p90, mean } = pay(draws);
  expect(mean.minor / (each.reduce((a, b) => a + b, 0) / 41)).toBeCloseTo(1, 2);
  expect(p10.minor).toBeLessThan(250_000);
  expect(p50.minor).toBe(500_000);
  expect(mean.minor).toBeLessThan(400_000);
  expect(p90.minor).toBeGreaterThan(550_000);
});

test("a certain landing pays exactly what the plan pays", () => {
  const certain = pay(new Array(300).fill(7_000_000));
  const exact = payoutWith(plan, facts, q1, "bookings", usd(30000));
  expect(certain).toEqual({ p10: exact, p50: exact, p90: exact, mean: exact });
});
