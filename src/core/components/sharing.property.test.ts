import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import type { PayeeFacts } from "../facts.js";
import { money, sum } from "../money.js";
import { statementOf } from "../statement-of.js";

/** Contests, pools and budgets that several people share: nothing lost or made, whoever asks and in whatever order. */
const q1 = period("2026-Q1");
const sales = fc.array(fc.array(fc.integer({ min: -5_000, max: 900_000 }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});

const peopleOf = (deals: readonly (readonly number[])[], asOf = "2026-03-31"): PayeeFacts[] =>
  deals.map((own, person) =>
    factsOf({
      payee: { key: `p${person}`, name: `P${person}` },
      quotas: [quota(1000, "2026-Q1")],
      asOf,
      credits: own.map((minor, i) =>
        credit(`D${i}-${person}`, 0, `2026-02-${10 + ((i * 7 + person) % 5)}`, { amount: money(minor, "USD") }),
      ),
    }),
  );

/** What each is paid, by key, with the list of participants as `order` has it. */
function payOf(component: string, people: readonly PayeeFacts[], order: (all: readonly PayeeFacts[]) => PayeeFacts[]) {
  const plan = planOf(`c: { measure: bookings, ${component} }`);
  const participants = order(people).map((facts) => ({ facts, managers: [] }));
  return people.map((facts) => statementOf(plan, { ...facts, participants }, q1).earned);
}
const asGiven = (all: readonly PayeeFacts[]) => [...all];
const backwards = (all: readonly PayeeFacts[]) => [...all].reverse();

const contest = "type: contest, rank_by: credited, ties: share, prizes: [1000, 500, 100.01]";
const pots = [
  "type: pool, pot: 1000.01, shared: equally",
  "type: pool, pot: 1000.01, shared: by_credit",
  "type: pool, pot: 1000.01, shared: by_target",
  "type: contest, rank_by: credited, ties: share, pot: 1000.01, shares: [100%]",
];
const budgets = [
  "type: spiff, rate: 3.33%, budget: 100, limits_for: everybody",
  "type: spiff, amount: 33.33, budget: 100, limits_for: everybody",
];

test.each([contest, ...pots, ...budgets])("%s pays the same whatever the order of participants", (component) => {
  fc.assert(
    fc.property(sales, (deals) => {
      const people = peopleOf(deals);
      expect(payOf(component, people, backwards)).toEqual(payOf(component, people, asGiven));
    }),
  );
});

test.each(pots)("%s is shared out to the last cent, or not at all", (component) => {
  fc.assert(
    fc.property(sales, (deals) => {
      const people = peopleOf(deals);
      const someone = deals.some((own) => own.reduce((a, b) => a + b, 0) > 0);
      expect(sum(payOf(component, people, asGiven), "USD").minor).toBe(someone ? 1000_01 : 0);
    }),
  );
});

test("a contest pays as many prizes as there are places taken, ties or not", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1000, 2000, 3000), { minLength: 1, maxLength: 7 }), (scores) => {
      const people = peopleOf(scores.map((minor) => [minor]));
      const prizes = [1000_00, 500_00, 100_01].slice(0, scores.length).reduce((a, b) => a + b, 0);
      expect(sum(payOf(contest, people, asGiven), "USD").minor).toBe(prizes);
    }),
  );
});

test.each(budgets)("%s never pays more than its budget, and all of it where enough is sold", (component) => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 900_000 }), { maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      (deals) => {
        const pays = payOf(component, peopleOf(deals), asGiven);
        const exact = deals.flat().map((minor) => (component.includes("rate") ? Math.round(minor * 0.0333) : 3333));
        const wanted = exact.reduce((a, b) => a + b, 0);
        const paid = sum(pays, "USD").minor;
        expect(paid).toBeLessThanOrEqual(100_00);
        expect(Math.abs(paid - Math.min(100_00, wanted))).toBeLessThanOrEqual(deals.flat().length);
      },
    ),
  );
});

