import { describe, expect, test } from "vitest";
import { planText } from "../../../test/lint.js";
import { readPlan } from "../plan-file.js";
import { explanation, signingDocument } from "./explain.js";
import { html, markdown, plainText } from "./render.js";

const plan = readPlan(
  planText(`
description: A tenth of everything.
effective: { from: 2026-01-01, through: 2026-12-31 }
terms:
  - { title: Zeal, text: Last in the alphabet and first here. }
  - { title: Anger, text: "One <b>\\n\\nand another | paragraph." }
components:
  commission: { type: flat_rate, measure: bookings, rate: 10%, about: The heart of the plan., cap: { amount: 30000, per: payout, excess: lost } }
release: [{ share: 50%, on: booked }, { share: 50%, on: collected }]
examples:
  - { name: one deal, given: { period: 2026-Q1, quota: 100000, deals: [{ amount: 50000 }] }, expect: { earned: 5000 } }
`),
);

describe("a plan in words", () => {
  test("says what the author and the terms say, what it comes to, and the examples", () => {
    const text = plainText(explanation(plan));
    for (const sentence of [
      "A tenth of everything.",
      "in force from 2026-01-01 through 2026-12-31",
      "The heart of the plan.",
      "- You earn 10% of bookings.",
      "- It pays $30,000.00 a quarter at most; what lies above is not paid.",
      "- What a deal earns is paid 50% when the deal is booked and 50% as the customer pays; the rate stays",
      "100%        $100,000.00  $10,000.00            100%",
      "2026-Q1: Bookings $50,000.00 of a quota of $100,000.00, 50%. Earned $5,000.00; payable $2,500.00.",
    ])
      expect(text).toContain(sentence);
  });

  test("the signing document has who, which version, the sections in the order written, and lines to sign on", () => {
    const text = markdown(signingDocument(plan, "Maya Ortiz"));
    expect(text).toContain("For Maya Ortiz. Version 1, in force from 2026-01-01 through 2026-12-31.");
    expect(text.indexOf("## Zeal")).toBeGreaterThan(text.indexOf("## Worked examples"));
    expect(text.indexOf("## Anger")).toBeGreaterThan(text.indexOf("## Zeal"));
    expect(text).toContain("One \\<b\\>\n\nand another \\| paragraph.");
    expect(text.trimEnd()).toMatch(/(\\_){10,} {2}\nMaya Ortiz, date\n\n(\\_){10,} {2}\nFor the company, date$/);
  });

  test("as HTML it stands alone, with what people wrote as text", () => {
    const page = html("Plan", signingDocument(plan, "Maya <script>"));
    expect(page).toContain("<p>One &lt;b&gt;</p>\n<p>and another | paragraph.</p>");
    expect(page).not.toMatch(/<script|src=|href=/);
  });

  test("a plan of scored goals alone has no payout table, and is explained all the same", () => {
    const goals = readPlan(
      planText(
        "components: { c: { type: mbo, target: { amount: 1, per: quarter }, approval: not_needed, goals: { a: { weight: 100% } } } }",
      ),
    );
    expect(plainText(explanation(goals))).not.toContain("What it comes to");
  });
});
