import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { notCalculated } from "./not-calculated.js";

const plan = (otherwise: string) => `
components:
  c: { type: deal_grid, measure: bookings, rows: { by: category, values: [software] }, rates: [[5%]], otherwise: ${otherwise} }`;

test("a plan that asks for facts nobody can make up says so, and why", () => {
  expect(said(notCalculated, plan("refused"))[0]).toContain("lies outside the grid: category unknown");
});
test("the same plan that pays nothing for other deals is calculated", () => {
  expect(said(notCalculated, plan("nothing"))).toEqual([]);
});
