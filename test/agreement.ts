import { expect } from "vitest";
import type { Company } from "../src/core/bulk/company.js";
import { companyOf } from "../src/core/bulk/company-of.js";
import type { CompanyStatements } from "../src/core/bulk/company-statements.js";
import { computeCompany } from "../src/core/bulk/compute-company.js";
import { FactsError } from "../src/core/errors.js";
import type { PayeeFacts } from "../src/core/facts.js";
import type { Period } from "../src/core/period.js";
import type { Plan } from "../src/core/plan.js";
import type { Statement, StatementLine } from "../src/core/statement.js";
import { statementOf } from "../src/core/statement-of.js";

/** What is compared of one payee, the same from columns and from a statement. */
type Figures = Readonly<Record<string, unknown>>;

interface Agreement {
  readonly pass: readonly Figures[];
  readonly statements: readonly Figures[];
  /** How many were not calculated in columns. */
  readonly apart: number;
}

/** A company calculated in one pass and payee by payee, in a form that must be equal. */
export function agreement(plan: Plan, facts: readonly PayeeFacts[], period: Period): Agreement {
  try {
    const company = companyOf(plan, facts, period);
    const pass = computeCompany(plan, company, period);
    return {
      pass: facts.map((_, payee) => fromColumns(company, pass, payee)),
      statements: facts.map((own, payee) => {
        try {
          const statement = statementOf(plan, own, period);
          return fromStatement(plan, statement, pass.apart.has(payee) ? [] : linesOf(statement));
        } catch (error) {
          if (error instanceof FactsError) return { problem: error.message };
          throw error;
        }
      }),
      apart: pass.apart.size + pass.problems.size,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // More than an amount can hold: neither way may give a figure.
    const refused = (run: () => unknown) => {
      try {
        run();
      } catch (other) {
        return other instanceof RangeError;
      }
      return false;
    };
    expect(facts.some((own) => refused(() => statementOf(plan, own, period)))).toBe(true);
    expect(refused(() => computeCompany(plan, companyOf(plan, facts, period), period))).toBe(true);
    return { pass: [], statements: [], apart: facts.length };
  }
}

function fromColumns({ dealAt }: Company, pass: CompanyStatements, payee: number): Figures {
  const problem = pass.problems.get(payee);
  if (problem) return { problem: problem.message };
  const { lines, rules } = pass;
  const own: string[] = [];
  for (let i = lines.from[payee] ?? 0; i < (lines.from[payee + 1] ?? 0); i++) {
    const rule = rules[lines.rule[i] ?? 0];
    const deal = lines.deal[i] ?? -1;
    if (lines.base[i] === 0 && lines.amount[i] === 0) continue;
    own.push(lineText(rule?.component ?? "", deal < 0 ? null : dealAt(deal).dealKey, lines.base[i], lines.amount[i]));
  }
  return {
    earned: pass.earned[payee],
    payable: pass.payable[payee],
    components: Object.fromEntries(pass.components.map(({ component, earned }) => [component, earned[payee]])),
    measures: Object.fromEntries(
      [...pass.measures].map(([key, { credits, credited, quota }]) => [
        key,
        [credits[payee], credited[payee], Number.isNaN(quota[payee]) ? null : quota[payee]],
      ]),
    ),
    lines: own.sort(),
  };
}

function fromStatement(plan: Plan, statement: Statement, lines: readonly string[]): Figures {
  const keys = [...plan.components.map(({ key }) => key), ...(plan.cap ? ["plan_cap"] : [])];
  const earned = (key: string) => statement.components.find(({ component }) => component === key)?.earned.minor ?? 0;
  return {
    earned: statement.earned.minor,
    payable: statement.payable.minor,
    components: Object.fromEntries(keys.map((key) => [key, earned(key)])),
    measures: Object.fromEntries(
      statement.measures.map(({ measure, credits, credited, quota }) => [
        measure,
        [credits, credited.minor, quota?.minor ?? null],
      ]),
    ),
    lines: [...lines].sort(),
  };
}

/** The lines that open no further, but for those that pay nothing on nothing. */
function linesOf({ components }: Statement): string[] {
  const leaves = (lines: readonly StatementLine[]): readonly StatementLine[] =>
    lines.flatMap((line) => (line.children?.length ? leaves(line.children) : [line]));
  return components.flatMap(({ component, lines }) =>
    leaves(lines)
      .filter(({ dealKey, base, amount }) => amount.minor !== 0 || (dealKey !== undefined && base?.minor !== 0))
      .map(({ dealKey, base, amount }) => lineText(component, dealKey ?? null, base?.minor, amount.minor)),
  );
}

const lineText = (component: string, deal: string | null, base: number | undefined, amount: number | undefined) =>
  `${component} ${deal === null ? "-" : `${deal} ${base}`} ${amount}`;
