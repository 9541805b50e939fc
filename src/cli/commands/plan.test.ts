import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkPlanFile } from "../plan-check.js";
import { runPlanFiles } from "../plan-run.js";

const folder = mkdtempSync(join(tmpdir(), "pacer-plan-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const plan = (expected: string) =>
  file(
    "plan.yaml",
    `
name: AE
version: "3"
currency: USD
quota_period: quarter
measures: { bookings: amount }
components: { commission: { type: flat_rate, measure: bookings, rate: 10% } }
examples:
  - { name: ten percent, given: { period: 2026-Q1, quota: 200, deals: [{ key: A, amount: 100 }] }, expect: ${expected} }
`,
  );
const facts = (text: string) => file("facts.yaml", text);
const people = "people: [{ key: maya, name: Maya }, { key: leo }]\ndeals: [{ owner: maya, amount: 1000.05 }]\n";

describe("plan check", () => {
  test("runs the examples", () => {
    const { ok, text } = checkPlanFile(
      plan("{ earned: 10, attainment: 50%, deals: { A: 10 }, components: { commission: 10 } }"),
    );
    expect(ok).toBe(true);
    expect(text).toMatch(/AE, version 3: 1 example as expected$/);
  });

  test("shows both numbers when one comes out different", () => {
    const { ok, text } = checkPlanFile(plan("{ earned: 12, attainment: { bookings: 60% }, deals: { B: 1 } }"));
    expect(ok).toBe(false);
    expect(text).toContain("earned: expected 12, calculated $10.00");
    expect(text).toContain("attainment of bookings: expected 60%, calculated 50%");
    expect(text).toContain("deals.B: expected 1, calculated nothing");
  });

  test("says what is wrong with an expectation, a plan or a path", () => {
    expect(checkPlanFile(plan("{ earnd: 12 }")).text).toContain(
      'expect: "earnd" is not a field here, did you mean earned?',
    );
    expect(checkPlanFile(plan("{ payee: maya }")).text).toContain(
      "expect: names no figure, so nothing would be tested",
    );
    expect(checkPlanFile(file("bad.yaml", "name: x")).text).toContain("The plan has 5 problems");
    expect(checkPlanFile(join(folder, "absent.yaml")).text).toContain("there is no such file");
    expect(checkPlanFile(folder).text).toContain("is a folder");
    expect(checkPlanFile(file("alias.yaml", "name: *nowhere")).text).toMatch(/The plan has a problem:\n.*nowhere/);
  });

  test("refuses a rate below zero, where it stands", () => {
    const sold = (terms: string) =>
      checkPlanFile(
        file(
          "minus.yaml",
          `{ name: AE, version: "3", currency: USD, quota_period: quarter, measures: { b: amount }, components: { c: ${terms} } }`,
        ),
      ).text;
    expect(sold("{ type: flat_rate, measure: b, rate: -10% }")).toContain("components.c.rate: is below zero");
    expect(
      sold(
        "{ type: rate_table, measure: b, retroactive: false, tiers: [{ from: 0%, rate: 1% }, { from: 50%, per_unit: -3 }] }",
      ),
    ).toContain("components.c.tiers[1].per_unit: is below zero");
    expect(sold("{ type: flat_rate, measure: b, rate: 0% }")).toContain("reads well");
  });
});

describe("plan run", () => {
  test("names every figure, exactly", () => {
    const { ok, text } = runPlanFiles({
      plan: plan("{}"),
      facts: facts(`${people}period: 2026-Q1`),
      payee: "maya",
      json: true,
    });
    expect(ok).toBe(true);
    const { statements } = JSON.parse(text) as { statements: Record<string, unknown>[] };
    expect(statements).toHaveLength(1);
    expect(statements[0]).toEqual({
      payee: { key: "maya", name: "Maya" },
      plan: { name: "AE", version: "3" },
      period: { key: "2026-Q1", start: "2026-01-01", through: "2026-03-31" },
      asOf: "2026-03-31",
      currency: "USD",
      measures: [
        {
          measure: "bookings",
          unit: "money",
          credited: "1000.05",
          quota: null,
          attainment: null,
          credits: 1,
          quotaLines: [],
          creditLines: [
            { label: "Deal 1", formula: "$1,000.05, credited 2026-03-31", amount: "1000.05", deal: "deal-0001" },
          ],
        },
      ],
      components: [
        {
          component: "commission",
          label: "Commission",
          type: "flat_rate",
          measure: "bookings",
          earned: "100.01",
          lines: [
            {
              label: "Commission",
              formula: "10% × $1,000.05",
              base: "1000.05",
              rate: "0.1",
              amount: "100.01",
              exact: "100.005",
              rule: "flat_rate",
              source: "components.commission",
              lines: [
                {
                  label: "Deal 1",
                  formula: "10% × $1,000.05",
                  base: "1000.05",
                  rate: "0.1",
                  amount: "100.01",
                  exact: "100.005",
                  rule: "flat_rate",
                  source: "components.commission",
                  deal: "deal-0001",
                },
              ],
            },
          ],
        },
      ],
      deals: [{ deal: "deal-0001", earned: "100.01" }],
      earned: "100.01",
      adjustments: "0.00",
      adjustmentLines: [],
      held: "0.00",
      payable: "100.01",
      drawBalance: "0.00",
    });
  });

  test("takes several versions of a plan, each for its own days", () => {
    const version = (number: string, from: string, rate: string, more = "") =>
      file(
        `v${number}.yaml`,
        `{ name: AE, version: "${number}", effective: { from: ${from} }, currency: USD, quota_period: quarter, measures: { bookings: amount${more} }, components: { commission: { type: flat_rate, measure: bookings, rate: ${rate} } } }`,
      );
    const first = version("1", "2026-01-01", "10%");
    const sold = facts(
      "period: 2026-Q1\ndeals: [{ amount: 100, closed_on: 2026-02-14 }, { amount: 100, closed_on: 2026-02-15 }]",
    );
    const { text } = runPlanFiles({ plan: [version("2", "2026-02-15", "20%"), first], facts: sold, json: true });
    const { statements } = JSON.parse(text) as { statements: Record<string, unknown>[] };
    expect(statements[0]).toMatchObject({
      plan: { name: "AE", version: "2" },
      earned: "30.00",
      components: [
        { component: "commission", planVersion: "1", earned: "10.00" },
        { component: "commission", planVersion: "2", earned: "20.00" },
      ],
      segments: [
        { plan: { version: "1" }, start: "2026-01-01", through: "2026-02-14", earned: "10.00" },
        { plan: { version: "2" }, start: "2026-02-15", through: "2026-03-31", earned: "20.00" },
      ],
    });
    expect(runPlanFiles({ plan: [first, version("2", "2026-02-15", "20%")], facts: sold }).text).toContain(
      "Commission (components.commission, version 2)",
    );
    const other = file(
      "v3.yaml",
      '{ name: AE, version: "3", effective: { from: 2026-03-01 }, currency: USD, quota_period: quarter, measures: { bookings: { of: units } }, components: { c: { type: flat_rate, measure: bookings, per_unit: 1 } } }',
    );
    expect(runPlanFiles({ plan: [first, other], facts: sold }).text).toContain(
      "AE 3 counts bookings in units and version 1 in money",
    );
  });

  test("calculates everybody, for the period asked, as text", () => {
    const { text } = runPlanFiles({ plan: plan("{}"), facts: facts(people), period: "2026-05" });
    expect(text).toContain("Maya, AE 3, 2026-05, as of 2026-05-31");
    expect(text).toMatch(/^Payable +\$100\.01$/m);
    expect(text).toContain("leo, AE 3, 2026-05");
  });

  test("calculates several periods of the same facts", () => {
    const { text } = runPlanFiles({
      plan: plan("{}"),
      facts: facts(
        "deals: [{ key: A, amount: 100, closed_on: 2026-01-05 }, { key: B, amount: 200, closed_on: 2026-05-05 }]",
      ),
      period: "2026-Q1, 2026-Q2",
      json: true,
    });
    const { statements } = JSON.parse(text) as { statements: { period: { key: string }; deals: unknown }[] };
    expect(statements.map(({ period, deals }) => [period.key, deals])).toEqual([
      ["2026-Q1", [{ deal: "A", earned: "10.00" }]],
      ["2026-Q2", [{ deal: "B", earned: "20.00" }]],
    ]);
  });

  test("says which file is wrong, where and how to mend it", () => {
    const { ok, text } = runPlanFiles({ plan: plan("{}"), facts: facts("period: 2026-Q1\ndeals: [{ amount: ten }]") });
    expect(ok).toBe(false);
    expect(text).toBe(
      `${join(folder, "facts.yaml")}: The facts have a problem:\n  deals[0].amount: "ten" is not a number such as 1250.50`,
    );
    expect(runPlanFiles({ plan: plan("{}"), facts: facts(`${people}period: 2026-Q1`), payee: "ana" }).text).toContain(
      '"ana" is not among the people (maya, leo)',
    );
    expect(runPlanFiles({ plan: plan("{}"), facts: join(folder, "absent.yaml") }).text).toContain(
      "there is no such file",
    );
  });
});
