import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  [
    "type: performance_matrix, measure: bookings, rows: { at: [1%] }, columns: { measure: price, at: [1%] }, payouts: [[1%]]",
    "between: is missing",
  ],
  [
    "type: performance_matrix, measure: bookings, between: steps, rows: { at: [1%] }, columns: { measure: prices, at: [1%] }, payouts: [[1%]]",
    "did you mean price?",
  ],
  [
    "type: performance_matrix, measure: bookings, between: steps, rows: { at: [5%, 2%] }, columns: { measure: price, at: [1%] }, payouts: [[1%], [1%]]",
    "attainments go upwards",
  ],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
