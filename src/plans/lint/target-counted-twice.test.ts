import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { targetCountedTwice } from "./target-counted-twice.js";

const plan = (first: string, second: string) => `
components:
  curve: { type: pay_curve, measure: bookings, above: capped, points: [{ at: 100%, pays: 100% }], ${first} }
  bonus: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 50%, of_target: 10% }], ${second} }`;

test("two components that each pay from the whole target incentive are named", () => {
  expect(said(targetCountedTwice, plan("", ""))).toEqual([
    "components.curve: pays from the whole target incentive, beside bonus",
    "components.bonus: pays from the whole target incentive, beside curve",
  ]);
});

test.each([
  ["weights", plan("weight: 70%", "weight: 30%")],
  ["a target of its own", plan("target: { amount: 1000, per: quarter }", "")],
])("%s settle it", (_, text) => expect(said(targetCountedTwice, text)).toEqual([]));
