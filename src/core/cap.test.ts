import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../test/facts.js";
import { sum, toDecimal } from "./money.js";
import { statementOf } from "./statement-of.js";

const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
const planWith = (excess: string) =>
  planOf(
    `c: { type: flat_rate, measure: bookings, rate: 10%, cap: { amount: 1000, per: quarter, excess: ${excess} } }`,
  );
const yearOf = (amounts: readonly number[]) =>
  factsOf({
    asOf: "2026-12-31",
    credits: amounts.map((amount, i) => credit(`D${i}`, amount, `2026-${String(i * 3 + 2).padStart(2, "0")}-15`)),
  });

test.each([
  { excess: "lost", pays: ["1000.00", "400.00", "1000.00", "700.00"], why: "what is above is never paid" },
  {
    excess: "carried",
    pays: ["1000.00", "1000.00", "1000.00", "1000.00"],
    why: "later quarters pay it up to their own cap",
  },
  {
    excess: "released_at_year_end",
    pays: ["1000.00", "400.00", "1000.00", "2700.00"],
    why: "the last quarter pays all that waited",
  },
])("an excess $excess: $why", ({ excess, pays }) => {
  const facts = yearOf([20000, 4000, 20000, 7000]);
  expect(quarters.map((key) => toDecimal(statementOf(planWith(excess), facts, period(key)).earned))).toEqual(pays);
});

test("quarters add up to the year whatever becomes of the excess, and nothing is made", () => {
  const amount = fc.integer({ min: 0, max: 30000 });
  fc.assert(
    fc.property(
      fc.constantFrom("lost", "carried", "released_at_year_end"),
      fc.tuple(amount, amount, amount, amount),
      (excess, amounts) => {
        const facts = yearOf(amounts);
        const plan = planWith(excess);
        const year = statementOf(plan, facts, period("2026")).earned;
        expect(
          sum(
            quarters.map((key) => statementOf(plan, facts, period(key)).earned),
            "USD",
          ),
        ).toEqual(year);
        const all = amounts.reduce((a, b) => a + b, 0) * 10;
        if (excess === "released_at_year_end") expect(year.minor).toBe(all);
        else expect(year.minor).toBeLessThanOrEqual(Math.min(all, 4 * 1000_00));
      },
    ),
  );
});

test("a cap per year has no later period to carry to", () => {
  expect(() =>
    planOf("c: { type: flat_rate, measure: bookings, rate: 10%, cap: { amount: 1, per: year, excess: carried } }"),
  ).toThrow("cannot be carried with a cap per year");
});
