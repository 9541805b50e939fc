import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount } }";

test.each([
  ["type: spiff, measure: bookings", "give one of amount"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01", "through: is missing"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-02-01, through: 2026-01-01", "is before"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01, through: 2026-02-01, window: year", "keep one"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
