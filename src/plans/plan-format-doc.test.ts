import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { completed, planDocs } from "../../test/plan-docs.js";
import type { PlanExample } from "../core/plan.js";
import { historyOf } from "../core/plan-history.js";
import { statementOf } from "../core/statement-of.js";
import { runExamples, runExamplesUnder } from "./examples.js";
import { readFacts } from "./facts-file.js";
import { readPlan } from "./plan-file.js";

const { text, blocks, plans } = planDocs();

describe("docs/plan-format.md", () => {
  test("has every YAML block marked as a plan, a part of one, or facts", () => {
    expect(text.match(/^```yaml \w/gm)).toHaveLength(blocks.length);
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(["plan", "part", "versions", "facts"]));
  });

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

  test.each(blocks.filter(({ kind }) => kind === "versions"))("its versions come out as written", ({ body }) => {
    const { plans: versions, examples } = parse(body) as { plans: unknown[]; examples: PlanExample[] };
    const [first, ...rest] = versions.map((part) => readPlan(completed(stringify(part))));
    if (!first) throw new Error("no versions");
    const results = runExamplesUnder(historyOf([first, ...rest]), examples);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("its facts can be calculated with its first plan", () => {
    const plan = readPlan(plans[0] ?? "");
    for (const { body } of blocks.filter(({ kind }) => kind === "facts")) {
      const { period, payees } = readFacts(body, plan);
      for (const facts of payees) expect(statementOf(plan, facts, period).currency).toBe("USD");
    }
  });
});
