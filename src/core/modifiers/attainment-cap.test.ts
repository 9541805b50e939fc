import { expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const earned = (component: string, amount: number) =>
  toDecimal(
    statementOf(
      planOf(component),
      factsOf({ credits: [credit("A", amount / 2, "2026-01-10"), credit("B", amount / 2, "2026-01-11")] }),
      period("2026-Q1"),
    ).earned,
  );
const curve =
  "c: { type: pay_curve, measure: bookings, attainment_cap: 150%, above: continues, points: [{ at: 0%, pays: 0% }, { at: 100%, pays: 100% }] }";
const flat = "c: { type: flat_rate, measure: bookings, rate: 10%, attainment_cap: 150% }";

test.each([
  { component: curve, amount: 150000, pays: "15000.00", why: "the cap itself counts" },
  { component: curve, amount: 400000, pays: "15000.00", why: "150% of 10,000" },
  { component: flat, amount: 140000, pays: "14000.00", why: "below it nothing changes" },
  { component: flat, amount: 400000, pays: "15000.00", why: "credit stops at 150,000" },
])("$amount pays $pays: $why", ({ component, amount, pays }) => {
  expect(earned(component, amount)).toBe(pays);
});

test("needs to be above zero", () => {
  expect(() => planOf("c: { type: flat_rate, measure: bookings, rate: 1%, attainment_cap: 0 }")).toThrow(
    "must be above zero",
  );
});
