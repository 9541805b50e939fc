import { readFileSync, writeFileSync } from "node:fs";
import type { Plan } from "../core/plan.js";
import { historyOf, type PlanInForce } from "../core/plan-history.js";
import { detailOf } from "../core/statement-detail.js";
import { statementUnder } from "../core/statement-of.js";
import { payeeOf } from "../plans/examples.js";
import { readFacts } from "../plans/facts-file.js";
import { readPlan } from "../plans/plan-file.js";
import { readingPlan } from "../plans/plan-versions.js";
import { type PlanDocument, writeReceipt } from "../plans/receipt.js";
import { statementJson } from "../plans/statement-json.js";
import { statementText } from "../plans/statement-text.js";
import { type FileOutcome, faultOf } from "./file-outcome.js";

export interface PlanRunOptions {
  /** One plan document, or several versions that were in force one after the other. */
  readonly plan: string | readonly [string, ...string[]];
  readonly facts: string;
  readonly payee?: string;
  readonly period?: string;
  readonly json?: boolean;
  /** Where the receipt of the one statement goes. */
  readonly receipt?: string;
}

/** Statements of plan files over a facts file, for each period asked and each payee in it. What is wrong with any is said with file, path, value and fix. */
export function runPlanFiles(options: PlanRunOptions): FileOutcome {
  const [first, ...more] = typeof options.plan === "string" ? ([options.plan] as const) : options.plan;
  let file = first;
  const documents = new Map<Plan, string>();
  const planIn = (path: string) => {
    file = path;
    const document = readFileSync(path, "utf8");
    const plan = readPlan(document);
    documents.set(plan, document);
    return plan;
  };
  try {
    const history = historyOf([planIn(first), ...more.map(planIn)]);
    const plan = readingPlan(history);
    file = options.facts;
    const text = readFileSync(file, "utf8");
    const periods = options.period?.split(",").map((key) => key.trim()) ?? [undefined];
    const asked = periods.flatMap((key) => {
      const { period, payees } = readFacts(text, plan, key);
      const chosen = options.payee === undefined ? payees : [payeeOf(payees, options.payee)];
      return chosen.map((facts) => ({ facts, period }));
    });
    const statements = asked.map(({ facts, period }) => {
      const statement = statementUnder(history, facts, period);
      return [statement, statement.segments ? [] : detailOf(plan, facts, period)] as const;
    });
    const shown = options.json
      ? JSON.stringify({ statements: statements.map((each) => statementJson(...each)) }, null, 2)
      : statements.map((each) => statementText(...each)).join("\n\n");
    if (options.receipt !== undefined) {
      // Says who there is when there are several: a receipt is of one statement.
      const facts = payeeOf(
        asked.map((each) => each.facts),
        options.payee,
      );
      const { period } = asked[0] as (typeof asked)[number];
      file = options.receipt;
      const written = ({ plan: version, from }: PlanInForce): PlanDocument => ({
        document: documents.get(version) ?? "",
        from,
      });
      const [oldest, ...newer] = history;
      const plans = [written(oldest), ...newer.map(written)] as const;
      writeFileSync(file, writeReceipt({ plans, facts, period }).text);
    }
    return { ok: true, text: shown };
  } catch (error) {
    return faultOf(file, error);
  }
}
