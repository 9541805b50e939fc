import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../../test/facts.js";
import { PlanError } from "../errors.js";
import { toDecimal } from "../money.js";
import { statementOf } from "../statement-of.js";

const q1 = period("2026-Q1");
const earned = (components: string, amounts: readonly (string | number)[], quotaAmount = 100000): string =>
  toDecimal(
    statementOf(
      planOf(components),
      factsOf({
        quotas: [quota(quotaAmount, "2026-Q1")],
        credits: amounts.map((amount, i) => credit(`D${i}`, amount, "2026-02-01")),
      }),
      q1,
    ).earned,
  );

const problemsOf = (components: string): string => {
  try {
    planOf(components);
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
  return "";
};

const table = (terms: string) => `t:\n  type: rate_table\n  measure: bookings\n${terms.replace(/^/gm, "  ")}`;
const marginal = table("retroactive: false\ntiers: [{ from: 0%, rate: 10% }, { from: 100%, rate: 15% }]");
const retroactive = (edge: string) =>
  table(`retroactive: true\nedge: ${edge}\ntiers: [{ from: 0%, rate: 10% }, { from: 100%, rate: 15% }]`);

describe("rate table", () => {
  test.each([
    { amount: "0", pays: "0.00", why: "no sales, no pay" },
    { amount: "100000", pays: "10000.00", why: "a marginal boundary pays the same from both sides" },
    { amount: "120000", pays: "13000.00", why: "10,000 and 15% of 20,000" },
    { amount: "-5000", pays: "-500.00", why: "a return takes back at the first rate" },
  ])("marginal, $amount pays $pays: $why", ({ amount, pays }) => {
    expect(earned(marginal, [amount])).toBe(pays);
  });

  test.each([
    { edge: "upper", amount: "99999.99", pays: "10000.00" },
    { edge: "upper", amount: "100000", pays: "15000.00" },
    { edge: "lower", amount: "100000", pays: "10000.00" },
    { edge: "lower", amount: "100000.01", pays: "15000.00" },
  ])("retroactive with the edge $edge, $amount pays $pays", ({ edge, amount, pays }) => {
    expect(earned(retroactive(edge), [amount])).toBe(pays);
  });

  test("a return goes back down through the tiers that were climbed, and takes back at their rates", () => {
    const climbed = statementOf(
      planOf(marginal),
      factsOf({ credits: [credit("A", 130000, "2026-01-05"), credit("B", -50000, "2026-02-05")] }),
      q1,
    );
    const deals = climbed.components[0]?.lines.flatMap(({ label, children }) =>
      (children ?? []).map((child) => `${label}: ${child.label} ${toDecimal(child.amount)}`),
    );
    expect(deals).toEqual([
      "Tier 1: A 10000.00",
      "Tier 1: B -2000.00",
      "Tier 2 (from 100% of quota): A 4500.00",
      "Tier 2 (from 100% of quota): B -4500.00",
    ]);
    expect(toDecimal(climbed.earned)).toBe("8000.00");
  });

  test("a cliff pays nothing below, and everything from the first dollar once reached", () => {
    const cliff = table(
      "edge: upper\ntiers: [{ from: 60%, rate: 10%, retroactive: true }, { from: 100%, rate: 15%, retroactive: false }]",
    );
    expect(earned(cliff, ["59999.99"])).toBe("0.00");
    expect(earned(cliff, ["60000"])).toBe("6000.00");
    expect(earned(cliff, ["110000"])).toBe("11500.00");
  });

  test("a first tier above zero that is marginal leaves what is below unpaid", () => {
    const unpaid = table("retroactive: false\ntiers: [{ from: 50%, rate: 8% }]");
    expect(earned(unpaid, ["70000"])).toBe("1600.00");
  });

  test("the same deals pay the same in whatever slices the tiers cut them", () => {
    const cut = table(
      "deals: accumulated\nretroactive: false\ntiers: [{ from: 0, rate: 5% }, { from: 333.33, rate: 5% }, { from: 777.77, rate: 5% }]",
    );
    expect(earned(cut, ["100.10", "444.47", "555.55"])).toBe("55.01");
  });

  test("a multiple of the base commission rate stays a fraction", () => {
    const thirds = table("retroactive: false\ntiers: [{ from: 0%, multiple: 1 }, { from: 100%, multiple: 2 }]");
    expect(earned(thirds, ["100"], 300000)).toBe("3.33");
    expect(earned(thirds, ["300000"], 300000)).toBe("10000.00");
    expect(earned(thirds, ["330000"], 300000)).toBe("12000.00");
  });

  test.each([
    { rule: "split", pays: "1100.00" },
    { rule: "lower", pays: "800.00" },
    { rule: "higher", pays: "1200.00" },
  ])("a deal of 20,000 that starts 5,000 below the boundary, $rule, earns $pays", ({ rule, pays }) => {
    const terms = table(
      `deals: accumulated\nretroactive: false\nstraddling_deal: ${rule}\ntiers: [{ from: 0, rate: 4% }, { from: 10000, rate: 6% }]`,
    );
    expect(Number(earned(terms, ["5000", "20000"])) - 200).toBe(Number(pays));
  });

  test("each deal climbs the table alone, its order lines together, and a return mirrors its sale", () => {
    const each = table("deals: each\nretroactive: false\ntiers: [{ from: 0, rate: 4% }, { from: 10000, rate: 6% }]");
    expect(earned(each, ["10000", "10000"])).toBe("800.00");
    expect(earned(each, ["20000", "-20000"])).toBe("0.00");
    const lines = statementOf(
      planOf(each),
      factsOf({
        credits: [credit("D", 8000, "2026-02-01", { lineKey: "1" }), credit("D", 4000, "2026-02-01", { lineKey: "2" })],
      }),
      q1,
    );
    expect(toDecimal(lines.earned)).toBe("520.00");
  });

  test("without a quota it pays nothing and says so, or the first rate where the plan says that", () => {
    const facts = factsOf({ quotas: [], credits: [credit("D", 1000, "2026-02-01")] });
    const nothing = statementOf(planOf(marginal), facts, q1);
    expect(toDecimal(nothing.earned)).toBe("0.00");
    expect(nothing.components[0]?.lines[0]?.label).toBe("No quota is set for bookings, so nothing is earned on it");
    const first = statementOf(planOf(`${marginal}\n  without_quota: first_tier`), facts, q1);
    expect(toDecimal(first.earned)).toBe("100.00");
  });

  test("lines open down to deals, with formulas that can be redone", () => {
    const { components } = statementOf(
      planOf(marginal),
      factsOf({ credits: [credit("A", 80000, "2026-01-05"), credit("B", 40000, "2026-02-05")] }),
      q1,
    );
    const shown = components[0]?.lines.map(({ label, formula, amount, children }) => ({
      label,
      formula,
      amount: toDecimal(amount),
      deals: children?.map((child) => `${child.label}: ${child.formula} = ${toDecimal(child.amount)}`),
    }));
    expect(shown).toEqual([
      {
        label: "Tier 1",
        formula: "10% × $100,000.00",
        amount: "10000.00",
        deals: ["A: 10% × $80,000.00 = 8000.00", "B: 10% × $20,000.00 of $40,000.00 = 2000.00"],
      },
      {
        label: "Tier 2 (from 100% of quota)",
        formula: "15% × $20,000.00",
        amount: "3000.00",
        deals: ["B: 15% × $20,000.00 of $40,000.00 = 3000.00"],
      },
    ]);
  });

  test("tier by one measure, pay on another", () => {
    const plan = planOf(
      table(
        "base: revenue\nretroactive: false\ntiers: [{ from: 0, rate: 1% }, { from: 10, rate: 2% }]\ndeals: accumulated",
      ),
      "measures: { bookings: { of: units }, revenue: { of: amount } }",
    );
    const sold = (key: string, units: string, amount: number) =>
      credit(key, amount, "2026-02-01", { attributes: { units } });
    const { earned: pay } = statementOf(plan, factsOf({ credits: [sold("A", "8", 800), sold("B", "4", 1000)] }), q1);
    expect(toDecimal(pay)).toBe(toDecimal(usd("23.00"))); // 8 + half of 1,000 at 1% and half at 2%
  });

  test.each([
    { terms: "tiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 8% }]", says: "retroactive: is missing" },
    { terms: "retroactive: true\ntiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 8% }]", says: "edge: is missing" },
    { terms: "retroactive: false\ntiers: [{ from: 0, rate: 5% }, { from: 100, rate: 8% }]", says: "deals: is missing" },
    {
      terms: "retroactive: false\ndeals: each\ntiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 8% }]",
      says: "deals: cannot be each",
    },
    {
      terms:
        "retroactive: false\ntiers: [{ from: 0%, rate: 5% }, { from: 100000, rate: 8% }, { from: 200%, rate: 1% }]",
      says: "mix percentages",
    },
    {
      terms: "retroactive: false\ntiers: [{ from: 0%, up_to: 50%, rate: 5% }, { from: 60%, rate: 8% }]",
      says: "leaves a gap",
    },
    {
      terms: "retroactive: false\ntiers: [{ from: 0%, up_to: 70%, rate: 5% }, { from: 60%, rate: 8% }]",
      says: "overlaps",
    },
    {
      terms: "retroactive: false\ntiers: [{ up_to: 50%, rate: 5% }, { up_to: 60%, rate: 8% }]",
      says: "closes the last tier",
    },
    {
      terms: "retroactive: false\ntiers: [{ from: 0%, rate: 5% }, { from: 100%, rate: 8% }, { from: 90%, rate: 8% }]",
      says: "tiers go upwards",
    },
    { terms: "tiers: [{ from: 0%, rate: 5%, multiple: 1 }]", says: "in more than one way" },
    { terms: "tiers: [{ from: 0%, rate: 5 }]", says: "write 5% or 500%" },
    { terms: "tiers: []", says: "needs at least one tier" },
  ])("is refused: $says", ({ terms, says }) => {
    expect(problemsOf(table(terms))).toContain(says);
  });
});
