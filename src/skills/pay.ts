import { formatDate } from "../answer/format.js";
import { type Money, sum } from "../core/money.js";
import type { ComponentResult, MeasureResult, StatementLine } from "../core/statement.js";
import { statementUnder } from "../core/statement-of.js";
import type { OnPlan } from "./payee.js";

/** A payee's pay of a period, under every plan version in force in it. */
export interface Pay {
  readonly kind: "pay";
  readonly payee: OnPlan;
  readonly components: readonly (ComponentResult & { readonly label: string })[];
  readonly earned: Money;
  readonly adjustments: readonly StatementLine[];
  readonly adjusted: Money;
  readonly held: Money;
  readonly payable: Money;
  readonly drawBalance: Money;
  /** Under the newest version of the period. */
  readonly measures: readonly MeasureResult[];
  notes(locale: string): string[];
}

export function payOf(payee: OnPlan): Pay {
  const { facts, history, period, segments } = payee;
  const { components, currency, adjustments, ...figures } = statementUnder(history, facts, period);
  return {
    kind: "pay",
    payee,
    components: components.map((component) => {
      const label = component.label ?? component.component;
      return { ...component, label: component.planVersion ? `${label} (${component.planVersion})` : label };
    }),
    earned: figures.earned,
    adjustments,
    adjusted: sum(
      adjustments.map((line) => line.amount),
      currency,
    ),
    held: figures.held,
    payable: figures.payable,
    drawBalance: figures.drawBalance,
    measures: figures.measures,
    notes: (locale) =>
      segments.length === 1
        ? []
        : [
            `The plan changed within the period: ${segments.map(({ plan, period: days }) => `${plan.version} from ${formatDate(days.start, locale)}`).join(", ")}. Each version pays for its own days.`,
          ],
  };
}
