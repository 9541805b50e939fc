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
  const { facts, history, period } = payee;
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
    notes: (locale) => planChangeNotes(payee, locale),
  };
}

/** Which versions the period saw, and how attainment went on; nothing where there was one. */
export function planChangeNotes({ segments, plan }: OnPlan, locale: string): string[] {
  if (segments.length === 1) return [];
  const versions = segments.map(
    ({ plan: { version }, period }) => `${version} from ${formatDate(period.start, locale)}`,
  );
  const attainment =
    plan.attainmentAtStart === "restarted"
      ? "Attainment starts anew with the newest, which has its share of the quota by time."
      : "Attainment goes on from one to the next.";
  return [
    `The plan changed within the period: ${versions.join(", ")}. Each version pays for its own days. ${attainment}`,
  ];
}
