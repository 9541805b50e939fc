import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  ["type: spiff, measure: bookings", "give one of amount"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01", "through: is missing"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-02-01, through: 2026-01-01", "is before"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01, through: 2026-02-01, window: year", "keep one"],
  ["type: spiff, measure: bookings, amount: 5, limits_for: everybody", "goes with first or budget"],
  ["type: spiff, measure: bookings, amount: 5, retroactive: true", "goes with tiers"],
  [
    "type: spiff, measure: bookings, tiers: [{ from_deal: 1, amount: 5 }, { from_deal: 3, amount: 9 }]",
    "retroactive: is missing, and it changes pay",
  ],
  [
    "type: spiff, measure: bookings, retroactive: true, tiers: [{ from_deal: 3, amount: 5 }, { from_deal: 3, amount: 9 }]",
    "tiers go upwards",
  ],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
