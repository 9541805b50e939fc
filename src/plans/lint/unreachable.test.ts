import { expect, test } from "vitest";
import { said, stated } from "../../../test/lint.js";
import { unreachable } from "./unreachable.js";

const paths = (plan: string) => said(unreachable, plan).map((text) => text.split(":")[0]);
const table = (more = "", measure = "bookings") => `
components:
  c:
    type: rate_table
    measure: ${measure}
    retroactive: false
    tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 10% }, { from: 200%, rate: 20% }]
    ${more}${stated("quota: 100000")}`;

test("every tier of an open table is reached", () => expect(paths(table())).toEqual([]));

test("a tier beyond the attainment that counts never pays", () => {
  expect(paths(table("attainment_cap: 150%"))).toEqual(["components.c.tiers[2]"]);
});

test("a tier that begins where the cap has taken hold never pays", () => {
  expect(paths(table("cap: { amount: 15000, per: quarter, excess: lost }"))).toEqual(["components.c.tiers[2]"]);
  expect(paths(table("cap: { amount: 15001, per: quarter, excess: lost }"))).toEqual([]);
});

test("a step below the threshold never pays alone", () => {
  const bonus = `
components:
  c:
    type: step_bonus
    measure: bookings
    threshold: { at_least: 80%, unlocks: everything }
    pays: highest
    edge: upper
    steps: [{ at: 50%, bonus: 1000 }, { at: 80%, bonus: 2000 }, { at: 100%, bonus: 3000 }]`;
  expect(paths(bonus)).toEqual(["components.c.steps[0]"]);
  expect(paths(bonus.replace("highest", "additive"))).toEqual([]);
});

test("a curve of scores that nobody gave is left alone", () => {
  expect(
    paths(`
components:
  c: { type: mbo, target: { amount: 1, per: quarter }, approval: not_needed, goals: { a: { weight: 100%, points: [{ at: 50%, pays: 10% }] } } }
  d: { type: flat_rate, measure: bookings, rate: 1% }`),
  ).toEqual([]);
});

test("a limit on what one deal counts does not hide a tier: made-up sales stand for many deals", () => {
  expect(paths(`measures: { bookings: { of: amount, deal_limit: 1000 } }${table()}`)).toEqual([]);
});

test("tiers by the number of deals are left alone", () => {
  expect(
    paths(
      "components: { c: { type: spiff, measure: bookings, retroactive: true, tiers: [{ from_deal: 1, amount: 100 }, { from_deal: 9, amount: 250 }] } }",
    ),
  ).toEqual([]);
});

test("a point that only says its rise is looked at too", () => {
  const curve = (above: string) =>
    `components: { c: { type: pay_curve, measure: bookings, above: continues, ${above} points: [{ at: 0%, pays: 0%, each_percent: 1% }, { at: 100%, each_percent: 2% }] } }`;
  expect(paths(curve(""))).toEqual([]);
  expect(paths(curve("attainment_cap: 100%,"))).toEqual(["components.c.points[1]"]);
});
