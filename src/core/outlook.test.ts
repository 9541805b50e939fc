import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../test/facts.js";
import type { PayeeFacts } from "./facts.js";
import { creditNeededFor, type Gap } from "./gap.js";
import { type Money, money, toDecimal } from "./money.js";
import { outlook } from "./outlook.js";
import { parseDecimal, toDecimalString } from "./rational.js";
import { payWith, supposedCredit } from "./what-if.js";

const q1 = period("2026-Q1");
const plan = planOf(`
commission: { type: rate_table, measure: bookings, edge: upper, tiers: [{ from: 0%, rate: 5% }, { from: 50%, rate: 10%, retroactive: true }, { from: 100%, rate: 15%, retroactive: false }] }
bonus: { type: step_bonus, measure: bookings, pays: highest, edge: lower, steps: [{ at: 80%, bonus: 1000 }] }`);
/** Half of the days are gone (45 of 90), 40,000 of 100,000 credited. */
const halfway = factsOf({
  asOf: "2026-02-14",
  credits: [credit("A", 25000, "2026-01-20"), credit("B", 15000, "2026-02-03")],
});
const shown = (amount: Money | null | undefined) => amount && toDecimal(amount);

describe("outlook", () => {
  test("of a payee half way through the quarter", () => {
    const found = outlook(plan, halfway, q1);
    expect({
      credited: shown(found.credited),
      quota: shown(found.quota),
      left: shown(found.left),
      leftPerWeek: shown(found.leftPerWeek),
      elapsed: toDecimalString(found.elapsed),
      landing: shown(found.landing?.credited),
      landingPayout: shown(found.landing?.payout),
      payoutSoFar: shown(found.payoutSoFar),
      payoutAtQuota: shown(found.payoutAtQuota),
    }).toEqual({
      credited: "40000.00",
      quota: "100000.00",
      left: "60000.00",
      leftPerWeek: "9130.43", // 46 days with today, 60,000 x 7 / 46
      elapsed: "0.5",
      landing: "80000.00",
      landingPayout: "8000.00", // 10% from the first dollar; the bonus asks for more than 80%
      payoutSoFar: "2000.00",
      payoutAtQuota: "11000.00",
    });
    expect(found.nextTier).toMatchObject({ component: "commission", label: "Tier 2 (from 50% of quota)" });
    expect(shown(found.nextTier?.needed)).toBe("10000.00");
    expect(shown(found.nextTier?.worth)).toBe("3000.00"); // 10% of 50,000 less 2,000
  });

  test("a step that must be passed needs a cent more", () => {
    const facts = factsOf({ asOf: "2026-02-14", credits: [credit("A", 75000, "2026-01-20")] });
    const { nextTier } = outlook(plan, facts, q1);
    expect(nextTier?.label).toBe("Bonus for 80%");
    expect(shown(nextTier?.needed)).toBe("5000.01");
    expect(shown(nextTier?.worth)).toBe("1500.00");
  });

  test("past quota nothing is left and the last tier has no next", () => {
    const found = outlook(plan, factsOf({ credits: [credit("A", 130000, "2026-01-20")] }), q1);
    expect([shown(found.left), found.payoutAtQuota, found.nextTier]).toEqual(["0.00", null, null]);
    expect(shown(found.landing?.credited)).toBe("130000.00");
  });

  test("without a quota there is a payout and no attainment", () => {
    const facts: PayeeFacts = { ...halfway, quotas: [] };
    const found = outlook(plan, facts, q1);
    expect([found.quota, found.left, found.payoutAtQuota, found.nextTier]).toEqual([null, null, null, null]);
    expect(found.attainment).toEqual({ ok: false, reason: "no_quota" });
  });

  test("before the quarter begins there is no pace", () => {
    const found = outlook(plan, factsOf({ asOf: "2025-12-20" }), q1);
    expect(found.landing).toBeNull();
    expect(shown(found.payoutAtQuota)).toBe("11000.00");
    expect(shown(found.leftPerWeek)).toBe("7777.78"); // 100,000 x 7 / 90
  });

  test("a month of a quarterly plan stands on the quarter to date", () => {
    const found = outlook(plan, halfway, period("2026-02"));
    expect(found.window).toEqual({ start: "2026-01-01", end: "2026-04-01" });
    expect(shown(found.credited)).toBe("40000.00");
    expect(shown(found.payoutSoFar)).toBe("750.00"); // 5% of February's 15,000
  });

  test("a measure of units keeps to units", () => {
    const seats = planOf(
      "c: { type: step_bonus, measure: seats, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 500 }] }",
      "measures: { seats: { of: seats } }",
    );
    const units = (n: number): Money => money(n * 10_000, "XXX");
    const facts = factsOf({
      asOf: "2026-02-14",
      quotas: [{ ...quota(0, "2026-Q1", "seats"), amount: units(40) }],
      credits: [credit("A", 0, "2026-01-20", { attributes: { seats: "30" } })],
    });
    const found = outlook(seats, facts, q1);
    expect([found.unit, found.left, shown(found.payoutAtQuota)]).toEqual(["seats", units(10), "500.00"]);
  });
});

