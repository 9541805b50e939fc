import { expect, test } from "vitest";
import { factsFrom } from "../../src/plans/facts-file.js";
import { readPlan } from "../../src/plans/plan-file.js";
import { agreement } from "../agreement.js";
import { planTexts } from "../plan-texts.js";

const examples = planTexts.flatMap((text) => {
  const plan = readPlan(text);
  return plan.examples.flatMap(({ name, given, expect }) => {
    const periods = new Set([expect].flat().map((expectation) => (expectation as { period?: string }).period));
    return [...periods].map((period) => ({ name: `${name}${period ? ` (${period})` : ""}`, plan, given, period }));
  });
});
let inColumns = 0;

test.each(examples)("one pass over the company comes to its statements: $name", ({ plan, given, period: key }) => {
  const { period, payees } = factsFrom(given, plan, key);
  const { pass, statements, apart } = agreement(plan, payees, period);
  expect(pass).toEqual(statements);
  if (apart < payees.length) inColumns++;
});

test("columns cover a good part of the plans shown", () => {
  expect(inColumns).toBeGreaterThan(15);
});
