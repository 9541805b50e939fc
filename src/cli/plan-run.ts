import { readFileSync } from "node:fs";
import type { Statement, StatementLine } from "../core/statement.js";
import { statementOf } from "../core/statement-of.js";
import { moneyText, percentText } from "../core/wording.js";
import { payeeOf } from "../plans/examples.js";
import { readFacts } from "../plans/facts-file.js";
import { readPlan } from "../plans/plan-file.js";
import { statementJson } from "../plans/statement-json.js";
import { type FileOutcome, faultOf } from "./file-outcome.js";

export interface PlanRunOptions {
  readonly plan: string;
  readonly facts: string;
  readonly payee?: string;
  readonly period?: string;
  readonly json?: boolean;
}

/** Statements of a plan file over a facts file. What is wrong with either is said with file, path, value and fix. */
export function runPlanFiles(options: PlanRunOptions): FileOutcome {
  let file = options.plan;
  try {
    const plan = readPlan(readFileSync(file, "utf8"));
    file = options.facts;
    const { period, payees } = readFacts(readFileSync(file, "utf8"), plan, options.period);
    const asked = options.payee === undefined ? payees : [payeeOf(payees, options.payee)];
    const statements = asked.map((facts) => statementOf(plan, facts, period));
    const text = options.json
      ? JSON.stringify({ statements: statements.map(statementJson) }, null, 2)
      : statements.map(statementText).join("\n\n");
    return { ok: true, text };
  } catch (error) {
    return faultOf(file, error);
  }
}

function statementText(statement: Statement): string {
  const { payee, plan, period, measures, components, adjustments } = statement;
  const rows: string[] = [`${payee.name}, ${plan.name} ${plan.version}, ${period.key}, as of ${statement.asOf}`];
  for (const { measure, credited, quota, attainment } of measures)
    rows.push(
      `  ${measure}: ${moneyText(credited)} credited${quota ? ` of ${moneyText(quota)}` : ", no quota"}${attainment.ok ? ` (${percentText(attainment.ratio, 2)})` : ""}`,
    );
  const lineText = (line: StatementLine, depth: number): void => {
    rows.push(
      `${"  ".repeat(depth)}${line.label}: ${moneyText(line.amount)}${line.formula ? `  [${line.formula}]` : ""}`,
    );
    for (const child of line.children ?? []) lineText(child, depth + 1);
  };
  for (const { component, label, earned, lines } of components) {
    rows.push(`  ${label ?? component}: ${moneyText(earned)}`);
    for (const line of lines) lineText(line, 2);
  }
  rows.push(`  Earned: ${moneyText(statement.earned)}`);
  for (const line of adjustments) lineText(line, 1);
  if (statement.held.minor !== 0) rows.push(`  Held: ${moneyText(statement.held)}`);
  rows.push(`  Payable: ${moneyText(statement.payable)}`);
  if (statement.drawBalance.minor !== 0) rows.push(`  Draw balance: ${moneyText(statement.drawBalance)}`);
  return rows.join("\n");
}
