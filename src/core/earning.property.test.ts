import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../test/facts.js";
import { runs } from "../../test/property-runs.js";
import { addDays } from "./calendar.js";
import type { PayeeFacts } from "./facts.js";
import { money, plus, sum, zero } from "./money.js";
import type { Plan } from "./plan.js";
import type { StatementLine } from "./statement.js";
import { statementOf } from "./statement-of.js";

/** Ways of measuring and paying a year by the month; each law must hold for all of them. */
const monthly = "payout_period: month";
const curve =
  "type: pay_curve, measure: bookings, measured: cumulative, above: continues, points: [{ at: 50%, pays: 25% }, { at: 100%, pays: 100% }]";
const plans: Readonly<Record<string, Plan>> = {
  annual: planOf(
    "c: { type: rate_table, measure: bookings, shortfall: recover_at_end, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 4.4% }, { from: 50%, rate: 7.7% }] }",
    `quota_period: year\n${monthly}`,
  ),
  yearToDate: planOf(`c: { ${curve}, shortfall: recover_at_end }`, monthly),
  quarterToDate: planOf(`c: { ${curve}, to_date: quarter, shortfall: carry }`, `quota_period: month\n${monthly}`),
  heldToThirds: planOf(
    "c: { type: flat_rate, measure: bookings, multiple: 1.1, cap: { of_target: 100%, per: quarter, paid_by: [1/3, 2/3], excess: lost } }",
    monthly,
  ),
  ramped: planOf(
    "c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, multiple: 1 }, { from: 100%, multiple: 2 }], cap: { amount: 5000, per: quarter, excess: carried } }",
    `${monthly}\nquota_period: month\nramp: { by: days_30, of: [quota, target_incentive], months: [0%, 33.3%], accelerators: withheld }\nproration: { by: workdays, of: [quota, caps] }\nrounding: { rate_places: 2, quota_to: 10, mode: half_even }`,
  ),
  ordered: planOf(
    "c: { type: flat_rate, measure: bookings, rate: 9.99%, cap: { amount: 900, per: quarter, excess: lost }, kickers: [{ where: { amount: { at_least: 9000 } }, amount: 77.77, pays: each }], multipliers: [{ measure: bookings, times: attainment, at_most: 150% }] }",
    `${monthly}\norder: { component: [cap, multipliers, kickers] }`,
  ),
};
const anyPlan = fc.constantFrom(...Object.values(plans));
const keysOf = (prefix: string, numbers: readonly string[]) => numbers.map((number) => `2026-${prefix}${number}`);
const months = keysOf("", ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]);
const quarters = keysOf("Q", ["1", "2", "3", "4"]);

const anyFacts = fc
  .record({
    deals: fc.array(fc.record({ minor: fc.integer({ min: -800_000, max: 4_000_000 }), day: fc.nat(364) }), {
      maxLength: 8,
    }),
    hired: fc.integer({ min: -40, max: 200 }),
  })
  .map(
    ({ deals, hired }): PayeeFacts =>
      factsOf({
        payee: { key: "maya", name: "Maya", hiredOn: addDays("2026-01-01", hired) },
        asOf: "2026-12-31",
        quotas: quarters.map((key) => quota(20000, key)),
        credits: deals.map(({ minor, day }, i) => ({
          ...credit(`D${i}`, 0, addDays("2026-01-01", day)),
          amount: money(minor, "USD"),
        })),
      }),
  );

const earned = (plan: Plan, facts: PayeeFacts, key: string) => statementOf(plan, facts, period(key)).earned;

describe("whatever the windows, the ramp, the caps and their order", () => {
  test("the months and the quarters of a year add up to the year", () => {
    fc.assert(
      fc.property(anyPlan, anyFacts, (plan, facts) => {
        const year = earned(plan, facts, "2026");
        for (const parts of [months, quarters])
          expect(
            sum(
              parts.map((key) => earned(plan, facts, key)),
              "USD",
            ),
          ).toEqual(year);
      }),
      runs(40),
    );
  });

  test("deals known one at a time come to the same as all at once", () => {
    fc.assert(
      fc.property(anyPlan, anyFacts, (plan, facts) => {
        let paid = zero("USD");
        let before = earned(plan, { ...facts, credits: [] }, "2026");
        paid = plus(paid, before);
        for (const [i] of facts.credits.entries()) {
          const now = earned(plan, { ...facts, credits: facts.credits.slice(0, i + 1) }, "2026");
          paid = plus(paid, money(now.minor - before.minor, "USD"));
          before = now;
        }
        expect(paid).toEqual(earned(plan, { ...facts, credits: [...facts.credits].reverse() }, "2026"));
      }),
      runs(40),
    );
  });

  test("every line is a whole number of minor units, and no figure is minus zero", () => {
    const lines = (all: readonly StatementLine[]): StatementLine[] =>
      all.flatMap((line) => [line, ...lines(line.children ?? [])]);
    fc.assert(
      fc.property(anyPlan, anyFacts, fc.constantFrom(...months), (plan, facts, key) => {
        const { components, measures } = statementOf(plan, facts, period(key));
        const figures = [
          ...lines(components.flatMap((component) => component.lines)).map(({ amount }) => amount),
          ...measures.flatMap(({ credited, quota: set }) => (set ? [credited, set] : [credited])),
        ];
        for (const { minor } of figures) expect(Number.isSafeInteger(minor) && !Object.is(minor, -0)).toBe(true);
      }),
    );
  });
});
