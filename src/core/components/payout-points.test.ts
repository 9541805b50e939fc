import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import { runs } from "../../../test/property-runs.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

/** Payout points for each point of attainment on a pay curve. */
const q1 = period("2026-Q1");
const planWith = (terms: string) =>
  planOf(`c: { type: pay_curve, measure: bookings, target: { amount: 1000, per: quarter }, ${terms} }`);
const pays = (plan: ReturnType<typeof planOf>, sold: string) =>
  toDecimal(
    statementOf(plan, factsOf({ quotas: [quota(1000, "2026-Q1")], credits: [credit("A", sold, "2026-02-01")] }), q1)
      .earned,
  );

const accelerated = planWith(
  "above: continues, points: [{ at: 80%, pays: 80%, each_percent: 1% }, { at: 100%, each_percent: 1.5% }, { at: 150%, each_percent: 0.5% }]",
);
test.each([
  { sold: "799.99", earned: "0.00", why: "below the first point" },
  { sold: "905", earned: "905.00", why: "80% and 10.5 points" },
  { sold: "1300", earned: "1450.00", why: "payout% = 100% + 1.5 × (130% − 100%)" },
  { sold: "2000", earned: "2000.00", why: "175% at 150%, and half a point for each of 50" },
])("$sold pays $earned: $why", ({ sold, earned }) => expect(pays(accelerated, sold)).toBe(earned));

test("a multiple m above quota pays 100% + m × (attainment − 100%) of the target", () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000, max: 400_000 }), fc.integer({ min: 1, max: 30 }), (cents, tenths) => {
      const plan = planWith(
        `above: continues, points: [{ at: 100%, pays: 100%, each_percent: ${(tenths / 10).toFixed(1)}% }]`,
      );
      // 1,000 of quota and of target: each cent sold beyond quota pays the multiple of a cent.
      const exact = 1000_00 + ((cents - 100_000) * tenths) / 10;
      expect(Number(pays(plan, (cents / 100).toFixed(2))) * 100).toBeCloseTo(Math.floor(exact + 0.5), 5);
    }),
    runs(50),
  );
});

test("a stated payout after a rise is a jump", () => {
  const jump = planWith("above: capped, points: [{ at: 50%, pays: 20%, each_percent: 1% }, { at: 100%, pays: 100% }]");
  expect([pays(jump, "999.99"), pays(jump, "1000")]).toEqual(["699.99", "1000.00"]);
});

test("full percents count what was reached, never what is nearly", () => {
  const full = planWith(
    "above: continues, attainment: full_percents, points: [{ at: 0%, pays: 0%, each_percent: 1% }]",
  );
  expect([pays(full, "1049.99"), pays(full, "1050"), pays(full, "9.99")]).toEqual(["1040.00", "1050.00", "0.00"]);
});

test.each([
  ["above: capped, points: [{ at: 50% }]", "points[0].pays: is missing"],
  ["above: capped, points: [{ at: 50%, pays: 50%, each_percent: 1% }]", "above: is capped and the last point has"],
  ["above: continues, points: [{ at: 50%, pays: 50% }]", "cannot continue without a slope"],
  [
    "above: capped, between: steps, points: [{ at: 50%, pays: 50%, each_percent: 1% }, { at: 60%, pays: 60% }]",
    "steps has no slope",
  ],
])("%s is refused: %s", (terms, says) => {
  expect(() => planWith(terms)).toThrow(says);
});
