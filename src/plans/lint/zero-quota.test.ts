import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { zeroQuota } from "./zero-quota.js";

const table =
  "type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: 1% }, { from: 50%, rate: 2% }]";

test("a quota of zero in an example is named", () => {
  const plan = `
components: { c: { ${table} } }
examples: [{ name: none, given: { period: 2026-Q1, quota: 0, achieved: 5 }, expect: { earned: 0 } }]`;
  expect(said(zeroQuota, plan)[0]).toContain('examples[0].given: "none" gives payee a quota of zero for bookings');
});

test("a season without quota leaves what stands on attainment without pay", () => {
  const plan = (component: string) => `
seasonality: [0%, 30%, 30%, 40%]
components: { c: { ${component} } }`;
  expect(said(zeroQuota, plan(table))).toEqual([
    "seasonality[0]: gives no quota to quarter 1 of the year: c can earn nothing in it",
  ]);
  expect(said(zeroQuota, plan(`${table}, window: year`))).toEqual([]);
  expect(said(zeroQuota, plan("type: flat_rate, measure: bookings, rate: 1%"))).toEqual([]);
});
