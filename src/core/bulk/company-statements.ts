import type { FactsError } from "../errors.js";
import type { Period } from "../period.js";
import type { Plan } from "../plan.js";
import type { Statement } from "../statement.js";
import { statementOf } from "../statement-of.js";
import type { Company } from "./company.js";
import type { LineRule } from "./kernel.js";
import type { LineColumns } from "./lines.js";

/** What a measure came to, by payee, in minor units. */
export interface MeasureColumns {
  readonly credits: Int32Array;
  readonly credited: Float64Array;
  /** NaN = none set. Attainment is credited / quota. */
  readonly quota: Float64Array;
}

/**
 * The statements of a company by column, in minor units of the plan's currency: figure i of a column is payee i's. Figures of a
 * payee in `problems` are NaN, so that no sum leaves somebody out unnoticed.
 */
export interface CompanyStatements {
  readonly measures: ReadonlyMap<string, MeasureColumns>;
  /** As a statement's components: a plan's cap is one of them, below zero where it takes something. */
  readonly components: readonly { readonly component: string; readonly earned: Float64Array }[];
  readonly earned: Float64Array;
  readonly payable: Float64Array;
  /** The most the plan pays each payee; null = no cap. NaN for payees apart. */
  readonly planLimits: Float64Array | null;
  /** Of the payees calculated in columns. */
  readonly lines: LineColumns;
  /** What lines pay by. */
  readonly rules: readonly (LineRule & { readonly component: string })[];
  /** Payees calculated one by one, as `statementOf` gives them. */
  readonly apart: ReadonlyMap<number, Statement>;
  /** Payees whose facts lack what the plan needs. */
  readonly problems: ReadonlyMap<number, FactsError>;
}

/**
 * One payee's statement with every line and formula, made when asked for from the same facts. Throws the payee's FactsError, or,
 * should the two ever differ by a minor unit, an Error: then neither figure is to be trusted.
 */
export function explain(
  plan: Plan,
  company: Company,
  period: Period,
  statements: CompanyStatements,
  payee: number,
): Statement {
  const problem = statements.problems.get(payee);
  if (problem) throw problem;
  const statement = statements.apart.get(payee) ?? statementOf(plan, company.factsOf(payee), period);
  const figures = [statement.earned, statement.payable, ...statement.components.map(({ earned }) => earned)];
  const columns = [
    statements.earned,
    statements.payable,
    ...statement.components.map(
      ({ component }) => statements.components.find((own) => own.component === component)?.earned,
    ),
  ];
  figures.forEach(({ minor }, i) => {
    if (columns[i]?.[payee] !== minor)
      throw new Error(
        `the pass and the statement of ${statement.payee.key} differ: ${columns[i]?.[payee]} and ${minor}`,
      );
  });
  return statement;
}
