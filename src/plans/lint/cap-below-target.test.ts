import { expect, test } from "vitest";
import { said, stated } from "../../../test/lint.js";
import { capBelowTarget } from "./cap-below-target.js";

const capped = (terms: string, head = "", given = "quota: 100000, target_incentive: 40000") => `
${head}
components:
  c: { type: flat_rate, measure: bookings, multiple: 1, ${terms} }${stated(given)}`;

test.each([
  ["a share of the target", capped("cap: { of_target: 90%, per: quarter, excess: lost }"), "components.c.cap"],
  ["an amount", capped("cap: { amount: 9999, per: quarter, excess: lost }"), "components.c.cap"],
  ["attainment that counts", capped("attainment_cap: 80%"), "components.c.attainment_cap"],
  ["the plan's total", capped("", "cap: { amount: 5000, per: quarter, excess: lost }"), "cap"],
])("%s below 100% is found", (_, plan, path) => {
  const [first] = said(capBelowTarget, plan);
  expect(first).toMatch(`${path}: is below 100%: with every quota exactly reached the plan earns $10,000.00`);
});

test("a cap at exactly 100% takes nothing of it", () => {
  expect(said(capBelowTarget, capped("cap: { of_target: 100%, per: quarter, excess: lost }"))).toEqual([]);
  expect(said(capBelowTarget, capped("attainment_cap: 100%"))).toEqual([]);
});

test("an amount is set against nothing where nobody states a quota", () => {
  const unknown =
    "components: { c: { type: flat_rate, measure: bookings, rate: 10%, cap: { amount: 1, per: quarter, excess: lost } } }";
  expect(said(capBelowTarget, unknown)).toEqual([]);
});
