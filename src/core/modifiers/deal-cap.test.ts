import { expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const planWith = (terms: string) => planOf(`c: { type: flat_rate, measure: bookings, rate: 10%, ${terms} }`);
const kicker = "kickers: [{ where: { product: X }, amount: 500, pays: each }]";

test.each([
  {
    terms: "deal_cap: { amount: 3000, excess: lost }",
    pays: "2000.00",
    why: "3,000 + 2,000, and a return takes back 3,000 at most",
  },
  {
    terms: `deal_cap: { amount: 3000, excess: lost }, ${kicker}`,
    pays: "2500.00",
    why: "kickers count towards the cap",
  },
  { terms: "deal_cap: { rate: 5%, excess: lost }", pays: "1500.00", why: "5% of each deal" },
])("$terms pays $pays: $why", ({ terms, pays }) => {
  const credits = [
    credit("A", 50000, "2026-01-10"),
    credit("B", 20000, "2026-01-11", { attributes: { product: "X" } }),
    credit("C", -40000, "2026-01-12"),
  ];
  const statement = statementOf(planWith(terms), factsOf({ credits }), period("2026-Q1"));
  expect(toDecimal(statement.earned)).toBe(pays);
});

test.each([
  ["deal_cap: { excess: lost }", "needs one of amount"],
  ["deal_cap: { amount: 5 }", "deal_cap.excess: is missing"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planWith(terms)).toThrow(says);
});
