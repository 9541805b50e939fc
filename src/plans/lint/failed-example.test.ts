import { expect, test } from "vitest";
import { said } from "../../../test/lint.js";
import { failedExample } from "./failed-example.js";

const plan = (expected: string) => `
components:
  commission: { type: flat_rate, measure: bookings, rate: 10%, kickers: [{ label: Bonus deal, where: { type: new }, amount: 500, pays: each }] }
examples:
  - name: one
    given: { period: 2026-Q1, deals: [{ key: A, name: Acme, amount: 1000 }, { key: B, name: Bolt, amount: 2000, type: new }] }
    expect: ${expected}`;

test("a figure that is too high parts at the first line that goes beyond what is expected", () => {
  expect(said(failedExample, plan("{ earned: 300 }"))).toEqual([
    `examples[0].expect: "one": earned: expected 300, calculated $800.00
  Commission: $300.00  [10% × $3,000.00]
  Bonus deal: $500.00  [1 deal that meets the condition]
  ^ here they part: $300.00 before this line, $800.00 with it, $300.00 expected
      Bolt: $500.00  [$500.00]
  the difference of $500.00 is exactly "Bonus deal"`,
  ]);
});

test("a figure that is too low parts at the end", () => {
  const [text] = said(failedExample, plan("{ components: { commission: 900 } }"));
  expect(text).toContain("^ here they part: every line is in, and $100.00 are still missing to $900.00");
});

test("a deal shows the lines that pay it", () => {
  const [text] = said(failedExample, plan("{ deals: { B: 200 } }"));
  expect(text).toContain("Commission: $200.00  [10% × $2,000.00]");
  expect(text).toContain('the difference of $500.00 is exactly "Bonus deal"');
});

test("a field of the example that is wrong is named where it stands", () => {
  expect(said(failedExample, plan("{ earnd: 300 }"))[0]).toContain(
    'examples[0].expect: "one": "earnd" is not a field here',
  );
});

test("an example that comes out is no finding", () => expect(said(failedExample, plan("{ earned: 800 }"))).toEqual([]));
