import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const cents = fc.integer({ min: 0, max: 20_000_000 });
const worth = (plan: ReturnType<typeof planOf>, minor: number, price = 100) =>
  statementOf(
    plan,
    factsOf({
      quotas: [quota(100000, "2026-Q1"), quota(100, "2026-Q1", "price")],
      credits: [
        credit("A", (minor / 100).toFixed(2), "2026-01-10", { measures: ["bookings"] }),
        credit("P", price, "2026-01-10", { measures: ["price"] }),
      ],
    }),
    q1,
  ).earned.minor;
const head = "measures: { bookings: { of: amount }, price: { of: recorded, unit: money } }";
const table = planOf(
  "c: { type: amount_table, measure: bookings, above: continues, bands: [{ up_to: 50%, amount: 2000 }, { up_to: 100%, amount: 5000 }] }",
  head,
);
const matrix = (between: string) =>
  planOf(
    `c: { type: performance_matrix, measure: bookings, between: ${between}, rows: { at: [50%, 100%, 150%] }, columns: { measure: price, at: [80%, 100%] }, payouts: [[10%, 20%], [70%, 100%], [150%, 250%]] }`,
    head,
  );

test("an amount table never pays less for more, and never jumps", () => {
  fc.assert(
    fc.property(cents, (minor) => {
      const step = worth(table, minor + 100) - worth(table, minor);
      expect(step).toBeGreaterThanOrEqual(0);
      expect(step).toBeLessThanOrEqual(11); // the steepest band pays 10 cents for a dollar
    }),
  );
});

test("a matrix pays its cell at each point, whichever way it reads between", () => {
  const points = [50, 100, 150].flatMap((row, i) => [80, 100].map((column, j) => ({ row, column, i, j })));
  const payouts = [
    [10, 20],
    [70, 100],
    [150, 250],
  ];
  for (const { row, column, i, j } of points)
    for (const between of ["steps", "interpolated"])
      expect(worth(matrix(between), row * 1000_00, column)).toBe((payouts[i]?.[j] ?? 0) * 100_00);
});

test("between its points a matrix stays between the payouts around, and never falls as a measure rises", () => {
  fc.assert(
    fc.property(cents, fc.integer({ min: 80, max: 120 }), (minor, price) => {
      const [steps, line] = [worth(matrix("steps"), minor, price), worth(matrix("interpolated"), minor, price)];
      expect(line).toBeGreaterThanOrEqual(steps);
      expect(worth(matrix("interpolated"), minor + 10_000, price)).toBeGreaterThanOrEqual(line);
      expect(worth(matrix("interpolated"), minor, price + 1)).toBeGreaterThanOrEqual(line);
    }),
  );
});
