import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  [
    "type: amount_table, measure: bookings, bands: [{ up_to: 10, amount: 1 }]",
    "above: is missing: choose one of capped",
  ],
  ["type: amount_table, measure: bookings, above: capped, bands: [{ up_to: 10 }]", "either amount (2000)"],
  [
    "type: amount_table, measure: bookings, above: capped, bands: [{ up_to: 10, amount: 1 }, { up_to: 5, amount: 1 }]",
    "bands go upwards",
  ],
  [
    "type: amount_table, measure: bookings, above: capped, bands: [{ up_to: 10, amount: 1 }, { up_to: 50%, amount: 1 }]",
    "mixes percentages",
  ],
  [
    "type: amount_table, measure: bookings, where: { a: b }, above: capped, bands: [{ up_to: 10, amount: 1 }]",
    "has no effect on an amount table",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, points: [{ at: 90%, pays: 0% }, { at: 80%, pays: 5% }]",
    "points go upwards",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, points: [{ at: 90%, pays: 0% }, { at: 90%, pays: 5% }]",
    "is the point before once more",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, between: steps, points: [{ at: 1%, pays: 0% }, { at: 9%, pays: 5% }, { at: 9%, pays: 6% }]",
    "is the point before once more",
  ],
  [
    "type: pay_curve, measure: bookings, above: continues, points: [{ at: 1%, pays: 0% }, { at: 9%, pays: 5% }, { at: 9%, pays: 6% }]",
    "cannot continue after a jump",
  ],
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
  ["type: mbo, target: { amount: 1, per: year }, goals: { a: { weight: 50% } }, approval: required", "add up to 50%"],
  ["type: mbo, goals: { a: { weight: 100% } }", "approval: is missing"],
  ["type: mbo, measure: bookings, approval: required, goals: { a: { weight: 100% } }", "is paid on scores"],
  ["type: spiff, measure: bookings", "give one of amount"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01", "through: is missing"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-02-01, through: 2026-01-01", "is before"],
  ["type: spiff, measure: bookings, amount: 5, from: 2026-01-01, through: 2026-02-01, window: year", "keep one"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
