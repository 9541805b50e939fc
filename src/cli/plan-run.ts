import { readFileSync, writeFileSync } from "node:fs";
import { FactsError, PlanError } from "../core/errors.js";
import { detailOf } from "../core/statement-detail.js";
import { statementOf } from "../core/statement-of.js";
import { payeeOf } from "../plans/examples.js";
import { readFacts } from "../plans/facts-file.js";
import { readPlan } from "../plans/plan-file.js";
import { writeReceipt } from "../plans/receipt.js";
import { statementJson } from "../plans/statement-json.js";
import { statementText } from "../plans/statement-text.js";
import { type FileOutcome, fileFault } from "./plan-check.js";

export interface PlanRunOptions {
  readonly plan: string;
  readonly facts: string;
  readonly payee?: string;
  readonly period?: string;
  readonly json?: boolean;
  /** Where the receipt of the one statement goes. */
  readonly receipt?: string;
}

/** Statements of a plan file over a facts file. What is wrong with either is said with file, path, value and fix. */
export function runPlanFiles(options: PlanRunOptions): FileOutcome {
  let file = options.plan;
  try {
    const document = readFileSync(file, "utf8");
    const plan = readPlan(document);
    file = options.facts;
    const { period, payees } = readFacts(readFileSync(file, "utf8"), plan, options.period);
    const asked = options.payee === undefined ? payees : [payeeOf(payees, options.payee)];
    const statements = asked.map((facts) => [statementOf(plan, facts, period), detailOf(plan, facts, period)] as const);
    const text = options.json
      ? JSON.stringify({ statements: statements.map((each) => statementJson(...each)) }, null, 2)
      : statements.map((each) => statementText(...each)).join("\n\n");
    if (options.receipt !== undefined) {
      // Says who there is when there are several: a receipt is of one statement.
      const facts = payeeOf(asked, options.payee);
      file = options.receipt;
      writeFileSync(file, writeReceipt({ document, facts, period }).text);
    }
    return { ok: true, text };
  } catch (error) {
    if (error instanceof PlanError || error instanceof FactsError)
      return { ok: false, text: `${file}: ${error.message}` };
    const unreadable = fileFault(file, error);
    if (unreadable) return { ok: false, text: unreadable };
    throw error;
  }
}
