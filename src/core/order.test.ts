import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, usd } from "../../test/facts.js";
import { toDecimal } from "./money.js";
import { statementOf } from "./statement-of.js";

const q1 = period("2026-Q1");
/** One deal of 25,000 at 10%, a kicker of 100, a cap of 2,000, and 110% of a score of 100. */
const parts = `c: { type: flat_rate, measure: bookings, rate: 10%, cap: { amount: 2000, per: quarter, excess: lost }, kickers: [{ where: { type: new }, amount: 100, pays: each }], multipliers: [{ measure: bookings, at_most: 50%, times: attainment }] }`;
const facts = factsOf({
  credits: [credit("A", 100000, "2026-02-01", { amount: usd(25000), attributes: { type: "new" } })],
});
const earned = (order: string) =>
  toDecimal(statementOf(planOf(parts, `order: { component: [${order}] }`), facts, q1).earned);

describe("the order of a component's steps", () => {
  // Attainment is 25%, so the multiplier is 25%.
  test.each([
    { order: "kickers, multipliers, cap", pays: "650.00", why: "2,600 × 25% is below the cap" },
    { order: "kickers, cap, multipliers", pays: "500.00", why: "2,600 capped at 2,000, × 25%" },
    { order: "cap, kickers, multipliers", pays: "525.00", why: "2,000 and the kicker of 100, × 25%" },
    { order: "cap, multipliers, kickers", pays: "600.00", why: "2,000 × 25%, and the kicker in full" },
    { order: "multipliers, kickers, cap", pays: "725.00", why: "625 and the kicker in full" },
  ])("$order pays $pays: $why", ({ order, pays }) => {
    expect(earned(order)).toBe(pays);
  });

  test("is the plan's to state where it says nothing of a cap beside multipliers", () => {
    expect(() => planOf(parts)).toThrow("components.c.cap.counts: is missing, and with multipliers it changes pay");
  });
});

describe("the order of settlement", () => {
  const guarantee = "draw: { kind: guarantee, amount: 3000, per: quarter }";
  const clawedBack = factsOf({
    credits: [credit("A", 25000, "2026-02-01")],
    ledger: [{ key: "L", postedOn: "2026-03-01", kind: "clawback", amount: usd(-1000), reason: "returned" }],
  });
  const payable = (head: string) =>
    toDecimal(
      statementOf(
        planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", `${guarantee}\n${head}`),
        clawedBack,
        q1,
      ).payable,
    );

  test("lets a guarantee make up for what is taken back, unless it comes first", () => {
    expect(payable("")).toBe("3000.00");
    expect(payable("order: { settlement: [draw, adjustments] }")).toBe("2000.00");
  });

  test("decides whether a guarantee counts what is held", () => {
    const held = "release: [{ share: 50%, on: collected }, { share: 50%, on: booked }]";
    // 2,500 earned, 1,250 of it held: topped up to 3,000 of what is left, or of what was earned.
    expect(payable(held)).toBe("3000.00");
    expect(payable(`${held}\norder: { settlement: [draw, release, adjustments] }`)).toBe("750.00");
  });
});

test.each([
  { head: "order: { component: [cap, multipliers] }", says: "order.component: leaves out kickers, which c has" },
  { head: "order: { component: [cap, cap] }", says: "names a step twice" },
  { head: "order: { component: [caps] }", says: '"caps" is not one of kickers, deal_minimum' },
  {
    head: "order: { component: [kickers, multipliers, cap], settlement: [release] }",
    says: "order.settlement: leaves out adjustments",
  },
  {
    head: "order: { component: [kickers, multipliers, cap], settlement: [adjustments] }\nclawback: { takes: commission }",
    says: "order.settlement: leaves out clawbacks, which the plan has",
  },
])("$head is refused", ({ head, says }) => {
  expect(() => planOf(parts, head)).toThrow(says);
});

test.each([
  { cap: "amount: 1, per: year, excess: lost", says: "it must be per quarter, with excess: lost" },
  { cap: "amount: 1, per: quarter, excess: carried", says: "it must be per quarter, with excess: lost" },
  {
    cap: "amount: 1, per: quarter, excess: lost, counts: before_multipliers",
    says: "and order both say where the cap stands",
  },
])("a cap { $cap } that steps follow is refused", ({ cap, says }) => {
  const component = `c: { type: flat_rate, measure: bookings, rate: 10%, cap: { ${cap} }, kickers: [{ where: { type: new }, amount: 100, pays: each }] }`;
  expect(() => planOf(component, "order: { component: [cap, kickers] }")).toThrow(says);
});
