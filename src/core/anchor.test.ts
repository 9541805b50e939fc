import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf } from "../../test/facts.js";
import { creditsOf } from "./crediting.js";
import type { Credit } from "./facts.js";
import { money, sum } from "./money.js";
import { rational } from "./rational.js";
import { statementOf } from "./statement-of.js";

const head = (countedOn: string) => `measures: { bookings: { of: amount, counted_on: ${countedOn} } }`;
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"].map((key) => period(key));
const monthly = (countedOn: string, terms = "type: flat_rate, rate: 10%") =>
  planOf(`c: { measure: bookings, ${terms} }`, `quota_period: month\n${head(countedOn)}`);
const statements = (plan: ReturnType<typeof planOf>, credits: readonly Credit[]) =>
  months.map((month) => statementOf(plan, factsOf({ credits, asOf: "2026-06-30" }), month));
const credited = (plan: ReturnType<typeof planOf>, credits: readonly Credit[]) =>
  statements(plan, credits).map(({ measures }) => measures[0]?.credited.minor ?? 0);

describe("a measure counted on another day than that of closing", () => {
  test("of collection counts every cent once, on the days it was paid", () => {
    const payments = fc.array(
      fc.record({ month: fc.integer({ min: 1, max: 6 }), part: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), payments, (minor, parts) => {
        const all = parts.reduce((total, { part }) => total + part, 0);
        const collected = parts.map(({ month, part }) => ({ on: `2026-0${month}-15`, share: rational(part, all) }));
        const deal = credit("A", 0, "2026-01-01", { amount: money(minor, "USD"), collected });
        const counts = credited(monthly("collected"), [deal]);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(minor);
        for (const [i, count] of counts.entries())
          if (!parts.some(({ month }) => month === i + 1)) expect(count).toBe(0);
      }),
    );
  });

  test("of the invoice moves the deal to that day, and leaves out what is not invoiced", () => {
    const credits = [credit("A", 100, "2026-01-10", { invoicedOn: "2026-03-05" }), credit("B", 50, "2026-01-10")];
    expect(credited(monthly("invoiced"), credits)).toEqual([0, 0, 10000, 0, 0, 0]);
  });

  test("lets filters judge the deal as it closed, not the part of it", () => {
    const collected = [{ on: "2026-02-01", share: rational(1, 10) }];
    const deal = credit("A", 1000, "2026-01-10", { collected });
    const plan = monthly("collected", "type: flat_rate, rate: 10%, where: { amount: { at_least: 1000 } }");
    expect(statements(plan, [deal])[1]?.earned.minor).toBe(10_00);
  });

  test("pairs what moves the tier with what is paid on, part by part", () => {
    const collected = [
      { on: "2026-01-05", share: rational(1, 4) },
      { on: "2026-01-20", share: rational(1, 4) },
      { on: "2026-01-20", share: rational(1, 2) },
    ];
    const deal = credit("A", 1000, "2026-01-02", { collected });
    const plan = planOf(
      "c: { type: rate_table, measure: bookings, base: paid, deals: accumulated, retroactive: false, tiers: [{ up_to: 250, rate: 1% }, { rate: 10% }] }",
      "quota_period: month\nmeasures: { bookings: { of: amount, counted_on: collected }, paid: { of: amount, counted_on: collected } }",
    );
    expect(statements(plan, [deal])[0]?.earned.minor).toBe(2_50 + 75_00);
  });

  test("divides commission on each part by the payees' shares of the deal", () => {
    const credits = creditsOf({
      key: "A",
      name: "A",
      closedOn: "2026-01-02",
      ownerKey: "a",
      splits: [
        { payeeKey: "a", share: rational(7, 10) },
        { payeeKey: "b", share: rational(3, 10) },
      ],
      amount: money(1000_00, "USD"),
      attributes: {},
      lines: [],
      collected: [{ on: "2026-02-05", share: rational(1, 2) }],
    });
    const plan = monthly("collected", "type: flat_rate, rate: 10%, commission_split: { attainment: whole }");
    const pays = ["a", "b"].map((key) => statements(plan, [...(credits.get(key) ?? [])])[1]?.earned ?? money(0, "USD"));
    expect(pays.map(({ minor }) => minor)).toEqual([35_00, 15_00]);
    expect(sum(pays, "USD").minor).toBe(50_00);
  });

  test.each([
    ["measures: { bookings: { of: deals, counted_on: collected } }", "cannot be collected for a number of deals"],
    [`${head("invoiced")}\nrelease: [{ share: 100%, on: booked }]`, "cannot be invoiced beside release"],
    [`${head("collected")}\nclawback: { takes: commission }`, "cannot be collected beside clawback"],
  ])("%s is refused: %s", (more, says) => {
    expect(() => planOf("c: { type: flat_rate, measure: bookings, rate: 1% }", more)).toThrow(says);
  });
});
