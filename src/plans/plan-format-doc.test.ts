import { describe, expect, test } from "vitest";
import { formatBlocks as blocks, completed, formatText as text } from "../../test/plan-documents.js";
import { statementOf } from "../core/statement-of.js";
import { runExamples } from "./examples.js";
import { readFacts } from "./facts-file.js";
import { readPlan } from "./plan-file.js";

describe("docs/plan-format.md", () => {
  test("has every YAML block marked as a plan, a part of one, or facts", () => {
    expect(text.match(/^```yaml/gm)).toHaveLength(blocks.length);
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(["plan", "part", "facts"]));
  });

  const plans = blocks
    .filter(({ kind }) => kind !== "facts")
    .map(({ kind, body }) => (kind === "plan" ? body : completed(body)));
  test.each(
    plans.map((body) => ({
      body,
      title: `${body.slice(body.indexOf("components:"), body.indexOf("components:") + 40)}`,
    })),
  )("its plan comes out as written: $title", ({ body }) => {
    const results = runExamples(readPlan(body));
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("its facts can be calculated with its first plan", () => {
    const [plan] = plans.map(readPlan);
    if (!plan) throw new Error("no plan");
    for (const { body } of blocks.filter(({ kind }) => kind === "facts")) {
      const { period, payees } = readFacts(body, plan);
      for (const facts of payees) expect(statementOf(plan, facts, period).currency).toBe("USD");
    }
  });
});