test("a deal that two people share is one of the first, and each has their part", () => {
  const half = { n: 1n, d: 2n };
  const people = ["a", "b", "c"].map((key) => factsOf({ payee: { key, name: key } }));
  const withDeal = people.map((facts, i) => ({
    ...facts,
    credits: i < 2 ? [credit("A", 500, "2026-02-01", { share: half })] : [credit("B", 500, "2026-02-02")],
  }));
  expect(payOf("type: spiff, amount: 100, first: 2, limits_for: everybody", withDeal, asGiven)).toEqual(
    [50, 50, 100].map((dollars) => money(dollars * 100, "USD")),
  );
  expect(payOf("type: spiff, amount: 100, first: 1, limits_for: everybody", withDeal, asGiven)).toEqual(
    [50, 50, 0].map((dollars) => money(dollars * 100, "USD")),
  );
});

test.each([contest, pots[0]])("%s is paid once its last day is over, not before", (component) => {
  const before = peopleOf([[500_00]], "2026-03-30");
  const after = peopleOf([[500_00]], "2026-03-31");
  expect(payOf(component ?? "", before, asGiven)[0]?.minor).toBe(0);
  expect(payOf(component ?? "", after, asGiven)[0]?.minor).toBeGreaterThan(0);
});

test.each([
  ["both_higher", [1000_00, 1000_00, 100_01], "each of two gets the first prize, and the next is third"],
  ["share", [750_00, 750_00, 100_01], "two share the first two prizes"],
])("ties: %s pays %j: %s", (ties, minor) => {
  const people = peopleOf([[2000], [2000], [1000]]);
  const pays = payOf(`type: contest, rank_by: attainment, ties: ${ties}, prizes: [1000, 500, 100.01]`, people, asGiven);
  expect(pays.map((amount) => amount.minor)).toEqual(minor);
});

test.each([contest, "type: pool, pot: 5, shared: equally", "type: spiff, rate: 1%, budget: 5, limits_for: everybody"])(
  "%s is not figured from one person's facts alone",
  (component) => {
    const plan = planOf(`c: { measure: bookings, ${component} }`);
    expect(() => statementOf(plan, factsOf({ credits: [credit("A", 5, "2026-02-01")] }), q1)).toThrow(
      "depends on everybody who takes part",
    );
  },
);

test("a measure of everybody decides each one's rate, and each is paid on what they sold", () => {
  const plan = planOf(
    "c: { type: rate_table, measure: all, base: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 10% }] }",
    "measures: { bookings: { of: amount }, all: { of: amount, credits_of: everybody } }",
  );
  const people = peopleOf([[600_00], [500_00]]).map((facts) => ({ ...facts, quotas: [quota(1100, "2026-Q1", "all")] }));
  const participants = people.map((facts) => ({ facts, managers: [] }));
  const pays = people.map((facts) => statementOf(plan, { ...facts, participants }, q1).earned.minor);
  expect(pays).toEqual([60_00, 50_00]);
  expect(() => statementOf(plan, people[0] ?? factsOf(), q1)).toThrow("counts what everybody on it sold");
});

test("who reaches the goal first is first, and whoever reaches it on the same day ties", () => {
  const component = "type: contest, rank_by: first_to_reach, at_least: 100%, ties: share, prizes: [100, 50]";
  const sold = (key: string, days: readonly string[]) =>
    factsOf({
      payee: { key, name: key },
      quotas: [quota(1000, "2026-Q1")],
      credits: days.map((day, i) => credit(`${key}${i}`, 500, day)),
    });
  const early = sold("a", ["2026-01-10", "2026-02-10", "2026-03-10"]);
  const later = sold("b", ["2026-01-01", "2026-02-11"]);
  const never = sold("c", ["2026-01-01"]);
  expect(payOf(component, [early, later, never], asGiven).map(({ minor }) => minor)).toEqual([100_00, 50_00, 0]);
  const tied = sold("b", ["2026-02-01", "2026-02-10"]);
  expect(payOf(component, [early, tied, never], asGiven).map(({ minor }) => minor)).toEqual([75_00, 75_00, 0]);
});
