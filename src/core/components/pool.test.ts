import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  ["type: pool, measure: bookings, pot: 5", "shared: is missing: choose one of by_credit"],
  ["type: pool, measure: bookings, shared: equally", "give one of them"],
  ["type: pool, measure: bookings, shared: equally, pot: 5, from: 2026-02-01, through: 2026-01-01", "is before"],
  ["type: pool, measure: bookings, shared: equally, pot: 5, where: { a: b }", "has no effect on a pool"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
