import { describe, expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { factsFrom } from "../plans/facts-file.js";
import { toDecimal } from "./money.js";
import { statementOf } from "./statement-of.js";

/** What of a deal counts, and for whom: limits by deal, mark-up, roles, quota credit, and shares that must add up. */
const earned = (plan: ReturnType<typeof planOf>, facts: Record<string, unknown>) =>
  factsFrom({ period: "2026-Q1", ...facts }, plan).payees.map((payee) =>
    toDecimal(
      statementOf(plan, payee, { kind: "quarter", key: "2026-Q1", start: "2026-01-01", end: "2026-04-01" }).earned,
    ),
  );
const flat = "c: { type: flat_rate, measure: bookings, rate: 10% }";

describe("a limit on what one deal counts", () => {
  const plan = planOf(flat, "measures: { bookings: { of: amount, deal_limit: 1000 } }");
  test.each([
    { deals: [{ amount: 1500 }, { amount: 400 }], pays: ["140.00"], why: "1,000 and 400" },
    {
      deals: [{ lines: [{ amount: 700 }, { amount: 700 }] }],
      pays: ["100.00"],
      why: "lines of one deal count together",
    },
    { deals: [{ amount: -1500 }], pays: ["-100.00"], why: "a return counts as far below zero" },
  ])("$pays: $why", ({ deals, pays }) => expect(earned(plan, { deals })).toEqual(pays));
  test("is shared like the deal", () => {
    const people = [{ key: "a" }, { key: "b" }];
    expect(earned(plan, { people, deals: [{ amount: 2000, splits: { a: "75%", b: "25%" } }] })).toEqual([
      "75.00",
      "25.00",
    ]);
  });
});

describe("mark-up", () => {
  const plan = planOf(flat.replace("rate: 10%", "rate: 10%, where: { markup_rate: { at_least: 25% } }"));
  test.each([
    {
      deal: { amount: 125, cost: 100 },
      pays: "12.50",
      why: "a margin of 20% on the price is a mark-up of 25% on the cost",
    },
    { deal: { amount: 124, cost: 100 }, pays: "0.00", why: "24%" },
    { deal: { amount: 125, margin: 25 }, pays: "12.50", why: "the cost is what the margin leaves" },
    { deal: { amount: 125, cost: 0 }, pays: "0.00", why: "nothing to mark up" },
    { deal: { amount: 125 }, pays: "0.00", why: "no cost is known" },
  ])("$deal pays $pays: $why", ({ deal, pays }) => expect(earned(plan, { deals: [deal] })).toEqual([pays]));
});

describe("splits", () => {
  const people = [{ key: "a" }, { key: "b" }, { key: "c" }];
  const listed = [
    { payee: "a", share: "60%", quota_share: "100%" },
    { payee: "b", share: "40%", quota_share: 0 },
    { payee: "c", share: "50%", role: "overlay" },
  ];
  test("count a role for the measures that ask for it, and quota credit apart from pay credit", () => {
    const plan = planOf(
      "pay: { type: flat_rate, measure: bookings, rate: 10% }\nquota: { type: flat_rate, measure: towards_quota, rate: 1% }",
      "measures: { bookings: { of: amount, where: { role: { not: overlay } } }, towards_quota: { of: amount, share: quota } }",
    );
    // c: quota credit is the share where no other is given.
    expect(earned(plan, { people, deals: [{ amount: 1000, splits: listed }] })).toEqual(["70.00", "40.00", "5.00"]);
  });
  test.each([
    { total: "exactly_100%", splits: { a: "60%", b: "30%" }, says: "add up to 90%, and the plan asks for 100%" },
    { total: "exactly_100%", splits: { a: "60%", b: "50%" }, says: "add up to 110%" },
    { total: "at_most_100%", splits: { a: "60%", b: "50%" }, says: "asks for 100% or less" },
    { total: "at_most_100%", splits: { a: "60%", b: "30%" }, says: null },
    { total: "exactly_100%", splits: listed, says: null },
    { total: "any", splits: { a: "60%", b: "50%" }, says: null },
  ])("of $splits with $total: $says", ({ total, splits, says }) => {
    const plan = planOf(flat, `splits_total: ${total}`);
    const run = () => earned(plan, { people, deals: [{ amount: 1000, splits }] });
    if (says) expect(run).toThrow(says);
    else expect(run).not.toThrow();
  });
});

test("a score of an mbo is a percentage, or yes or no; goals may pay in steps", () => {
  const plan = planOf(
    "c: { type: mbo, target: { amount: 1000, per: quarter }, approval: not_needed, goals: { a: { weight: 50% }, b: { weight: 50%, between: steps, points: [{ at: 50%, pays: 40% }, { at: 100%, pays: 100% }] } } }",
  );
  const scored = (a: unknown, b: unknown) =>
    earned(plan, {
      scores: [
        { goal: "a", score: a },
        { goal: "b", score: b },
      ],
    });
  expect([scored("yes", "99%"), scored(false, "49%"), scored("no", "100%"), scored("50%", true)]).toEqual([
    ["700.00"],
    ["0.00"],
    ["500.00"],
    ["750.00"],
  ]);
});
