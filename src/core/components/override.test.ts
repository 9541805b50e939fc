import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const head =
  "measures: { bookings: { of: amount }, team: { of: amount, credits_of: team }, below: { of: amount, credits_of: all_reports } }";
const member = (key: string, amount: number, of: number) =>
  factsOf({
    payee: { key, name: key },
    quotas: [quota(of, "2026-Q1")],
    credits: [credit(`${key}-1`, amount, "2026-02-10")],
  });
const from = (facts: ReturnType<typeof factsOf>, start = "2026-01-01", end: string | null = null) => ({
  facts,
  start,
  end,
});
const boss = factsOf({
  credits: [credit("own", 1_000_000, "2026-02-10")],
  quotas: [quota(200000, "2026-Q1", "team")],
  team: [
    from({ ...member("ana", 120000, 100000), team: [from(member("zoe", 7000, 1000))] }),
    from(member("ben", 100000, 100000)),
    from(member("gone", 5000, 1), "2026-01-01", "2026-02-10"),
  ],
});
const earned = (component: string) => toDecimal(statementOf(planOf(`c: { ${component} }`, head), boss, q1).earned);

test.each([
  {
    component: "type: override, measure: bookings, rate: 3%",
    pays: "6600.00",
    why: "3% of 120,000 and of 100,000; who left the day before counts no more, own deals never",
  },
  {
    component:
      "type: override, measure: bookings, decided_by: member, edge: lower, tiers: [{ from: 0%, rate: 1% }, { from: 100%, rate: 2% }]",
    pays: "3400.00",
    why: "2% of 120,000, 1% of exactly 100%",
  },
  {
    component: "type: override, measure: bookings, rate: 10%, above: 100%",
    pays: "2000.00",
    why: "each member's excess over their own quota",
  },
  { component: "type: flat_rate, measure: team, rate: 1%", pays: "2200.00", why: "what direct reports sold" },
  { component: "type: flat_rate, measure: below, rate: 1%", pays: "2270.00", why: "and what their reports sold" },
])("$component pays $pays: $why", ({ component, pays }) => {
  expect(earned(component)).toBe(pays);
});

test("the team's attainment can decide everybody's rate", () => {
  const plan = planOf(
    "c: { type: override, measure: team, decided_by: team, edge: upper, tiers: [{ from: 0%, rate: 1% }, { from: 110%, rate: 2% }] }",
    head,
  );
  expect(toDecimal(statementOf(plan, boss, q1).earned)).toBe("4400.00");
});

test.each([
  { component: "levels: [2%, 1%]", pays: "4470.00", why: "2% of 220,000 and 1% of the 7,000 two levels below" },
  { component: "rate: 2%, depth: all", pays: "4540.00", why: "2% of 227,000" },
  { component: "rate: 2%, depth: 1", pays: "4400.00", why: "direct reports alone" },
  {
    component: "of: pay, components: [sold, flat], rate: 10%",
    pays: "2300.00",
    why: "10% of 12,000 + 10,000 + 2 × 500",
  },
  {
    component: "of: pay, components: [flat], levels: [10%, 50%]",
    pays: "350.00",
    why: "10% of two bonuses, half of one",
  },
])("$component pays $pays: $why", ({ component, pays }) => {
  const plan = planOf(
    `c: { type: override, measure: bookings, ${component} }\nsold: { type: flat_rate, measure: bookings, rate: 10% }\nflat: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 500 }] }`,
    head,
  );
  const [override] = statementOf(plan, boss, q1).components;
  expect(override && toDecimal(override.earned)).toBe(pays);
});

test("an override opens down to deals, so that a cancelled deal takes its part of it back", () => {
  const cancelled = { on: "2026-03-01", share: { n: 1n, d: 2n } };
  const rep = factsOf({
    payee: { key: "rep", name: "rep" },
    credits: [credit("A", 1000, "2026-01-10", { cancelled }), credit("B", 400, "2026-01-20")],
  });
  const plan = planOf(
    "c: { type: override, measure: bookings, rate: 5% }\np: { type: override, of: pay, measure: bookings, components: [sold], rate: 50% }\nsold: { type: flat_rate, measure: bookings, rate: 10%, kickers: [{ where: { amount: { at_least: 1000 } }, amount: 40, pays: each }] }",
    `${head}\nclawback: { takes: commission }`,
  );
  const { earned, payable } = statementOf(plan, factsOf({ team: [from(rep)] }), q1);
  // 5% of 1,400, and half of 140 + 40; of A's 50 and 70 half comes back.
  expect([toDecimal(earned), toDecimal(payable)]).toEqual(["160.00", "100.00"]);
});

test("with an excess the deals below the bound are paid nothing, in the order they were credited", () => {
  const rep = factsOf({ credits: [credit("A", 700, "2026-01-10"), credit("B", 600, "2026-01-20")] });
  const plan = planOf("c: { type: override, measure: bookings, rate: 10%, above: 1000 }", head);
  const [line] = statementOf(plan, factsOf({ team: [from(rep)] }), q1).components[0]?.lines ?? [];
  expect(line?.children?.map(({ dealKey, amount }) => [dealKey, toDecimal(amount)])).toEqual([["B", "30.00"]]);
});

test("with one rate for all the individual override is that rate on the team", () => {
  const [each, together] = ["type: override, measure: bookings", "type: flat_rate, measure: team"].map((terms) =>
    planOf(`c: { ${terms}, rate: 3% }`, head),
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 6 }), (amounts) => {
      const facts = factsOf({ team: amounts.map((amount, i) => from(member(`p${i}`, amount, 1000))) });
      if (each && together)
        expect(statementOf(each, facts, q1).earned).toEqual(statementOf(together, facts, q1).earned);
    }),
  );
});

test.each([
  ["type: override, measure: bookings", "rate: and tiers: give one of them"],
  ["type: override, measure: bookings, tiers: [{ from: 0%, rate: 1% }]", "decided_by: is missing, and it changes pay"],
  [
    "type: override, measure: bookings, decided_by: team, tiers: [{ from: 0%, rate: 1% }, { from: 5%, rate: 2% }]",
    "edge: is missing, and it changes pay",
  ],
])("%s is refused: %s", (component, says) => {
  expect(() => planOf(`c: { ${component} }`, head)).toThrow(says);
});

test.each([
  ["type: override, measure: bookings, of: pay, rate: 5%", "goes with of: pay"],
  ["type: override, measure: bookings, levels: [5%], depth: 2", "keep one"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, "measures: { bookings: { of: amount }, price: { of: recorded } }")).toThrow(
    says,
  );
});
