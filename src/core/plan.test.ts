import { describe, expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { readPlan } from "../plans/plan-file.js";
import { PlanError } from "./errors.js";
import { parsePlan } from "./plan.js";

const flat = "c: { type: flat_rate, measure: bookings, rate: 10% }";
const problemsOf = (make: () => unknown): readonly string[] => {
  try {
    make();
  } catch (error) {
    if (error instanceof PlanError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

describe("a plan", () => {
  test("reads with its defaults", () => {
    const plan = planOf(flat);
    expect({ ...plan, components: plan.components.length, measures: [...plan.measures.keys()] }).toEqual({
      name: "Test plan",
      version: "1",
      description: null,
      effective: null,
      currency: "USD",
      quotaPeriod: "quarter",
      payoutPeriod: "quarter",
      fx: null,
      rounding: { mode: "half_up", per: "component", attainmentPlaces: null, ratePlaces: null, quotaTo: null },
      seasonality: null,
      splitsTotal: "any",
      relief: { proration: null, ramp: null },
      attainmentAtStart: "carried",
      order: {},
      targetIncentive: null,
      measures: ["bookings"],
      components: 1,
      cap: null,
      settlement: { release: null, clawback: null, draw: null, minimumPayment: null, belowZero: "owed" },
      payout: null,
      examples: [],
      terms: [],
      accepts: [],
    });
  });

  test("keeps its version as written", () => {
    expect(
      readPlan(
        "name: P\nversion: 1.10\ncurrency: USD\nquota_period: year\nmeasures: { m: amount }\ncomponents: { c: { type: flat_rate, measure: m, rate: 1% } }",
      ).version,
    ).toBe("1.10");
  });

  test.each([
    {
      part: flat,
      head: "qouta_period: year",
      says: ': "qouta_period" is not a field here, did you mean quota_period?',
    },
    {
      part: "c: { type: flat_rat, measure: bookings, rate: 1% }",
      head: "",
      says: 'type "flat_rat" is not one of rate_table, flat_rate',
    },
    { part: "c: { measure: bookings, rate: 1% }", head: "", says: "needs a type: one of rate_table" },
    { part: "c: { type: flat_rate, measure: booking, rate: 1% }", head: "", says: "did you mean bookings? (bookings)" },
    { part: "C-1: { type: flat_rate, measure: bookings, rate: 1% }", head: "", says: '"C-1" is not a name' },
    {
      part: "c: { type: flat_rate, measure: bookings }",
      head: "",
      says: "components.c.rate: is missing: give rate (8%)",
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 8 }",
      head: "",
      says: 'components.c.rate: "8" is ambiguous: write 8% or 800%',
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 1%, cap: { amount: 5, per: quarter } }",
      head: "",
      says: "components.c.cap.excess: is missing",
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 1%, cap: { per: quarter, excess: lost } }",
      head: "",
      says: "components.c.cap: needs one of amount",
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 1%, measured: cumulative }",
      head: "",
      says: "components.c.shortfall: is missing, and with cumulative it changes pay",
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 1%, threshold: { at_least: 80% } }",
      head: "",
      says: "components.c.threshold.unlocks: is missing: choose one of everything, excess_only",
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 1%, threshold: { unlocks: everything } }",
      head: "",
      says: "needs one of at_least",
    },
    {
      part: "c: { type: flat_rate, measure: bookings, rate: 1%, weight: 90% }",
      head: "",
      says: "weights that add up to 90%",
    },
    { part: flat, head: "seasonality: [50%, 60%]", says: "seasonality: needs 4 shares" },
    {
      part: flat,
      head: "effective: { from: 2026-02-01, through: 2026-01-01 }",
      says: "effective.through: 2026-01-01 is before 2026-02-01",
    },
    {
      part: flat,
      head: "ramp: { of: [quota], months: [50%] }",
      says: "ramp.first_month: is missing: choose one of joined, first_full",
    },
    { part: flat, head: "proration: { of: [quota] }", says: "proration.by: is missing: choose one of calendar_days" },
    { part: flat, head: "rounding: { mode: bankers }", says: '"bankers" is not one of half_up, half_even' },
    {
      part: "c: { type: pay_curve, measure: bookings, above: continues, points: [{ at: 100%, pays: 100% }] }",
      head: "",
      says: "cannot continue without a slope",
    },
    {
      part: "c: { type: pay_curve, measure: bookings, points: [{ at: 100%, pays: 100% }] }",
      head: "",
      says: "above: is missing: choose one of capped, continues",
    },
    {
      part: "c: { type: pay_curve, measure: bookings, above: capped, points: [{ at: 100000, pays: 100% }] }",
      head: "",
      says: "must be attainment",
    },
  ])("is refused: $says", ({ part, head, says }) => {
    expect(problemsOf(() => planOf(part, head)).join("\n")).toContain(says);
  });

  test("tells every problem at once", () => {
    expect(
      problemsOf(() => parsePlan({ name: "P", currency: "dollars", components: [] })).map((text) => text.split(":")[0]),
    ).toEqual(["version", "currency", "quota_period", "measures", "components"]);
  });

  test.each([null, undefined, "text", 5, []])("%j is no plan", (document) => {
    expect(() => parsePlan(document)).toThrow(PlanError);
  });
});
