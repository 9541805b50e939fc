/**
 * Writes test/receipts/<engine version>: one receipt for every statement that an example of test/scenarios computes. Run it once for a new engine version and commit what it wrote; folders of earlier versions stay.
 *
 *   npx tsx test/receipts/write.ts
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { ENGINE_VERSION } from "../../src/core/engine-version.js";
import type { PlanExample } from "../../src/core/plan.js";
import { factsFrom } from "../../src/plans/facts-file.js";
import { readPlan } from "../../src/plans/plan-file.js";
import { writeReceipt } from "../../src/plans/receipt.js";

const scenarios = new URL("../scenarios/", import.meta.url);
const folder = new URL(`./${ENGINE_VERSION}/`, import.meta.url);
mkdirSync(folder, { recursive: true });

const periodsOf = ({ expect }: PlanExample): (string | undefined)[] => {
  const listed = (Array.isArray(expect) ? expect : [expect]) as { readonly period?: string }[];
  return [...new Set(listed.map(({ period }) => period))];
};

for (const name of readdirSync(scenarios).filter((file) => file.endsWith(".yaml"))) {
  const document = readFileSync(new URL(name, scenarios), "utf8");
  const plan = readPlan(document);
  // Without its examples, which say nothing of the calculation, a plan is a third of its length.
  const bare = document.slice(0, document.search(/^examples:/m));
  for (const [i, example] of plan.examples.entries())
    for (const period of periodsOf(example)) {
      const given = factsFrom(example.given, plan, period);
      for (const facts of given.payees) {
        const { text } = writeReceipt({ document: bare, facts, period: given.period });
        const file = `${name.replace(".yaml", "")}-${i + 1}-${facts.payee.key}-${given.period.key}.json`;
        writeFileSync(new URL(file.replaceAll(/[^\w.-]/g, "_"), folder), text);
      }
    }
}
