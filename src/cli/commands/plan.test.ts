import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { rational } from "../../core/rational.js";
import { checkJson, checkPlanFile } from "../plan-check.js";
import { documentPlanFile } from "../plan-explain.js";
import { runPlanFiles } from "../plan-run.js";
import { planChart, planTable } from "../plan-table.js";

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
      'examples[0].expect: "ten percent": "earnd" is not a field here, did you mean earned?',
    );
    expect(checkPlanFile(plan("{ payee: maya }")).text).toContain("names no figure, so nothing would be tested");
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

describe("what plan check warns of", () => {
  const bonus = (accepts = "") =>
    file(
      "bonus.yaml",
      `
name: B
version: "1"
currency: USD
quota_period: quarter
measures: { bookings: amount }
${accepts}
components:
  commission: { type: flat_rate, measure: bookings, rate: 10% }
  bonus: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 3000 }] }
examples: [{ name: one, given: { period: 2026-Q1, quota: 100000 }, expect: { earned: 0 } }]
`,
    );

  test("has its line, reason and fix, and fails with strict alone", () => {
    const { ok, text } = checkPlanFile(bonus());
    expect(ok).toBe(true);
    expect(text).toContain("1 example as expected, 1 warning");
    expect(text).toMatch(
      /warning \[cliff\] line 10, components\.bonus: pay jumps by \$3,000\.00[\s\S]*why: [\s\S]*fix: /,
    );
    expect(checkPlanFile(bonus(), { strict: true }).ok).toBe(false);
  });

  test("is counted where the plan accepts it, and fails nothing", () => {
    const { ok, text } = checkPlanFile(bonus("accepts: [{ lint: cliff, because: meant }]"), { strict: true });
    expect(ok).toBe(true);
    expect(text).toMatch(/1 example as expected, 1 accepted$/);
  });

  test("is one object for programs, with refused plans and missing files among it", () => {
    const checks = [bonus(), file("bad.yaml", "name: x\nversoin: 1"), join(folder, "absent.yaml")].map((path) =>
      checkPlanFile(path),
    );
    const { plans } = JSON.parse(checkJson(checks)) as { plans: Record<string, unknown>[] };
    expect(plans.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(plans[0]).toMatchObject({
      plan: { name: "B", version: "1", examples: 1 },
      findings: [{ lint: "cliff", severity: "warning", path: "components.bonus", line: 10, accepted: null }],
    });
    expect(plans[1]?.findings).toContainEqual(expect.objectContaining({ lint: "document", severity: "error" }));
    expect(plans[2]?.fault).toContain("there is no such file");
  });

  test("is nothing in the plans that come along", () => {
    const plans = new URL("../../demo/plans/", import.meta.url);
    for (const name of readdirSync(plans))
      expect(checkPlanFile(fileURLToPath(new URL(name, plans)), { strict: true }).text).not.toContain("warning");
  });
});

describe("plan table, chart and document", () => {
  const flat = () => plan("{ earned: 10 }");

  test("a table as text and as CSV", () => {
    const options = { to: rational(1), step: rational(1, 2) };
    expect(planTable(flat(), options).text).toMatch(
      / {3}50% {3}\$100\.00 {2}\$10\.00 {13}50%\n {6}100% {3}\$200\.00 {2}\$20\.00/,
    );
    expect(planTable(flat(), { ...options, csv: true }).text).toBe(
      "attainment,bookings,place,commission,earned,currency\r\n0,0,on,0.00,0.00,USD\r\n0.5,100,on,10.00,10.00,USD\r\n1,200,on,20.00,20.00,USD",
    );
    expect(planTable(flat(), { measure: "margin" })).toMatchObject({ ok: false });
  });

  test("a chart as the file's name asks", async () => {
    const svg = join(folder, "chart.svg");
    expect(await planChart(flat(), svg, {})).toEqual({ ok: true, text: svg });
    expect(readFileSync(svg, "utf8")).toContain("AE: payout by bookings");
    const png = join(folder, "chart.png");
    await planChart(flat(), png, {});
    expect(readFileSync(png).subarray(1, 4).toString()).toBe("PNG");
    expect((await planChart(flat(), join(folder, "chart.gif"), {})).text).toContain("written as .svg or .png");
  });

  test("a document as the file's name asks", () => {
    const out = join(folder, "maya.html");
    expect(documentPlanFile(flat(), { for: "Maya", out })).toEqual({ ok: true, text: out });
    expect(readFileSync(out, "utf8")).toContain("<p>For Maya. Version 3.</p>");
    expect(documentPlanFile(flat(), { for: "Maya" }).text).toContain("For Maya. Version 3.");
    expect(documentPlanFile(flat(), { for: "Maya", out: "maya.pdf" }).ok).toBe(false);
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
