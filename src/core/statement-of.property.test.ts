import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../test/facts.js";
import { addDays } from "./calendar.js";
import { creditsOf } from "./crediting.js";
import type { Credit, PayeeFacts } from "./facts.js";
import { creditNeededFor, withoutRoundingUp } from "./gap.js";
import { minus, money, sum, toDecimal } from "./money.js";
import { payoutWith } from "./outlook.js";
import { rational } from "./rational.js";
import type { Statement, StatementLine } from "./statement.js";
import { statementOf } from "./statement-of.js";
import { payWith, supposedCredit } from "./what-if.js";

/** One plan of every mechanic; each law must hold for all of them. */
const plans = {
  marginal: planOf(
    `c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: 7.7% }, { from: 50%, multiple: 1.3 }, { from: 100%, rate: 12.3% }] }`,
  ),
  mixed: planOf(
    `c: { type: rate_table, measure: bookings, edge: lower, tiers: [{ from: 0%, rate: 3% }, { from: 50%, rate: 7%, retroactive: true }, { from: 100%, multiple: 1.5, retroactive: false }] }`,
  ),
  each: planOf(
    `c: { type: rate_table, measure: bookings, deals: each, retroactive: true, edge: upper, tiers: [{ from: 0, rate: 3.3% }, { from: 10000, rate: 7% }] }`,
  ),
  per_deal_rounding: planOf(
    `c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: 3.33% }, { from: 40%, rate: 6.67% }] }`,
    "rounding: { per: deal, mode: half_even }",
  ),
  threshold_and_cap: planOf(`
c: { type: flat_rate, measure: bookings, rate: 9.99%, threshold: { at_least: 20%, unlocks: excess_only }, cap: { amount: 9000, per: quarter, excess: lost } }
b: { type: step_bonus, measure: bookings, pays: additive, edge: upper, steps: [{ at: 50%, bonus: 100.01 }, { at: 100%, of_target: 33.3% }] }`),
  modified: planOf(
    `c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: 3.33% }, { from: 100%, rate: 6.67% }], attainment_cap: 250%, kickers: [{ where: { amount: { at_least: 9000 } }, amount: 77.77, pays: each }, { where: { amount: { at_least: 20000 } }, times: 1.1 }], deal_cap: { rate: 9%, excess: lost }, gates: [{ measure: bookings, at_least: 10%, otherwise: nothing }], multipliers: [{ measure: bookings, between: interpolated, steps: [{ from: 50%, times: 90% }, { from: 120%, times: 1.25 }] }] }`,
  ),
  table: planOf(
    `c: { type: amount_table, measure: bookings, above: continues, bands: [{ up_to: 50%, amount: 333.33 }, { up_to: 100%, of_target: 20% }] }
g: { type: deal_grid, measure: bookings, rows: { by: amount, from: [0, 10000] }, rates: [[1.11%], [2.22%]], otherwise: nothing }`,
  ),
  curve: planOf(
    `c: { type: pay_curve, measure: bookings, above: continues, points: [{ at: 10%, pays: 5% }, { at: 100%, pays: 100% }, { at: 130%, pays: 190% }] }`,
  ),
} as const;
const anyPlan = fc.constantFrom(...Object.values(plans));
const q1 = period("2026-Q1");

const creditsIn = (from: string, days: number, least: number) =>
  fc
    .array(fc.record({ minor: fc.integer({ min: least, max: 4_000_000 }), day: fc.nat(days - 1) }), { maxLength: 12 })
    .map((deals) =>
      deals.map(
        ({ minor, day }, i): Credit => ({ ...credit(`D${i}`, 0, addDays(from, day)), amount: money(minor, "USD") }),
      ),
    );
const anyFacts = creditsIn("2026-01-01", 90, -500_000).map((credits) => factsOf({ credits }));
/** Sales alone: laws about growing pay do not hold for returns. */
const salesOnly = creditsIn("2026-01-01", 90, 0).map((credits) => factsOf({ credits }));

function eachLine(lines: readonly StatementLine[], see: (line: StatementLine) => void): void {
  for (const line of lines) {
    see(line);
    eachLine(line.children ?? [], see);
  }
}

const allLines = (statement: Statement) => statement.components.flatMap(({ lines }) => lines);

