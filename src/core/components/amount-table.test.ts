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
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
