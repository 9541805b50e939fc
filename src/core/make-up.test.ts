import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../test/facts.js";
import { toDecimal } from "./money.js";
import { statementOf } from "./statement-of.js";

const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
const plan = planOf(
  "b: { type: step_bonus, measure: bookings, make_up: year, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 1000 }, { at: 120%, bonus: 1500 }] }",
);
const yearOf = (amounts: readonly number[]) =>
  factsOf({
    asOf: "2026-12-31",
    quotas: quarters.map((key) => quota(100, key)),
    credits: amounts.map((amount, i) => credit(`D${i}`, amount, `2026-${String(i * 3 + 2).padStart(2, "0")}-15`)),
  });

test.each([
  {
    amounts: [80, 120, 90, 100],
    pays: ["0.00", "2500.00", "0.00", "1000.00"],
    why: "Q2 reaches the year to date and makes up for Q1; Q3 stays missed",
  },
  {
    amounts: [80, 110, 90, 120],
    pays: ["0.00", "1000.00", "0.00", "3500.00"],
    why: "only at the year's end, for Q1 and Q3",
  },
  {
    amounts: [120, 80, 50, 50],
    pays: ["1500.00", "1000.00", "0.00", "0.00"],
    why: "ahead of its quota, a missed quarter is made up for at once",
  },
])("$amounts pays $pays: $why", ({ amounts, pays }) => {
  const facts = yearOf(amounts);
  expect(quarters.map((key) => toDecimal(statementOf(plan, facts, period(key)).earned))).toEqual(pays);
  const sum = pays.reduce((all, pay) => all + Number(pay), 0);
  expect(toDecimal(statementOf(plan, facts, period("2026")).earned)).toBe(sum.toFixed(2));
});

test("has no meaning where pay is to date already, or without a quota to reach", () => {
  expect(() => planOf("b: { type: flat_rate, measure: bookings, rate: 1%, make_up: year }")).toThrow("make_up");
});
