import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import type { Credit } from "../facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const half = { n: 1n, d: 2n };
const earned = (terms: string, credits: readonly Credit[], more = {}) =>
  toDecimal(statementOf(planOf(`c: { measure: bookings, ${terms} }`), factsOf({ credits, ...more }), q1).earned);
const deal = (amount: number, more: Partial<Credit> = {}) => credit(`D${amount}`, amount, "2026-02-01", more);

describe("rate cap", () => {
  const terms = "type: flat_rate, rate: 8%, kickers: [{ where: { product: x }, points: 3% }], rate_cap: 10%";
  test.each([
    { deals: [deal(1000, { attributes: { product: "x" } })], pays: "100.00", why: "8% and 3 points stop at 10%" },
    { deals: [deal(1000)], pays: "80.00", why: "8% is below it" },
    { deals: [deal(-1000, { attributes: { product: "x" } })], pays: "-110.00", why: "a return takes back in full" },
  ])("$pays: $why", ({ deals, pays }) => expect(earned(terms, deals)).toBe(pays));
});

describe("deal minimum", () => {
  const terms = "type: flat_rate, rate: 10%, deal_minimum: 50";
  test.each([
    { deals: [deal(400), deal(600)], pays: "110.00", why: "40 is raised to 50, 60 stays" },
    { deals: [deal(400, { share: half })], pays: "40.00", why: "half of a deal is raised to 25, and has 40" },
    { deals: [deal(100, { share: half })], pays: "25.00", why: "half of a deal is raised to half of 50" },
    { deals: [deal(-100)], pays: "-10.00", why: "a return is not raised" },
  ])("$pays: $why", ({ deals, pays }) => expect(earned(terms, deals)).toBe(pays));
});

describe("windfall", () => {
  const terms = (reduces: string) =>
    `type: flat_rate, rate: 10%, windfall: { above: 1000, undecided: reduced, pays: 25%, reduces: ${reduces} }`;
  test.each([
    { reduces: "whole", amount: 4000, pays: "100.00", why: "a quarter of 400" },
    { reduces: "excess", amount: 4000, pays: "175.00", why: "100 and a quarter of 300" },
    { reduces: "excess", amount: 1000, pays: "100.00", why: "exactly the size is not above it" },
  ])("$reduces of $amount pays $pays: $why", ({ reduces, amount, pays }) =>
    expect(earned(terms(reduces), [deal(amount)])).toBe(pays),
  );
  test("a named decision takes the place of the reduction", () => {
    const decisions = [{ dealKey: "D4000", pays: half, decidedBy: "Ana" }];
    expect(earned(terms("whole"), [deal(4000)], { decisions })).toBe("200.00");
  });
});

describe("the year so far", () => {
  const facts = (q2: number) => ({
    quotas: [quota(1000, "2026-Q1"), quota(1000, "2026-Q2")],
    credits: [credit("A", 600, "2026-02-01"), credit("B", q2, "2026-05-01")],
    asOf: "2026-06-30",
  });
  const inQ2 = (terms: string, q2: number) =>
    toDecimal(statementOf(planOf(`c: { measure: bookings, ${terms} }`), factsOf(facts(q2)), period("2026-Q2")).earned);
  const gated =
    "type: rate_table, retroactive: false, tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 10% }], gates: [{ measure: bookings, at_least: 100%, over: year_to_date, otherwise: no_accelerator }]";
  test.each([
    { terms: gated, q2: 1300, pays: "65.00", why: "1,900 of 2,000 misses the gate" },
    { terms: gated, q2: 1400, pays: "90.00", why: "2,000 of 2,000 opens it for this quarter" },
    {
      terms:
        "type: rate_table, position: year_to_date, retroactive: false, tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 10% }]",
      q2: 1600,
      pays: "90.00",
      why: "1,400 reach the year's 2,000 at 5%, 200 lie beyond",
    },
    {
      terms: "type: flat_rate, rate: 10%, multipliers: [{ measure: bookings, over: year_to_date, times: attainment }]",
      q2: 1400,
      pays: "140.00",
      why: "140 × 100% of the year so far, though the quarter alone stands at 140%",
    },
  ])("$pays: $why", ({ terms, q2, pays }) => expect(inQ2(terms, q2)).toBe(pays));
});

test.each([
  ["type: flat_rate, rate: 5%, rate_cap: 0%", "must be above zero"],
  ["type: flat_rate, rate: 5%, deal_minimum: 0", "must be above zero"],
  ["type: flat_rate, rate: 5%, windfall: { above: 5, undecided: reduced }", "goes with undecided: reduced"],
  [
    "type: flat_rate, rate: 5%, position: year_to_date, measured: cumulative, shortfall: carry",
    "cannot be year_to_date",
  ],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { measure: bookings, ${terms} }`)).toThrow(says);
});
