import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { gap } from "./gap.js";

const table = (tiers: string) => `
components: { c: { type: rate_table, measure: bookings, retroactive: false, edge: upper, tiers: ${tiers} } }`;
const grid = (rows: string) => `
components: { c: { type: deal_grid, measure: bookings, otherwise: nothing, rows: ${rows}, rates: [[1%], [2%]] } }`;

test("a marginal table that starts above zero leaves the start without pay", () => {
  expect(said(gap, table("[{ from: 50%, rate: 8% }]"))).toEqual([
    "components.c.tiers[0].from: leaves the first 50% of quota without pay, for good",
  ]);
  expect(said(gap, table("[{ from: 0%, rate: 0% }, { from: 50%, rate: 8% }]"))).toEqual([]);
  expect(said(gap, table("[{ from: 50%, rate: 8%, retroactive: true }]"))).toEqual([]);
});

test("a grid whose first bucket starts above zero has none for small deals", () => {
  expect(said(gap, grid("{ by: amount, from: [1000, 5000] }"))).toEqual([
    "components.c.rows.from[0]: starts at 1,000: deals with amount below it have no bucket",
  ]);
  expect(said(gap, grid("{ by: amount, from: [0, 5000] }"))).toEqual([]);
});