describe("every statement", () => {
  test("is the sum of its components, they of their lines, lines of their children, in whole minor units", () => {
    fc.assert(
      fc.property(anyPlan, anyFacts, (plan, facts) => {
        const statement = statementOf(plan, facts, q1);
        expect(
          sum(
            statement.components.map(({ earned }) => earned),
            "USD",
          ),
        ).toEqual(statement.earned);
        for (const { earned, lines } of statement.components)
          expect(
            sum(
              lines.map(({ amount }) => amount),
              "USD",
            ),
          ).toEqual(earned);
        eachLine(allLines(statement), ({ amount, children }) => {
          expect(Number.isSafeInteger(amount.minor) && !Object.is(amount.minor, -0)).toBe(true);
          if (children)
            expect(
              sum(
                children.map((child) => child.amount),
                "USD",
              ),
            ).toEqual(amount);
        });
      }),
    );
  });

  test("is the same in whatever order the facts come", () => {
    fc.assert(
      fc.property(anyPlan, anyFacts, fc.infiniteStream(fc.nat()), (plan, facts, dice) => {
        const shuffled = facts.credits
          .map((each) => ({ each, at: dice.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        expect(statementOf(plan, { ...facts, credits: shuffled }, q1)).toEqual(statementOf(plan, facts, q1));
      }),
    );
  });

  test("of the months adds up to that of the quarter", () => {
    fc.assert(
      fc.property(fc.constantFrom(plans.marginal, plans.mixed, plans.each, plans.curve), anyFacts, (plan, facts) => {
        const months = ["2026-01", "2026-02", "2026-03"].map((key) => statementOf(plan, facts, period(key)).earned);
        expect(sum(months, "USD")).toEqual(statementOf(plan, facts, q1).earned);
      }),
    );
  });
});

describe("true-up", () => {
  const head = "quota_period: year\npayout_period: quarter";
  const annual = planOf(
    `c: { type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 4.4% }, { from: 50%, rate: 7.7% }] }`,
    head,
  );
  const toDate = (shortfall: string) =>
    planOf(
      `c: { type: pay_curve, measure: bookings, measured: cumulative, shortfall: ${shortfall}, above: continues, points: [{ at: 50%, pays: 25% }, { at: 100%, pays: 100% }] }`,
    );
  const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
  const yearFacts = creditsIn("2026-01-01", 365, -500_000).map(
    (credits): PayeeFacts => factsOf({ credits, asOf: "2026-12-31", quotas: quarters.map((key) => quota(20000, key)) }),
  );

  test("sums to the annual figure", () => {
    fc.assert(
      fc.property(fc.constantFrom(annual, toDate("recover"), toDate("carry")), yearFacts, (plan, facts) => {
        const parts = quarters.map((key) => statementOf(plan, facts, period(key)).earned);
        expect(sum(parts, "USD")).toEqual(statementOf(plan, facts, period("2026")).earned);
      }),
    );
  });

  test("that carries a shortfall never pays below zero", () => {
    fc.assert(
      fc.property(yearFacts, (facts) => {
        for (const key of quarters)
          expect(statementOf(toDate("carry"), facts, period(key)).earned.minor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("splits", () => {
  test("lose no cent of a deal or its lines", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }),
        (amounts, weights) => {
          const all = weights.reduce((a, b) => a + b, 0);
          const credits = creditsOf({
            key: "D",
            name: "D",
            closedOn: "2026-01-01",
            ownerKey: "p0",
            splits: weights.map((weight, i) => ({ payeeKey: `p${i}`, share: rational(weight, all) })),
            amount: usd(0),
            attributes: {},
            lines: amounts.map((minor, i) => ({ key: `${i}`, amount: money(minor, "USD"), attributes: {} })),
          });
          const credited = [...credits.values()].flat().map(({ amount }) => amount);
          expect(sum(credited, "USD").minor).toBe(amounts.reduce((a, b) => a + b, 0));
        },
      ),
    );
  });
});

describe("what-if", () => {
  test("is the difference of two whole statements, and its parts add up to it", () => {
    fc.assert(
      fc.property(anyPlan, anyFacts, fc.integer({ min: 1, max: 20_000_000 }), (plan, facts, minor) => {
        const extra = supposedCredit(plan, facts, q1, money(minor, "USD"));
        const { before, after, difference, parts } = payWith(plan, facts, q1, [extra]);
        expect(before).toEqual(statementOf(plan, facts, q1));
        expect(minus(after.earned, before.earned)).toEqual(difference);
        expect(
          sum(
            parts.map(({ amount }) => amount),
            "USD",
          ),
        ).toEqual(difference);
      }),
    );
  });
});

describe("credit needed for a payout", () => {
  test("reaches it, and a cent less does not", () => {
    fc.assert(
      fc.property(anyPlan, salesOnly, fc.integer({ min: 1, max: 2_000_000 }), (plan, facts, minor) => {
        const goal = money(minor, "USD");
        const gap = creditNeededFor(plan, facts, q1, { kind: "payout", amount: goal });
        if (!gap.ok) {
          expect(gap.reason).toBe("out_of_reach");
          expect(gap.most && gap.most.minor < minor).toBe(true);
          return;
        }
        expect(gap.payoutThen.minor, toDecimal(gap.payoutThen)).toBeGreaterThanOrEqual(minor);
        if (gap.needed.minor > 0)
          expect(
            payoutWith(withoutRoundingUp(plan), facts, q1, "bookings", money(gap.needed.minor - 1, "USD")).minor,
          ).toBeLessThan(minor);
      }),
    );
  });
});
