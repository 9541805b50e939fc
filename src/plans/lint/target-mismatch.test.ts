import { expect, test } from "vitest";
import { said, stated } from "../../../test/lint.js";
import { targetMismatch } from "./target-mismatch.js";

const plan = (rate: string, given = "quota: 250000, target_incentive: 80000") => `
components: { c: { type: flat_rate, measure: bookings, ${rate} } }${stated(given)}`;

test("rates that come to another figure than target incentive ÷ quota are named with both", () => {
  expect(said(targetMismatch, plan("rate: 10%"))).toEqual([
    'components: earn $25,000.00 at $250,000.00 of bookings (100% of quota), and the target incentive of the same days is $20,000.00 (as in "stated")',
  ]);
});

test.each([
  ["exactly the target", plan("rate: 8%")],
  ["a rate that follows the target by itself", plan("multiple: 1")],
  ["a rate rounded to two digits", plan("rate: 8.04%")],
  ["no target stated", plan("rate: 10%", "quota: 250000")],
  ["no quota stated", plan("rate: 10%", "target_incentive: 80000")],
])("%s is fine", (_, text) => expect(said(targetMismatch, text)).toEqual([]));
