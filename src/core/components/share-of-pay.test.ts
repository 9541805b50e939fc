import fc from "fast-check";
import { expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../../test/facts.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const commission =
  "commission: { type: flat_rate, measure: bookings, rate: 7.77%, cap: { amount: 500, per: quarter, excess: lost } }";
const plan = planOf(`${commission}\nextra: { type: share_of_pay, components: [commission], rate: 10% }`);

test("it is the rate of what stands on the statement, cap and rounding included, and opens down to deals", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 5 }), (amounts) => {
      const credits = amounts.map((amount, i) => credit(`D${i}`, amount, "2026-02-01"));
      const { components } = statementOf(plan, factsOf({ credits }), q1);
      const [paid, extra] = components.map(({ earned }) => earned.minor);
      expect(extra).toBe(Math.floor((paid ?? 0) / 10 + 0.5));
      const [line] = components[1]?.lines ?? [];
      const opened = (line?.children ?? []).reduce((all, { amount }) => all + amount.minor, 0);
      expect(line ? opened : 0).toBe(extra);
    }),
  );
});

test("a gate on its measure holds it, not what it pays on", () => {
  const gated = planOf(
    `${commission}\nextra: { type: share_of_pay, measure: bookings, components: [commission], rate: 10%, threshold: { at_least: 50%, unlocks: everything } }`,
  );
  const pay = (amount: number) =>
    statementOf(gated, factsOf({ credits: [credit("A", amount, "2026-02-01")] }), q1).components.map(
      ({ earned }) => earned.minor,
    );
  expect(pay(1000)).toEqual([7770, 0]);
  expect(pay(50000)).toEqual([50000, 5000]);
});

test.each([
  ["type: share_of_pay, components: [x], rate: 5%", "is not among the plan's components"],
  ["type: share_of_pay, components: [c], rate: 5%", "pay on one another in a circle (c on c)"],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, "measures: { bookings: { of: amount }, price: { of: recorded } }")).toThrow(
    says,
  );
});

test("a circle of several components is refused at each of them", () => {
  const share = (of: string) => `{ type: share_of_pay, rate: 1%, components: [${of}] }`;
  expect(() => planOf(`a: ${share("b")}\nb: ${share("c")}\nc: ${share("a")}`)).toThrow(
    /components\.a\.components: .*\(a on b on c on a\)[\s\S]*components\.c\.components/,
  );
});
