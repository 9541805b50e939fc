/**
 * Writes test/receipts/<engine version>: one receipt for every statement that an example of test/scenarios or of docs/plan-format.md computes. Run it once for a new engine version and commit what it wrote; folders of earlier versions stay.
 *
 *   npx tsx test/receipts/write.ts
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { ENGINE_VERSION } from "../../src/core/engine-version.js";
import type { PlanExample } from "../../src/core/plan.js";
import { historyOf } from "../../src/core/plan-history.js";
import { factsFrom } from "../../src/plans/facts-file.js";
import { readPlan } from "../../src/plans/plan-file.js";
import { readingPlan } from "../../src/plans/plan-versions.js";
import { type ReceiptInputs, writeReceipt } from "../../src/plans/receipt.js";
import { completed, planDocs } from "../plan-docs.js";

const scenarios = new URL("../scenarios/", import.meta.url);
const folder = new URL(`./${ENGINE_VERSION}/`, import.meta.url);
mkdirSync(folder, { recursive: true });

const periodsOf = ({ expect }: PlanExample): (string | undefined)[] => {
  const listed = (Array.isArray(expect) ? expect : [expect]) as { readonly period?: string }[];
  return [...new Set(listed.map(({ period }) => period))];
};

/** Without its examples, which say nothing of the calculation, a plan is a third of its length. */
const bare = (document: string): string => {
  const examples = document.search(/^examples:/m);
  return examples < 0 ? document : document.slice(0, examples);
};

function writeAll(name: string, documents: readonly string[], examples: readonly PlanExample[]): void {
  const [first, ...rest] = documents.map(bare).map((document) => ({ plan: readPlan(document), document }));
  if (!first) return;
  const history = historyOf([first.plan, ...rest.map(({ plan }) => plan)]);
  const plans = history.map(({ plan, from }) => ({
    document: [first, ...rest].find((each) => each.plan === plan)?.document ?? "",
    from,
  })) as unknown as ReceiptInputs["plans"];
  for (const [i, example] of examples.entries())
    for (const key of periodsOf(example)) {
      const { period, payees } = factsFrom(example.given, readingPlan(history), key);
      for (const facts of payees) {
        const file = `${name}-${i + 1}-${facts.payee.key}-${period.key}.json`;
        writeFileSync(new URL(file.replaceAll(/[^\w.-]/g, "_"), folder), writeReceipt({ plans, facts, period }).text);
      }
    }
}

for (const file of readdirSync(scenarios).filter((name) => name.endsWith(".yaml"))) {
  const document = readFileSync(new URL(file, scenarios), "utf8");
  writeAll(file.replace(".yaml", ""), [document], readPlan(document).examples);
}
const { plans, blocks } = planDocs();
for (const [i, document] of plans.entries()) writeAll(`documented-${i + 1}`, [document], readPlan(document).examples);
for (const [i, { body }] of blocks.filter(({ kind }) => kind === "versions").entries()) {
  const { plans: versions, examples } = parse(body) as { plans: unknown[]; examples: PlanExample[] };
  writeAll(
    `documented-versions-${i + 1}`,
    versions.map((version) => completed(stringify(version))),
    examples,
  );
}
