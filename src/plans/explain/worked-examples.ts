import { FactsError } from "../../core/errors.js";
import type { Plan } from "../../core/plan.js";
import type { Statement, StatementLine } from "../../core/statement.js";
import { statementOf } from "../../core/statement-of.js";
import { labelOf, moneyText, percentText } from "../../core/wording.js";
import { payeeOf } from "../examples.js";
import { factsFrom } from "../facts-file.js";
import { type Block, heading, list, paragraph } from "./blocks.js";

/** A plan's examples as it calculates them now; one that cannot be calculated is left to the plan check. */
export function exampleBlocks(plan: Plan): Block[] {
  return plan.examples.flatMap(({ name, given, expect }) => {
    const statements = [expect].flat().flatMap((expected) => statementFor(plan, given, expected) ?? []);
    if (statements.length === 0) return [];
    return [heading(3, name), ...statements.flatMap((statement) => statementBlocks(statement))];
  });
}

function statementFor(plan: Plan, given: unknown, expected: unknown): Statement | null {
  const { period, payee } = (expected ?? {}) as { readonly period?: unknown; readonly payee?: unknown };
  try {
    const facts = factsFrom(given, plan, period === undefined ? undefined : String(period));
    return statementOf(plan, payeeOf(facts.payees, payee === undefined ? undefined : String(payee)), facts.period);
  } catch (error) {
    if (error instanceof FactsError) return null;
    throw error;
  }
}

function statementBlocks(statement: Statement): Block[] {
  const standing = statement.measures
    .filter(({ credits }) => credits > 0)
    .map(({ measure, credited, quota, attainment }) => {
      const of = quota ? ` of a quota of ${moneyText(quota)}` : "";
      return `${labelOf(measure)} ${moneyText(credited)}${of}${attainment.ok ? `, ${percentText(attainment.ratio, 2)}` : ""}`;
    });
  const lines = statement.components.flatMap(({ label, component, earned, lines: own }) =>
    earned.minor === 0
      ? []
      : own.length === 1 && own[0]
        ? [lineText(label ?? component, own[0])]
        : [`${label ?? component}: ${moneyText(earned)}`, ...own.map((line) => lineText(line.label, line))],
  );
  const paid = statement.payable.minor === statement.earned.minor ? "" : `; payable ${moneyText(statement.payable)}`;
  return [
    paragraph(
      `${statement.period.key}: ${standing.join("; ") || "nothing sold"}. Earned ${moneyText(statement.earned)}${paid}.`,
    ),
    ...(lines.length > 0 ? [list(lines)] : []),
  ];
}

const lineText = (label: string, { formula, amount }: StatementLine): string =>
  `${label}: ${moneyText(amount)}${formula ? ` = ${formula}` : ""}`;
