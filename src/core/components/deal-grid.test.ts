import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  ["type: deal_grid, measure: bookings, rows: { by: amount, from: [0] }, rates: [[1%]]", "otherwise: is missing"],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [0, 5] }, rates: [1%], otherwise: nothing",
    "has 1 rows",
  ],
  ["type: deal_grid, measure: bookings, rows: { by: amount }, rates: [[1%]], otherwise: nothing", "needs one of from"],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [0, 5] }, rates: [[1%]], otherwise: nothing",
    "has 1 rows where rows name 2",
  ],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [0] }, rates: [[1%, 2%]], otherwise: nothing",
    "has 2 cells where columns name 1",
  ],
  [
    "type: deal_grid, measure: bookings, rows: { by: amount, from: [5, 5] }, rates: [[1%], [2%]], otherwise: nothing",
    "buckets go upwards",
  ],
  ["type: deal_grid, measure: bookings, rows: { by: amount, from: [0] }, otherwise: nothing", "give one of them"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
