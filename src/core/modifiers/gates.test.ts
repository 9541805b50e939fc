import { expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../../test/facts.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const head = "measures: { bookings: { of: amount }, services: { of: amount, where: { category: services } } }";
const planWith = (type: string, gate: string) =>
  planOf(`c: { ${type}, measure: bookings, gates: [{ measure: services, ${gate} }] }`, head);
const curve = "type: pay_curve, above: continues, points: [{ at: 0%, pays: 0% }, { at: 100%, pays: 100% }]";
const table =
  "type: rate_table, retroactive: false, tiers: [{ from: 0%, rate: 5% }, { from: 50%, rate: 6% }, { from: 100%, rate: 9% }]";
const flat = "type: flat_rate, rate: 10%";

/** 120,000 on a quota of 100,000, of which 20,000 services on a quota of 20,000: exactly 100%. */
const facts = factsOf({
  quotas: [quota(100000, "2026-Q1"), quota(20000, "2026-Q1", "services")],
  credits: [
    credit("A", 100000, "2026-01-10"),
    credit("B", 20000, "2026-01-11", { attributes: { category: "services" } }),
  ],
});

test.each([
  { type: curve, gate: "at_least: 100%, otherwise: nothing", pays: "12000.00", why: "reaching it is enough" },
  { type: curve, gate: "above: 100%, otherwise: nothing", pays: "0.00", why: "it must be passed" },
  {
    type: curve,
    gate: "above: 20000, otherwise: capped, capped_at: 50%",
    pays: "5000.00",
    why: "half of 10,000 at most",
  },
  { type: curve, gate: "above: 100%, otherwise: no_accelerator", pays: "10000.00", why: "no more than 100%" },
  {
    type: table,
    gate: "above: 100%, otherwise: no_accelerator",
    pays: "6700.00",
    why: "5% of 50,000 and 6% of 70,000",
  },
  {
    type: flat,
    gate: "above: 100%, otherwise: capped, capped_at: 200%",
    pays: "12000.00",
    why: "below its own limit nothing changes",
  },
])("$gate on $type pays $pays: $why", ({ type, gate, pays }) => {
  expect(toDecimal(statementOf(planWith(type, gate), facts, period("2026-Q1")).earned)).toBe(pays);
});

test.each([
  [flat, "otherwise: nothing", "needs one of at_least"],
  [flat, "at_least: 5%", "gates[0].otherwise: is missing"],
  [flat, "at_least: 5%, otherwise: no_accelerator", "cannot be no_accelerator on a flat_rate"],
  [flat, "at_least: 5%, otherwise: capped", "gates[0].capped_at"],
])("%s with %s is refused: %s", (type, gate, says) => {
  expect(() => planWith(type, gate)).toThrow(says);
});

test("a measure the plan does not have is refused", () => {
  expect(() =>
    planOf(`c: { ${flat}, measure: bookings, gates: [{ measure: service, at_least: 1%, otherwise: nothing }] }`, head),
  ).toThrow("did you mean services?");
});
