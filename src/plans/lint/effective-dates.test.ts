import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { effectiveDates } from "./effective-dates.js";
import { failedExample } from "./failed-example.js";

const plan = (period: string) => `
effective: { from: 2026-01-01, through: 2026-06-30 }
components: { c: { type: flat_rate, measure: bookings, rate: 1% } }
examples: [{ name: one, given: { period: ${period} }, expect: { earned: 0 } }]`;

test("an example that the plan covers in part is named", () => {
  expect(said(effectiveDates, plan("2026"))).toEqual([
    'examples[0]: "one" is about 2026, of which the plan holds only a part: from 2026-01-01 through 2026-06-30',
  ]);
});

test("one that lies outside altogether is no example of the plan", () => {
  expect(said(failedExample, plan("2026-Q3"))[0]).toContain("2026-Q3 lies outside the plan's dates");
});

test.each(["2026-Q1", "2026-Q2", "2026-H1"])("an example of %s lies within", (period) => {
  expect(said(effectiveDates, plan(period))).toEqual([]);
});
