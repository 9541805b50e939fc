import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const bonus = (pays: string, edge: string) =>
  planOf(
    `b: { type: step_bonus, measure: bookings, pays: ${pays}, edge: ${edge}, steps: [{ at: 80%, bonus: 500 }, { at: 100%, of_target: 10% }] }`,
  );
const pay = (plan: ReturnType<typeof planOf>, amount: string) =>
  toDecimal(statementOf(plan, factsOf({ credits: [credit("D", amount, "2026-02-01")] }), period("2026-Q1")).earned);

describe("step bonus", () => {
  test.each([
    { pays: "highest", edge: "upper", amount: "79999.99", earned: "0.00" },
    { pays: "highest", edge: "upper", amount: "80000", earned: "500.00" },
    { pays: "highest", edge: "lower", amount: "80000", earned: "0.00" },
    { pays: "highest", edge: "upper", amount: "100000", earned: "1000.00" },
    { pays: "additive", edge: "upper", amount: "100000", earned: "1500.00" },
    { pays: "additive", edge: "lower", amount: "100000", earned: "500.00" },
  ])("$pays, edge $edge: $amount of 100,000 pays $earned", ({ pays, edge, amount, earned }) => {
    expect(pay(bonus(pays, edge), amount)).toBe(earned);
  });

  test.each([
    ["{ type: step_bonus, measure: bookings, edge: upper, steps: [{ at: 1, bonus: 1 }] }", "pays: is missing"],
    ["{ type: step_bonus, measure: bookings, pays: highest, steps: [{ at: 1, bonus: 1 }] }", "edge: is missing"],
    ["{ type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 1 }] }", "give either bonus"],
    [
      "{ type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 2, bonus: 1 }, { at: 1, bonus: 2 }] }",
      "steps go upwards",
    ],
    [
      "{ type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 2, bonus: 1 }, { at: 100%, bonus: 2 }] }",
      "mixes percentages",
    ],
    [
      "{ type: step_bonus, measure: bookings, where: { a: b }, pays: highest, edge: upper, steps: [{ at: 2, bonus: 1 }] }",
      "has no effect on a bonus",
    ],
  ])("%s is refused: %s", (terms, says) => {
    expect(() => planOf(`b: ${terms}`)).toThrow(says);
  });
});
