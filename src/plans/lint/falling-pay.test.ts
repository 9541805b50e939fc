import fc from "fast-check";
import { expect, test } from "vitest";
import { found, said } from "../../../test/lint.js";
import { runs } from "../../../test/property-runs.js";
import { fallingPay } from "./falling-pay.js";

const table = (retroactive: boolean, tiers: readonly (readonly [number, number])[]) => `
components:
  c:
    type: rate_table
    measure: bookings
    retroactive: ${retroactive}
    edge: upper
    tiers: [${tiers.map(([from, rate]) => `{ from: ${from}%, rate: ${rate}% }`).join(", ")}]`;

test("names the place, the amounts and the component where pay falls", () => {
  expect(
    said(
      fallingPay,
      table(true, [
        [0, 10],
        [100, 8],
      ]),
    ),
  ).toEqual([
    "components.c: pay falls from $10,000.00 at $99,999.99 of bookings (100% of quota) to $8,000.00 at $100,000.00 of bookings (100% of quota), $2,000.00 less for more",
  ]);
});

test("a lower rate on the part inside its tier takes nothing away", () => {
  expect(
    said(
      fallingPay,
      table(false, [
        [0, 10],
        [100, 2],
      ]),
    ),
  ).toEqual([]);
});

test("sees a fall on the measure that a multiplier looks at", () => {
  const plan = `
measures: { bookings: { of: amount }, discount: { of: recorded } }
components:
  c:
    type: flat_rate
    measure: bookings
    rate: 10%
    multipliers: [{ measure: discount, between: steps, edge: upper, steps: [{ times: 100% }, { from: 50%, times: 80% }] }]`;
  expect(said(fallingPay, plan)).toEqual([
    "components.c: pay falls from $10,000.00 at 49.9999 points of discount (50% of quota) to $8,000.00 at 50 points of discount (50% of quota), $2,000.00 less for more",
  ]);
});

test("a whole-base table is said to fall exactly when one of its rates is below the one before", () => {
  const rates = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(rates, (all) => {
      const falls = all.some((rate, i) => i > 0 && rate < (all[i - 1] ?? 0));
      const plan = table(
        true,
        all.map((rate, i) => [i * 40, rate] as const),
      );
      expect(found(fallingPay, plan).length > 0).toBe(falls);
    }),
    runs(40),
  );
});

test("large deals that wait for a decision take nothing away: made-up sales stand for many deals", () => {
  expect(
    said(
      fallingPay,
      "components: { c: { type: flat_rate, measure: bookings, rate: 10%, windfall: { above: 50000, undecided: nothing } } }",
    ),
  ).toEqual([]);
});
