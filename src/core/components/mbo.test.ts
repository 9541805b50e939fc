import { expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";

const head = "measures: { bookings: { of: amount }, price: { of: recorded } }";

test.each([
  ["type: mbo, target: { amount: 1, per: year }, goals: { a: { weight: 50% } }, approval: required", "add up to 50%"],
  ["type: mbo, goals: { a: { weight: 100% } }", "approval: is missing"],
  ["type: mbo, measure: bookings, approval: required, goals: { a: { weight: 100% } }", "is paid on scores"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, head)).toThrow(says);
});
