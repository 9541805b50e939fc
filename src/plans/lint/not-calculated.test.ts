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
test("what several people share is named and left out, and what is paid on it with it", () => {
  const shared = `
components:
  commission: { type: flat_rate, measure: bookings, rate: 5% }
  race: { type: contest, measure: bookings, rank_by: credited, prizes: [100], ties: share }
  extra: { type: share_of_pay, components: [race], rate: 10% }`;
  expect(said(notCalculated, shared)).toEqual([
    "components.race: depends on everybody who takes part, so it is left out of made-up sales",
    "components.extra: is paid on what depends on everybody who takes part, so it is left out of made-up sales",
  ]);
});
test("draws by tenure, payout currencies and limits on one deal do not stand in the way", () => {
  expect(
    said(
      notCalculated,
      `
draw: { kind: recoverable, amount: 100, per: month, tenure: [100%], recovers: 50% }
payout: { currency: EUR, fx: spot }
components: { c: { type: flat_rate, measure: bookings, rate: 5% } }`,
    ),
  ).toEqual([]);
});
