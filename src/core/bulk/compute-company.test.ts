import { describe, expect, test } from "vitest";
import { agreement } from "../../../test/agreement.js";
import { credit, factsOf, period, planOf, quota, usd } from "../../../test/facts.js";
import type { PayeeFacts } from "../facts.js";
import type { Plan } from "../plan.js";
import { statementOf } from "../statement-of.js";
import { companyOf } from "./company-of.js";
import { explain } from "./company-statements.js";
import { computeCompany } from "./compute-company.js";

const q1 = period("2026-Q1");
const table =
  "c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: 4% }, { from: 100%, rate: 8% }] }";
const credits = [credit("A", 60000, "2026-01-10"), credit("B", 70000, "2026-02-10")];
const compute = (plan: Plan, payees: readonly PayeeFacts[]) => computeCompany(plan, companyOf(plan, payees, q1), q1);

describe("a company in one pass", () => {
  test("has every line of every payee in columns", () => {
    const { lines, rules, earned, components, apart } = compute(planOf(table), [
      factsOf({ credits: [] }),
      factsOf({ credits }),
    ]);
    const shown = Array.from(lines.deal, (deal, i) => [
      deal,
      rules[lines.rule[i] ?? 0]?.label,
      lines.base[i],
      lines.amount[i],
    ]);
    expect([...lines.from]).toEqual([0, 0, 3]);
    expect(shown).toEqual([
      [0, "Tier 1", 6000000, 240000],
      [1, "Tier 1", 4000000, 160000],
      [1, "Tier 2 (from 100% of quota)", 3000000, 240000],
    ]);
    expect([...earned]).toEqual([0, 640000]);
    expect(components.map(({ component, earned }) => [component, ...earned])).toEqual([["c", 0, 640000]]);
    expect(apart.size).toBe(0);
  });

  test.each([
    {
      what: "a deal that ends exactly where a tier starts, paid whole",
      plan: planOf(
        "c: { type: rate_table, measure: bookings, deals: accumulated, straddling_deal: higher, retroactive: false, tiers: [{ from: 0, rate: 1% }, { from: 50000, rate: 2% }] }",
      ),
      credits: [credit("A", 50000, "2026-01-10"), credit("B", 1, "2026-01-11")],
    },
    {
      what: "left-over cents of a deal whose order lines climb and fall back",
      plan: planOf(
        "c: { type: rate_table, measure: bookings, deals: accumulated, retroactive: false, tiers: [{ from: 0, rate: 50% }, { from: 0.05, rate: 50% }] }",
        "rounding: { per: deal }",
      ),
      credits: [
        credit("A", "0.08", "2026-01-10", { lineKey: "1" }),
        credit("A", "-0.06", "2026-01-10", { lineKey: "2" }),
      ],
    },
  ])("agrees with the statement on $what", ({ plan, credits }) => {
    const { pass, statements, apart } = agreement(plan, [factsOf({ credits })], q1);
    expect(pass).toEqual(statements);
    expect(apart).toBe(0);
  });

  test("leaves a plan that looks beyond the period to statements", () => {
    const plan = planOf(table, "draw: { kind: guarantee, amount: 3000, per: quarter }");
    const { apart, payable } = compute(plan, [factsOf({ credits: [] }), factsOf({ credits })]);
    expect(apart.size).toBe(2);
    expect([...payable]).toEqual([300000, 640000]);
  });

  test.each<[string, Partial<PayeeFacts>]>([
    ["numbers beyond what doubles hold", { credits: [credit("A", "80000000000000", "2026-01-10")] }],
    [
      "a ledger entry",
      { ledger: [{ key: "L", postedOn: "2026-02-01", kind: "adjustment", amount: usd(5), reason: "r" }] },
    ],
    ["another day of knowledge", { asOf: "2026-02-01" }],
    ["order lines of one deal on two days", { credits: [...credits, credit("A", 1, "2026-02-02", { lineKey: "2" })] }],
    [
      "what was paid before",
      { priorEarnings: [{ component: "c", start: "2026-01-01", end: "2026-02-01", amount: usd(1) }] },
    ],
  ])("leaves a payee with %s to a statement, and the others not", (_, more) => {
    const plan = planOf(table);
    const facts = [factsOf({ credits }), factsOf({ credits, ...more })];
    const { apart, earned } = compute(plan, facts);
    expect([...apart.keys()]).toEqual([1]);
    expect([...earned]).toEqual(facts.map((own) => statementOf(plan, own, q1).earned.minor));
  });

  test("names the payees whose facts lack something, and gives them no figure", () => {
    const plan = planOf(table, "cap: { of_target: 100%, per: payout, excess: lost }");
    const { problems, earned, components } = compute(plan, [
      factsOf({ credits }),
      factsOf({ credits, targetIncentive: null }),
    ]);
    expect([...problems.keys()]).toEqual([1]);
    expect(problems.get(1)?.message).toContain("Maya has no target incentive");
    expect([...earned]).toEqual([640000, Number.NaN]);
    expect(components.map(({ earned }) => earned[1])).toEqual([Number.NaN, Number.NaN]);
  });

  test("counts quotas of years by season, and none where none is set", () => {
    const plan = planOf(table, "seasonality: [10%, 20%, 30%, 40%]");
    const { measures, apart } = compute(plan, [factsOf({ quotas: [quota(100000, "2026")] }), factsOf({ quotas: [] })]);
    expect([...(measures.get("bookings")?.quota ?? [])]).toEqual([1000000, Number.NaN]);
    expect(apart.size).toBe(0);
  });
});

describe("the explanation of a payee", () => {
  const plan = planOf(table);
  const facts = [factsOf({ credits })];
  const company = companyOf(plan, facts, q1);
  const statements = computeCompany(plan, company, q1);

  test("is the statement", () => {
    expect(explain(plan, company, q1, statements, 0)).toEqual(statementOf(plan, factsOf({ credits }), q1));
  });

  test("is refused where it and the pass differ", () => {
    const other = { ...company, factsOf: () => factsOf({ credits: [...credits, credit("C", 1, "2026-02-11")] }) };
    expect(() => explain(plan, other, q1, statements, 0)).toThrow(
      "the pass and the statement of maya differ: 640000 and 640008",
    );
  });
});
