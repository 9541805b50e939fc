import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const head =
  "measures: { bookings: { of: amount }, gm: { of: margin_rate }, services: { of: amount, where: { category: services } } }";
const planWith = (multiplier: string, more = "") =>
  planOf(`c: { type: flat_rate, measure: bookings, rate: 10%, multipliers: [${multiplier}]${more} }`, head);
const bands = "steps: [{ times: 50% }, { from: 10%, times: 1 }, { from: 20%, times: 1.15 }]";

/** 100,000 credited at a margin of exactly 20%; services stand at 90% of their quota. */
const facts = factsOf({
  quotas: [quota(100000, "2026-Q1"), quota(20000, "2026-Q1", "services")],
  credits: [
    credit("A", 82000, "2026-01-10", { attributes: { margin: "20000" } }),
    credit("B", 18000, "2026-01-11", { attributes: { category: "services", margin: "0" } }),
  ],
});
const earned = (multiplier: string, more = "") =>
  toDecimal(statementOf(planWith(multiplier, more), facts, period("2026-Q1")).earned);

test.each([
  { multiplier: `{ measure: gm, between: steps, edge: upper, ${bands} }`, pays: "11500.00", why: "at the step" },
  { multiplier: `{ measure: gm, between: steps, edge: lower, ${bands} }`, pays: "10000.00", why: "not yet past it" },
  {
    multiplier: "{ measure: gm, between: interpolated, steps: [{ from: 10%, times: 1 }, { from: 30%, times: 1.5 }] }",
    pays: "12500.00",
    why: "half way",
  },
  {
    multiplier: "{ measure: gm, between: interpolated, steps: [{ from: 30%, times: 90% }, { from: 40%, times: 1.5 }] }",
    pays: "9000.00",
    why: "level below the first step",
  },
  { multiplier: "{ measure: services, times: attainment }", pays: "9000.00", why: "90%" },
  { multiplier: "{ measure: services, times: attainment, at_least: 95% }", pays: "9500.00", why: "its floor" },
  {
    multiplier: `{ measure: services, times: attainment }, { measure: gm, between: steps, edge: upper, ${bands} }`,
    pays: "10350.00",
    why: "several multiply one another",
  },
])("$multiplier pays $pays: $why", ({ multiplier, pays }) => {
  expect(earned(multiplier)).toBe(pays);
});

test("a cap before multipliers limits what is multiplied, after them the product", () => {
  const half = "{ measure: gm, between: steps, edge: lower, steps: [{ times: 50% }] }";
  expect(earned(half, ", cap: { amount: 8000, per: quarter, excess: lost, counts: before_multipliers }")).toBe(
    "4000.00",
  );
  expect(earned(half, ", cap: { amount: 8000, per: quarter, excess: lost, counts: after_multipliers }")).toBe(
    "5000.00",
  );
});

test.each([
  [`{ measure: gm, edge: upper, ${bands} }`, "multipliers[0].between: is missing, and it changes pay"],
  [`{ measure: gm, between: steps, ${bands} }`, "multipliers[0].edge: is missing, and it changes pay"],
  ["{ measure: gm }", "needs one of steps"],
  ["{ measure: gm, between: steps, edge: upper, steps: [{ from: 10%, times: 1 }] }", "without a multiple"],
  [
    "{ measure: gm, between: steps, edge: upper, steps: [{ times: 1 }, { from: 20%, times: 1 }, { from: 10%, times: 2 }] }",
    "steps go upwards",
  ],
])("%s is refused: %s", (multiplier, says) => {
  expect(() => planWith(multiplier)).toThrow(says);
});

test("beside a cap the order must be said", () => {
  expect(() =>
    planWith("{ measure: services, times: attainment }", ", cap: { amount: 1, per: quarter, excess: lost }"),
  ).toThrow("cap.counts: is missing");
});
