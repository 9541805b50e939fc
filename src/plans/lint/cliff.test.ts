import { describe, expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { rational } from "../../core/rational.js";
import { cliff } from "./cliff.js";

const bonus = (edge: string) => `
components:
  commission: { type: flat_rate, measure: bookings, rate: 10% }
  bonus: { type: step_bonus, measure: bookings, pays: highest, edge: ${edge}, steps: [{ at: 100%, bonus: 3000 }] }`;

describe("a cliff", () => {
  test.each(["upper", "lower"])("is named with place and amounts, whichever side the %s edge is on", (edge) => {
    const [first, ...others] = said(cliff, bonus(edge));
    expect(first).toContain("components.bonus: pay jumps by $3,000.00 at $100,000.00 of bookings (100% of quota)");
    expect(first).toContain("from $10,000.00 to $13,000.00");
    expect(others).toEqual([]);
  });

  test("is above the size that was asked for, not at it", () => {
    expect(said(cliff, bonus("upper"), { cliff: rational(3000) })).toEqual([]);
    expect(said(cliff, bonus("upper"), { cliff: rational(2999) })).toHaveLength(1);
  });

  test("is above a tenth of the pay at 100% unless a size is asked for", () => {
    const small = bonus("upper").replace("3000", "1000");
    expect(said(cliff, small)).toEqual([]);
    expect(said(cliff, small.replace("1000", "1200"))).toHaveLength(1);
  });

  test("is what a step pays beyond the ones beside it: a deal worth 500 is no cliff", () => {
    const perDeal = `
measures: { deals: { of: deals } }
components:
  c: { type: flat_rate, measure: deals, per_unit: 500 }
  b: { type: step_bonus, measure: deals, pays: highest, edge: upper, steps: [{ at: 10, bonus: 100 }] }`;
    expect(said(cliff, perDeal, { cliff: rational(400) })).toEqual([]);
    expect(said(cliff, perDeal, { cliff: rational(99) })).toHaveLength(1);
  });

  test("is found at an amount that a window of its own is measured on", () => {
    const monthly = `
components:
  c:
    type: rate_table
    measure: bookings
    window: month
    deals: accumulated
    retroactive: true
    edge: upper
    tiers: [{ from: 0, rate: 1% }, { from: 20000, rate: 10% }]`;
    expect(said(cliff, monthly)).toEqual([
      "components.c: pay jumps by $5,400.00 at $60,000.00 of bookings (60% of quota), from $600.00 to $6,000.00",
    ]);
  });
});
