import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../test/facts.js";
import type { PayeeFacts } from "./facts.js";
import { creditNeededFor } from "./gap.js";
import { minus, money, sum, toDecimal } from "./money.js";
import { parseDecimal, rational } from "./rational.js";
import { type PayWith, payWith, type Supposition, supposedCredit, whatIf } from "./what-if.js";

const q1 = period("2026-Q1");
const shown = (parts: PayWith["parts"]) => parts.map(({ kind, amount }) => [kind, toDecimal(amount)]);
const halfway = factsOf({ asOf: "2026-02-14", credits: [credit("A", 40000, "2026-01-20")] });

describe("the parts of a what-if", () => {
  test("tell the slice in the tier reached from the slice above, and kicker, multiplier and cap apart", () => {
    const plan = planOf(`
c:
  type: rate_table
  measure: bookings
  retroactive: false
  tiers: [{ from: 0%, rate: 5% }, { from: 50%, rate: 10% }]
  kickers: [{ where: { amount: { at_least: 20000 } }, amount: 500, pays: each }]
  multipliers: [{ measure: bookings, between: steps, edge: upper, steps: [{ times: 1 }, { from: 60%, times: 1.5 }] }]
  cap: { amount: 3000, per: quarter, excess: lost, counts: after_multipliers }`);
    const { difference, parts } = payWith(plan, halfway, q1, [supposedCredit(plan, halfway, q1, usd(20000))]);
    // Before: 5% of 40,000 and its kicker. After: 3,000 + 1,000, times 1.5, capped.
    expect(toDecimal(difference)).toBe("500.00");
    expect(shown(parts)).toEqual([
      ["slice", "500.00"],
      ["higher_tier", "1000.00"],
      ["kicker", "500.00"],
      ["multiplier", "2250.00"],
      ["cap", "-3750.00"],
    ]);
  });

  test("show what a draw takes of it, on the way to payable", () => {
    const plan = planOf(
      "c: { type: flat_rate, measure: bookings, rate: 10% }",
      "draw: { kind: recoverable, amount: 3000, per: quarter }",
    );
    const facts = { ...halfway, opening: { drawBalance: usd(1500) } };
    const found = payWith(plan, facts, q1, [supposedCredit(plan, facts, q1, usd(5000))]);
    expect([toDecimal(found.difference), toDecimal(found.payableDifference)]).toEqual(["500.00", "0.00"]);
    expect(shown(found.settled)).toEqual([["draw", "-500.00"]]);
  });

  test("show the override that a team's deal brings its manager", () => {
    const plan = planOf(
      "o: { type: override, measure: bookings, rate: 2% }",
      "measures: { bookings: { of: amount, credits_of: team } }",
    );
    const team = (credits: PayeeFacts["credits"]) =>
      factsOf({
        team: [{ facts: factsOf({ payee: { key: "leo", name: "Leo" }, credits }), start: "2026-01-01", end: null }],
      });
    const found = whatIf(plan, team([]), q1, { team: { leo: [credit("A", 1000, "2026-02-01")] } });
    expect(shown(found.parts)).toEqual([["override", "20.00"]]);
  });

  test("are of everything supposed at once: a deal, a quota, another plan and where it ends", () => {
    const now = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }");
    const next = planOf(
      "c: { type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 10% }, { from: 100%, rate: 12% }] }",
    );
    const supposed: Supposition = {
      plan: next,
      quotas: [quota(80000, "2026-Q1")],
      deals: [supposedCredit(next, halfway, q1, usd(10000), { key: "B" })],
      attainment: { ratio: rational(1) },
    };
    const found = whatIf(now, halfway, q1, supposed);
    expect([toDecimal(found.before.earned), toDecimal(found.after.earned)]).toEqual(["4000.00", "9600.00"]);
    expect(found.after.measures[0]?.credits).toBe(3);
    expect(
      toDecimal(
        sum(
          found.parts.map(({ amount }) => amount),
          "USD",
        ),
      ),
    ).toBe("5600.00");
  });

  test("an attainment already passed adds nothing; without a quota it has no meaning", () => {
    const plan = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }");
    expect(whatIf(plan, halfway, q1, { attainment: { ratio: parseDecimal("0.2") } }).difference.minor).toBe(0);
    expect(() => whatIf(plan, { ...halfway, quotas: [] }, q1, { attainment: { ratio: rational(1) } })).toThrow(
      "bookings has no quota in 2026-Q1",
    );
  });

  const plans = [
    planOf(
      "c: { type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 3.33% }, { from: 60%, rate: 6.67% }], cap: { amount: 5000, per: quarter, excess: lost } }",
      "draw: { kind: recoverable, amount: 1000, per: quarter }",
    ),
    planOf(
      "c: { type: flat_rate, measure: bookings, rate: 7.7%, kickers: [{ where: { amount: { at_least: 9000 } }, times: 1.1 }] }\nb: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 50%, bonus: 999.99 }] }",
      "release: [{ share: 33.3%, on: booked }, { share: 66.7%, on: collected }]\nminimum_payment: 700",
    ),
  ] as const;
  const amounts = fc.array(fc.integer({ min: -500_000, max: 4_000_000 }), { maxLength: 5 });
  test("sum to the difference in earned, and with what settles it to the difference in payable", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plans),
        fc.constantFrom(...plans),
        amounts,
        amounts,
        fc.option(fc.integer({ min: 1, max: 300_000 })),
        (plan, other, had, more, newQuota) => {
          const facts = factsOf({
            credits: had.map((minor, i) => credit(`D${i}`, 0, "2026-01-20", { amount: money(minor, "USD") })),
            opening: { drawBalance: usd(777) },
          });
          const deals = more.map((minor, i) => supposedCredit(other, facts, q1, money(minor, "USD"), { key: `S${i}` }));
          const quotas = newQuota === null ? [] : [quota(newQuota, "2026-Q1")];
          const found = whatIf(plan, facts, q1, { plan: other, deals, quotas });
          const total = (parts: PayWith["parts"]) =>
            sum(
              parts.map(({ amount }) => amount),
              "USD",
            );
          expect(found.difference).toEqual(minus(found.after.earned, found.before.earned));
          expect(total(found.parts)).toEqual(found.difference);
          expect(total([...found.parts, ...found.settled])).toEqual(found.payableDifference);
        },
      ),
    );
  });
});

describe("credit needed where more can pay less", () => {
  const decelerating = planOf(
    "c: { type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 10% }, { from: 100%, rate: 4% }] }",
  );
  const facts = factsOf({ credits: [] });
  const payout = (amount: number) => creditNeededFor(decelerating, facts, q1, { kind: "payout", amount: usd(amount) });

  test("is the least, and says from where pay is below the goal again", () => {
    expect(payout(9000)).toMatchObject({ ok: true, needed: usd(90000), falls: usd(100000) });
  });
  test("looks beyond the fall when the goal lies there alone", () => {
    const found = payout(12000);
    expect(found).toMatchObject({ ok: true, needed: usd(300000) });
    expect(found).not.toHaveProperty("falls");
  });
  test("of a cent that only the last cent before the fall earns", () => {
    expect(payout(9999.99)).toMatchObject({ ok: true, needed: usd("99999.90"), falls: usd(100000) });
  });
});
