import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { unusedMeasure } from "./unused-measure.js";

test("a measure that decides nothing is named, with the one it may be", () => {
  const plan = `
measures: { bookings: { of: amount }, booking: { of: deals } }
components: { c: { type: flat_rate, measure: bookings, rate: 1% } }`;
  expect(said(unusedMeasure, plan)).toEqual(["measures.booking: is used by nothing, did you mean bookings?"]);
});

test("base, thresholds, gates, blends and draws use measures", () => {
  const plan = `
measures: { a: amount, b: amount, c: amount, d: amount, e: amount, mix: { of: blend, blend: { d: 100% } } }
draw: { kind: recoverable, amount: 1, per: month, forgiven: { measure: e, at_least: 100% } }
components:
  one: { type: flat_rate, measure: a, base: b, rate: 1%, threshold: { at_least: 1, measure: c, unlocks: everything } }
  two: { type: flat_rate, measure: a, rate: 1%, gates: [{ measure: mix, at_least: 1%, otherwise: nothing }] }`;
  expect(said(unusedMeasure, plan)).toEqual([]);
});
