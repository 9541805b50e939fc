import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const rules =
  "rules: [{ where: { product: atlas }, rate: 2% }, { where: { category: software }, rate: 5% }, { rate: 3%, label: Any }]";
const q1 = period("2026-Q1");
const earned = (terms: string, attributes: Record<string, string>, amount = 1000) =>
  toDecimal(
    statementOf(
      planOf(`c: { type: rate_rules, measure: bookings, otherwise: nothing, ${terms} }`),
      factsOf({ credits: [credit("A", amount, "2026-02-01", { attributes })] }),
      q1,
    ).earned,
  );

describe("rate rules", () => {
  const both = { product: "Atlas", category: "software" };
  test.each([
    { wins: "first", attributes: both, pays: "20.00", why: "the product's rule stands above the category's" },
    { wins: "highest", attributes: both, pays: "50.00", why: "5% is the highest of the three" },
    { wins: "lowest", attributes: both, pays: "20.00", why: "2% is the lowest" },
    { wins: "first", attributes: { category: "software" }, pays: "50.00", why: "no product rule matches" },
    { wins: "first", attributes: {}, pays: "30.00", why: "the rule for all" },
  ])("wins: $wins pays $pays: $why", ({ wins, attributes, pays }) => {
    expect(earned(`wins: ${wins}, ${rules}`, attributes)).toBe(pays);
  });

  test("a return takes back at its own rule's rate", () => {
    expect(earned(`wins: first, ${rules}`, both, -1000)).toBe("-20.00");
  });

  test("a multiple is of the base commission rate, and is compared as the rate it comes to", () => {
    // 10,000 a quarter on a quota of 100,000 is 10%, above the 5% beside it.
    expect(earned("wins: highest, rules: [{ multiple: 1 }, { rate: 5% }]", {})).toBe("100.00");
  });

  test("a deal without a rule pays nothing, or is an error where the plan says so", () => {
    expect(earned("wins: first, rules: [{ where: { product: x }, rate: 2% }]", {})).toBe("0.00");
    const plan = planOf(
      "c: { type: rate_rules, measure: bookings, wins: first, otherwise: refused, rules: [{ where: { product: x }, rate: 2% }] }",
    );
    const facts = factsOf({ credits: [credit("A", 1, "2026-02-01")] });
    expect(() => statementOf(plan, facts, q1)).toThrow("A (A) matches none of the rules");
  });
});

test.each([
  ["type: rate_rules, measure: bookings, otherwise: nothing, rules: [{ rate: 1% }]", "wins: is missing"],
  ["type: rate_rules, measure: bookings, wins: first, rules: [{ rate: 1% }]", "otherwise: is missing"],
  [
    "type: rate_rules, measure: bookings, wins: first, otherwise: nothing, rules: [{ rate: 1% }, { rate: 2% }]",
    "would never be reached",
  ],
  [
    "type: rate_rules, measure: bookings, wins: lowest, otherwise: nothing, rules: [{ rate: 1% }, { per_unit: 2 }]",
    "cannot compare rates with amounts",
  ],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, "measures: { bookings: { of: amount }, price: { of: recorded } }")).toThrow(
    says,
  );
});
