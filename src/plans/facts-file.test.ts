import { describe, expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { FactsError } from "../core/errors.js";
import { sum, toDecimal } from "../core/money.js";
import { readFacts } from "./facts-file.js";

const plan = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }");
const two = planOf(
  "c: { type: flat_rate, measure: bookings, rate: 10% }",
  "measures: { bookings: { of: amount }, seats: { of: seats } }",
);

function problemsOf(text: string, of = plan): string {
  try {
    readFacts(text, of);
  } catch (error) {
    if (error instanceof FactsError) return error.message;
    throw error;
  }
  return "";
}

describe("a facts file", () => {
  test("is JSON as well as YAML, in any order", () => {
    const yaml = "quota: 100\nperiod: 2026-Q1\ndeals: [{ amount: 5 }]";
    const json = '{"deals": [{"amount": "5"}], "period": "2026-Q1", "quota": 100}';
    expect(readFacts(json, plan)).toEqual(readFacts(yaml, plan));
  });

  test("keeps every digit that was written", () => {
    const { payees } = readFacts("period: 2026-Q1\ndeals: [{ amount: 90071992547409.91 }]", plan);
    expect(payees[0]?.credits[0]?.amount.minor).toBe(9007199254740991);
  });

  test("takes a quota that was in force for part of its period, and one of free days", () => {
    const quotasIn = (quota: string) => readFacts(`period: 2026-Q1\nquotas: [${quota}]`, plan).payees[0]?.quotas[0];
    expect(quotasIn("{ amount: 9, through: 2026-02-14 }")).toMatchObject({
      start: "2026-01-01",
      end: "2026-04-01",
      inForce: { start: "2026-01-01", end: "2026-02-15" },
    });
    expect(quotasIn("{ amount: 9, from: 2026-02-15, through: 2026-05-14 }")).toMatchObject({
      start: "2026-02-15",
      end: "2026-05-15",
    });
    const wrong = (quota: string) => problemsOf(`period: 2026-Q1\nquotas: [${quota}]`);
    expect(wrong("{ amount: 9, from: 2026-02-15, through: 2026-02-14 }")).toContain(
      "quotas[0].through: 2026-02-14 is before 2026-02-15",
    );
    expect(wrong("{ amount: 9, period: 2026-Q1, through: 2026-04-01 }")).toContain(
      "quotas[0].through: lies outside 2026-Q1",
    );
    expect(wrong("{ amount: 9, from: 2025-12-31 }")).toContain("quotas[0].from: lies outside 2026-Q1");
  });

  test("with one payee nobody needs to be named, and what is left out is filled in plainly", () => {
    const { payees, period } = readFacts(
      "period: 2026-Q1\ntarget_incentive: { amount: 5000, per: month }\ndeals: [{ amount: 5 }]",
      plan,
    );
    expect(period.key).toBe("2026-Q1");
    expect(payees).toHaveLength(1);
    expect(payees[0]).toMatchObject({ asOf: "2026-03-31", targetIncentive: { minor: 60000_00, currency: "USD" } });
    expect(payees[0]?.credits[0]).toMatchObject({ dealKey: "deal-0001", dealName: "Deal 1", creditedOn: "2026-03-31" });
  });

  test("a quota without a period is of the quota period around the one asked", () => {
    const { payees } = readFacts("quota: 100", plan, "2026-02");
    expect(payees[0]?.quotas[0]).toMatchObject({ start: "2026-01-01", end: "2026-04-01" });
  });

  test("fiscal years may start in another month", () => {
    const { period } = readFacts("period: 2027-Q1\nfiscal_year_starts: 2", plan);
    expect([period.start, period.end]).toEqual(["2026-02-01", "2026-05-01"]);
  });

  test.each([
    ["credited: 100", "what was sold is deals, or achieved for a total"],
    ["attainment: 120%", "it is calculated"],
    ["people: [{ hire_date: 2026-01-01 }]", "the first day of work is hired_on"],
    ["deals: [{ price: 5 }]", "what a deal is worth is its amount"],
    ["deals: [{ amount: 5, discount: 5% }]", "goes under attributes"],
    ["deals: [{ amont: 5 }]", "did you mean amount?"],
    ["prior_earnings: 5000", "such as [{period: 2026-Q1, amount: 5000}]"],
  ])("says where a word of other systems belongs: %s", (line, says) => {
    expect(problemsOf(`period: 2026-Q1\n${line}`)).toContain(says);
  });

  test("scores may be a mapping of goals", () => {
    const goals = planOf(
      "c: { type: mbo, approval: not_needed, target: { amount: 1, per: year }, goals: { a: { weight: 40% }, b: { weight: 60% } } }",
    );
    const list = readFacts("period: 2026-Q1\nscores: [{ goal: a, score: 50% }, { goal: b, score: 100% }]", goals);
    expect(readFacts("period: 2026-Q1\nscores: { a: 50%, b: 100% }", goals)).toEqual(list);
  });

  test("a deal is split by shares, line by line, to the cent", () => {
    const { payees } = readFacts(
      `
period: 2026-Q1
people: [{ key: maya }, { key: leo, name: Leo }, { key: ana }]
deals:
  - key: D
    splits: { maya: 1/3, Leo: 1/3, ana: 1/3 }
    lines: [{ amount: 100.01, category: software }, { amount: 0.02, category: services, units: 2 }]
`,
      plan,
    );
    const credits = payees.map(({ credits: own }) => own.map(({ amount }) => toDecimal(amount)));
    expect(credits).toEqual([
      ["33.34", "0.01"],
      ["33.34", "0.01"],
      ["33.33", "0.00"],
    ]);
    expect(
      toDecimal(
        sum(
          payees.flatMap((payee) => payee.credits.map(({ amount }) => amount)),
          "USD",
        ),
      ),
    ).toBe("100.03");
    expect(payees[1]?.credits[1]).toMatchObject({
      lineKey: "line 002",
      attributes: { category: "services", units: "2" },
    });
  });

  test("a recorded total counts for its measure alone", () => {
    const { payees } = readFacts("period: 2026-Q1\nachieved: { seats: 12.5 }", two);
    expect(payees[0]?.credits[0]).toMatchObject({ measures: ["seats"], amount: { minor: 125000, currency: "XXX" } });
  });

  test.each([
    { text: "deals: []", says: "period: is missing" },
    { text: "period: Q1", says: 'period: "Q1" is not a period: write it like 2026-Q1' },
    { text: "period: 2026-Q1\ndeal: []", says: '"deal" is not a field here, did you mean deals?' },
    {
      text: "period: 2026-Q1\ndeals: [{ amout: 5 }]",
      says: 'deals[0]: "amout" is not a field here, did you mean amount?',
    },
    { text: "period: 2026-Q1\ndeals: [{ owner: maya }]", says: "deals[0].amount: is missing" },
    {
      text: "period: 2026-Q1\ndeals: [{ amount: 5.001 }]",
      says: "deals[0].amount: 5.001 has more than 2 decimals, too many for USD",
    },
    {
      text: "period: 2026-Q1\ndeals: [{ amount: 5, currency: usd }]",
      says: 'deals[0].currency: "usd" is not a currency code',
    },
    {
      text: "period: 2026-Q1\ndeals: [{ key: A, amount: 5 }, { key: A, amount: 5 }]",
      says: 'deals[1].key: "A" stands for two deals',
    },
    {
      text: "period: 2026-Q1\ndeals: [{ amount: 5, lines: [{ amount: 5 }] }]",
      says: "deals[0].amount: stands beside lines",
    },
    { text: "period: 2026-Q1\ndeals: [{ amount: 1e20 }]", says: "is too large to be held exactly" },
    { text: "period: 2026-Q1\nquota: 5\npeople: [{ key: a }]", says: "quota: stands beside people" },
    { text: "period: 2026-Q1\npeople: [{ key: a }, { key: a }]", says: 'people[1].key: "a" stands for two people' },
    {
      text: "period: 2026-Q1\npeople: [{ key: a }, { key: b }]\ndeals: [{ amount: 1 }]",
      says: "deals[0].owner: is missing: with several people say whose it is (a, b)",
    },
    {
      text: "period: 2026-Q1\nquotas: [{ measure: bokings, amount: 1 }]",
      says: 'quotas[0].measure: "bokings" is not a measure of the plan, did you mean bookings?',
    },
    {
      text: "period: 2026-Q1\nledger: [{ kind: clawback, amount: 10 }]",
      says: "signed as they move pay, so write -10.00",
    },
    {
      text: "period: 2026-Q1\nledger: [{ kind: draw, amount: 10 }]",
      says: '"draw" is not one of clawback, draw_advance',
    },
    {
      text: "period: 2026-Q1\nprior_earnings: [{ component: x, period: 2026-01, amount: 10 }]",
      says: '"x" is not a component of the plan',
    },
    { text: "period: 2026-Q1\nperiod: 2026-Q2", says: "Map keys must be unique" },
    { text: "period: 2026-Q1\nquotas: { bookings: x }", says: 'quotas.bookings: "x" is not a number' },
    {
      text: "period: 2026-Q1\nquotas: [{ amont: 5 }]",
      says: 'quotas[0]: "amont" is not a field here, did you mean amount?',
    },
    { text: "period: 2026-Q1\npeople: { maya: {} }", says: "people: must be a list" },
    { text: "period: [2026-Q1", says: "The facts have" },
  ])("$says", ({ text, says }) => {
    expect(problemsOf(text)).toContain(says);
  });

  test("a period outside the plan's dates is refused", () => {
    const dated = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", "effective: { from: 2026-01-01 }");
    expect(problemsOf("period: 2025-Q4", dated)).toContain("2025-Q4 lies outside the plan's dates, 2026-01-01 to now");
  });

  test("every problem is told at once", () => {
    expect(problemsOf("period: 2026-Q1\nas_of: 2026-02-30\ndeals: [{ amount: x }, { amont: 5 }]")).toContain(
      "3 problems",
    );
  });
});