describe("what a deal is worth", () => {
  test("its own tier slices, the uplift of earlier deals, and the bonus it brings", () => {
    const { difference, parts } = payWith(plan, halfway, q1, [supposedCredit(plan, halfway, q1, usd(70000))]);
    expect(toDecimal(difference)).toBe("10500.00");
    expect(parts.map(({ kind, label, amount }) => [kind, label, toDecimal(amount)])).toEqual([
      ["higher_tier", "Tier 2 (from 50% of quota)", "6000.00"],
      ["higher_tier", "Tier 3 (from 100% of quota)", "1500.00"],
      ["earlier_deals", "Deals already closed", "2000.00"],
      ["bonus", "Bonus or payout", "1000.00"],
    ]);
  });

  test("what a cap takes away is a part of its own", () => {
    const capped = planOf(
      "c: { type: flat_rate, measure: bookings, rate: 10%, cap: { amount: 5000, per: quarter, excess: lost } }",
    );
    const { difference, parts } = payWith(capped, halfway, q1, [supposedCredit(capped, halfway, q1, usd(30000))]);
    expect(toDecimal(difference)).toBe("1000.00");
    expect(parts.map(({ kind, amount }) => [kind, toDecimal(amount)])).toEqual([
      ["slice", "3000.00"],
      ["cap", "-2000.00"],
    ]);
  });

  test("a deal whose type is known counts only where the plan lets it", () => {
    const filtered = planOf("c: { type: flat_rate, measure: bookings, where: { type: new }, rate: 10% }");
    const worth = (type: string) =>
      toDecimal(
        payWith(filtered, halfway, q1, [
          supposedCredit(filtered, halfway, q1, usd(1000), { measures: null, attributes: { type } }),
        ]).difference,
      );
    expect([worth("new"), worth("renewal")]).toEqual(["100.00", "0.00"]);
  });
});

describe("credit needed", () => {
  const needed = (gap: Gap) => (gap.ok ? toDecimal(gap.needed) : gap.reason);
  test.each([
    { goal: { kind: "attainment", ratio: parseDecimal("1") } as const, needs: "60000.00" },
    { goal: { kind: "attainment", ratio: parseDecimal("0.3") } as const, needs: "0.00" },
    { goal: { kind: "tier" } as const, needs: "10000.00" },
    { goal: { kind: "tier", label: "bonus" } as const, needs: "40000.01" },
    { goal: { kind: "tier", label: "president" } as const, needs: "no_tier" },
    { goal: { kind: "payout", amount: usd(4999) } as const, needs: "10000.00" },
    { goal: { kind: "payout", amount: usd(14000) } as const, needs: "80000.00" },
    { goal: { kind: "payout", amount: usd(2000) } as const, needs: "0.00" },
  ])("for $goal.kind is $needs", ({ goal, needs }) => {
    expect(needed(creditNeededFor(plan, halfway, q1, goal))).toBe(needs);
  });

  test("a payout beyond a cap is out of reach, and the answer says how far it goes", () => {
    const capped = planOf(
      "c: { type: flat_rate, measure: bookings, rate: 10%, cap: { amount: 5000, per: quarter, excess: lost } }",
    );
    const gap = creditNeededFor(capped, halfway, q1, { kind: "payout", amount: usd(6000) });
    expect(gap).toEqual({ ok: false, reason: "out_of_reach", most: usd(5000) });
  });

  test("attainment without a quota has no answer", () => {
    expect(
      needed(creditNeededFor(plan, { ...halfway, quotas: [] }, q1, { kind: "attainment", ratio: parseDecimal("1") })),
    ).toBe("no_quota");
  });
});
