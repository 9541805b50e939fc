import { readFileSync } from "node:fs";
import { FactsError, PlanError } from "../core/errors.js";
import { historyOf } from "../core/plan-history.js";
import type { Statement, StatementLine } from "../core/statement.js";
import { statementUnder } from "../core/statement-of.js";
import { moneyText, percentText } from "../core/wording.js";
import { payeeOf } from "../plans/examples.js";
import { readFacts } from "../plans/facts-file.js";
import { readPlan } from "../plans/plan-file.js";
import { readingPlan } from "../plans/plan-versions.js";
import { statementJson } from "../plans/statement-json.js";
import { type FileOutcome, fileFault } from "./plan-check.js";

export interface PlanRunOptions {
  /** One plan document, or several versions that were in force one after the other. */
  readonly plan: string | readonly [string, ...string[]];
  readonly facts: string;
  readonly payee?: string;
  readonly period?: string;
  readonly json?: boolean;
}

/** Statements of plan files over a facts file, for each period asked and each payee in it. What is wrong with any is said with file, path, value and fix. */
export function runPlanFiles(options: PlanRunOptions): FileOutcome {
  const [first, ...more] = typeof options.plan === "string" ? ([options.plan] as const) : options.plan;
  let file = first;
  const planIn = (path: string) => {
    file = path;
    return readPlan(readFileSync(path, "utf8"));
  };
  try {
    const history = historyOf([planIn(first), ...more.map(planIn)]);
    file = options.facts;
    const text = readFileSync(file, "utf8");
    const periods = options.period?.split(",").map((key) => key.trim()) ?? [undefined];
    const statements = periods.flatMap((key) => {
      const { period, payees } = readFacts(text, readingPlan(history), key);
      const asked = options.payee === undefined ? payees : [payeeOf(payees, options.payee)];
      return asked.map((facts) => statementUnder(history, facts, period));
    });
    const shown = options.json
      ? JSON.stringify({ statements: statements.map(statementJson) }, null, 2)
      : statements.map(statementText).join("\n\n");
    return { ok: true, text: shown };
  } catch (error) {
    if (error instanceof PlanError || error instanceof FactsError)
      return { ok: false, text: `${file}: ${error.message}` };
    const unreadable = fileFault(file, error);
    if (unreadable) return { ok: false, text: unreadable };
    throw error;
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
  for (const { component, label, earned, lines, planVersion } of components) {
    rows.push(`  ${label ?? component}${planVersion ? ` (${planVersion})` : ""}: ${moneyText(earned)}`);
    for (const line of lines) lineText(line, 2);
  }
  rows.push(`  Earned: ${moneyText(statement.earned)}`);
  for (const line of adjustments) lineText(line, 1);
  if (statement.held.minor !== 0) rows.push(`  Held: ${moneyText(statement.held)}`);
  rows.push(`  Payable: ${moneyText(statement.payable)}`);
  if (statement.drawBalance.minor !== 0) rows.push(`  Draw balance: ${moneyText(statement.drawBalance)}`);
  return rows.join("\n");
}
