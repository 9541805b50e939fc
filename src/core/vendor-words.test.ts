import { expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { vendorHint } from "./vendor-words.js";

test.each([
  ["straight", "SAP calls it Straight; here it is a rate_table with retroactive: true"],
  ["linear", "NetSuite calls it Linear; here it is a rate_table with retroactive: true"],
  ["Non Cumulative", "Sales Cookie calls it Non-cumulative; here it is a rate_table with retroactive: true"],
  ["cumulative", "Sales Cookie calls it Cumulative; here it is a rate_table with retroactive: false"],
  ["kso", '"kso" is common talk; here it is an mbo'],
])("type: %s is refused with our word", (type, says) => {
  expect(() => planOf(`c: { type: ${type}, measure: bookings, rate: 1% }`)).toThrow(says);
});

test("a field of another system is refused with ours", () => {
  expect(() => planOf("c: { type: flat_rate, measure: bookings, rate: 1%, hurdle: 5% }")).toThrow(
    "here it is gates, on the component",
  );
});

test("a word of nobody's has no hint", () => expect(vendorHint("flat_rat")).toBeNull());
