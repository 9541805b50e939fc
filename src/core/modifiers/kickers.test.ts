import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { rational } from "../rational.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const planWith = (kickers: string) =>
  planOf(`c: { type: flat_rate, measure: bookings, rate: 8%, kickers: ${kickers} }`);
const multiYear = { attributes: { term_years: "3" } };
const earned = (kickers: string, credits: ReturnType<typeof credit>[]) =>
  toDecimal(statementOf(planWith(kickers), factsOf({ credits }), q1).earned);

test.each([
  {
    kickers: "[{ where: { term_years: { at_least: 3 } }, amount: 1500, pays: each }]",
    pays: "18150.00",
    why: "8% of 180,000, 1,500 for each of two deals and half of it for half of one",
  },
  {
    kickers: "[{ where: { term_years: 3 }, amount: 1500, pays: once }]",
    pays: "15900.00",
    why: "the first deal alone",
  },
  { kickers: "[{ where: { term_years: 3 }, points: 2% }]", pays: "17000.00", why: "2% of 130,000" },
  { kickers: "[{ where: { term_years: 3 }, times: 1.25 }]", pays: "17000.00", why: "a quarter of 8% of 130,000" },
  {
    kickers: "[{ where: { term_years: 3 }, points: 2% }, { where: { term_years: 3 }, times: 1.25 }]",
    pays: "19600.00",
    why: "kickers add up and never multiply one another",
  },
  {
    kickers: "[{ where: { term_years: 3 }, amount: 1000, pays: each, splits: full }]",
    pays: "17400.00",
    why: "full for part of a deal",
  },
])("$kickers pays $pays: $why", ({ kickers, pays }) => {
  const credits = [
    credit("A", 100000, "2026-01-10", multiYear),
    credit("B", 50000, "2026-01-11"),
    credit("C", 10000, "2026-01-12", { ...multiYear, share: rational(1, 2) }),
    credit("D", 20000, "2026-01-13", multiYear),
  ];
  expect(earned(kickers, credits)).toBe(pays);
});

test("order lines are one deal, and a return takes its kicker back", () => {
  const kicker = "[{ where: { term_years: 3 }, amount: 1000, pays: each }]";
  expect(
    earned(kicker, [
      credit("A", 600, "2026-01-10", { ...multiYear, lineKey: "1" }),
      credit("A", 400, "2026-01-10", { ...multiYear, lineKey: "2" }),
    ]),
  ).toBe("1080.00");
  expect(earned(kicker, [credit("A", -1000, "2026-01-10", multiYear)])).toBe("-1080.00");
});

test.each([
  ["[{ where: { a: b } }]", "needs one of amount"],
  ["[{ where: { a: b }, amount: 5, points: 1% }]", "needs one of amount"],
  ["[{ where: { a: b }, amount: 5 }]", "kickers[0].pays: is missing, and it changes pay"],
  ["[{ where: { a: b }, points: 5%, pays: once }]", "belongs to an amount"],
  ["[{ amount: 5, pays: each }]", "where"],
])("%s is refused: %s", (kickers, says) => {
  expect(() => planWith(kickers)).toThrow(says);
});

test("points on every deal are a higher rate", () => {
  const higher = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }");
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9_000_000, max: 9_000_000 }), { maxLength: 8 }), (minors) => {
      const facts = factsOf({
        credits: minors.map((minor, i) => credit(`D${i}`, (minor / 100).toFixed(2), "2026-01-10", multiYear)),
      });
      expect(statementOf(planWith("[{ where: { term_years: 3 }, points: 2% }]"), facts, q1).earned).toEqual(
        statementOf(higher, facts, q1).earned,
      );
    }),
  );
});
