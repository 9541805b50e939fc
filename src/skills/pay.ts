import { formatDate } from "../answer/format.js";
import { type Money, sum } from "../core/money.js";
import type { ComponentResult, Statement, StatementLine } from "../core/statement.js";
import { statementOf } from "../core/statement-of.js";
import type { OnPlan } from "./payee.js";

/** A payee's pay of a period: one statement per plan version, and their sums. */
export interface Pay {
  readonly kind: "pay";
  readonly payee: OnPlan;
  readonly statements: readonly [Statement, ...Statement[]];
  readonly components: readonly (ComponentResult & { readonly label: string })[];
  readonly earned: Money;
  readonly adjustments: readonly StatementLine[];
  readonly adjusted: Money;
  readonly held: Money;
  readonly payable: Money;
  readonly drawBalance: Money;
  notes(locale: string): string[];
}

export function payOf(payee: OnPlan): Pay {
  const { facts, segments } = payee;
  const [first, ...rest] = segments;
  const statements = [
    statementOf(first.plan, facts, first.period),
    ...rest.map(({ plan, period }) => statementOf(plan, facts, period)),
  ] as const;
  const last = rest.length > 0 ? (statements.at(-1) ?? statements[0]) : statements[0];
  const total = (of: (statement: Statement) => Money) => sum(statements.map(of), last.currency);
  const adjustments = statements.flatMap((statement) => statement.adjustments);
  return {
    kind: "pay",
    payee,
    statements: [statements[0], ...statements.slice(1)],
    components: statements.flatMap(({ components, plan }) =>
      components.map((component) => ({
        ...component,
        label:
          statements.length > 1
            ? `${component.label ?? component.component} (${plan.version})`
            : (component.label ?? component.component),
      })),
    ),
    earned: total(({ earned }) => earned),
    adjustments,
    adjusted: sum(
      adjustments.map((line) => line.amount),
      last.currency,
    ),
    held: total(({ held }) => held),
    payable: total(({ payable }) => payable),
    drawBalance: last.drawBalance,
    notes: (locale) =>
      statements.length === 1
        ? []
        : [
            `The plan changed within the period: ${segments.map(({ plan, period }) => `${plan.version} from ${formatDate(period.start, locale)}`).join(", ")}. Each version pays for its own days.`,
          ],
  };
}
