import { describe, expect, test } from "vitest";
import { factsOf, period, planOf, quota } from "../../test/facts.js";
import { toDecimal } from "./money.js";
import { statementOf } from "./statement-of.js";

const q1 = period("2026-Q1");
const bonus =
  "b: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 0, of_target: 50% }] }";
const head = "target_incentive: { of_quota: 6.66%, measure: bookings }";
const paid = (amount: string, more = "") =>
  toDecimal(statementOf(planOf(bonus, `${head}\n${more}`), factsOf({ quotas: [quota(amount, "2026-Q1")] }), q1).earned);

describe("a target incentive that is a share of quota", () => {
  test("takes the place of the payee's own, rounded to the minor unit before anything is a share of it", () => {
    expect(paid("100000")).toBe("3330.00");
    expect(paid("0.30")).toBe("0.01"); // 6.66% of 0.30 is 0.01998, that is 0.02
  });

  test("shrinks with the quota", () => {
    const ramp = "ramp: { of: [quota], months: [0%, 50%, 100%], first_month: joined }";
    const facts = factsOf({ payee: { key: "maya", name: "Maya", hiredOn: "2026-01-01" } });
    expect(toDecimal(statementOf(planOf(bonus, `${head}\n${ramp}`), facts, q1).earned)).toBe("1665.00");
  });

  test("without a quota is an error that says what to set", () => {
    expect(() => statementOf(planOf(bonus, head), factsOf({ quotas: [] }), q1)).toThrow(
      "Maya has no quota for bookings, of which the target incentive of Test plan is a share",
    );
  });

  test.each([
    { head: "target_incentive: { of_quota: 6%, measure: booking }", says: "did you mean bookings?" },
    {
      head: "target_incentive: { of_quota: 6%, measure: seats }\nmeasures: { bookings: { of: amount }, seats: { of: seats } }",
      says: 'target_incentive.measure: "seats" counts seats',
    },
    {
      head: `${head}\nramp: { of: [target_incentive], months: [50%], first_month: joined }`,
      says: "ramp.of: names target_incentive, which is a share of the quota here",
    },
  ])("is refused: $says", ({ head, says }) => {
    expect(() => planOf(bonus, head)).toThrow(says);
  });
});
