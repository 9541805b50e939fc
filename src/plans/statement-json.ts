import { addDays } from "../core/calendar.js";
import { type Money, sum, toDecimal } from "../core/money.js";
import { type Rational, toDecimalString } from "../core/rational.js";
import { linesOfAdjustments, linesOfComponent, type SourcedLine } from "../core/sourced-line.js";
import type { MeasureResult, Statement, StatementLine } from "../core/statement.js";
import type { MeasureDetail } from "../core/statement-detail.js";
import { paidByDeal } from "./paid-by-deal.js";

const ratioText = (ratio: Rational): string => toDecimalString(ratio, 12);

/** Counts lose the zeros that an amount of money keeps: "40", not "40.0000". */
const valueText = (amount: Money, unit = "money"): string =>
  unit === "money" ? toDecimal(amount) : toDecimal(amount).replace(/\.?0+$/, "");

const lineOf = ({ line, rule, source, children }: SourcedLine): unknown => ({
  label: line.label,
  ...(line.formula ? { formula: line.formula } : {}),
  ...(line.base ? { base: toDecimal(line.base) } : {}),
  ...(line.rate ? { rate: ratioText(line.rate) } : {}),
  amount: toDecimal(line.amount),
  ...(line.exact ? { exact: ratioText(line.exact) } : {}),
  rule,
  ...(source ? { source } : {}),
  ...(line.dealKey ? { deal: line.dealKey } : {}),
  ...(line.entry ? { entry: line.entry } : {}),
  ...(children.length > 0 ? { lines: children.map(lineOf) } : {}),
});

const measureOf = ({ measure, unit, credited, quota, attainment, credits, window }: MeasureResult) => ({
  measure,
  unit: unit ?? "money",
  credited: valueText(credited, unit),
  quota: quota && valueText(quota, unit),
  attainment: attainment.ok ? ratioText(attainment.ratio) : null,
  credits,
  ...(window ? { window: { start: window.start, through: addDays(window.end, -1) } } : {}),
});

const detailLine = (line: StatementLine, unit: string | undefined): unknown => ({
  label: line.label,
  ...(line.formula ? { formula: line.formula } : {}),
  amount: valueText(line.amount, unit),
  ...(line.dealKey ? { deal: line.dealKey } : {}),
});

/**
 * A statement for programs: money as exact decimal strings, attainment and rates as decimal ratios of up to 12 digits. With
 * `detail` each measure says how its quota and its credits came about.
 */
export function statementJson(statement: Statement, detail: readonly MeasureDetail[] = []): unknown {
  const derived = (measure: string, unit: string | undefined) => {
    const found = detail.find((each) => each.measure === measure);
    return found
      ? {
          quotaLines: found.quota.map((line) => detailLine(line, unit)),
          creditLines: found.credits.map((line) => detailLine(line, unit)),
        }
      : {};
  };
  return {
    payee: statement.payee,
    plan: statement.plan,
    period: {
      key: statement.period.key,
      start: statement.period.start,
      through: addDays(statement.period.end, -1),
    },
    asOf: statement.asOf,
    currency: statement.currency,
    measures: statement.measures.map((result) => ({
      ...measureOf(result),
      ...derived(result.measure, result.unit),
    })),
    ...(statement.segments
      ? {
          segments: statement.segments.map(({ plan, start, end, earned, measures }) => ({
            plan,
            start,
            through: addDays(end, -1),
            earned: toDecimal(earned),
            measures: measures.map(measureOf),
          })),
        }
      : {}),
    components: statement.components.map((result) => ({
      component: result.component,
      ...(result.planVersion ? { planVersion: result.planVersion } : {}),
      label: result.label,
      type: result.type,
      measure: result.measure,
      earned: toDecimal(result.earned),
      lines: linesOfComponent(result).map(lineOf),
    })),
    deals: [...paidByDeal(statement)].map(([deal, earned]) => ({ deal, earned: toDecimal(earned) })),
    earned: toDecimal(statement.earned),
    adjustments: toDecimal(
      sum(
        statement.adjustments.map(({ amount }) => amount),
        statement.currency,
      ),
    ),
    adjustmentLines: linesOfAdjustments(statement).map(lineOf),
    held: toDecimal(statement.held),
    payable: toDecimal(statement.payable),
    drawBalance: toDecimal(statement.drawBalance),
    ...(statement.heldBalance ? { heldBalance: toDecimal(statement.heldBalance) } : {}),
    ...(statement.carriedForward ? { carriedForward: toDecimal(statement.carriedForward) } : {}),
    ...(statement.clawbackOwed ? { clawbackOwed: toDecimal(statement.clawbackOwed) } : {}),
    ...(statement.payout
      ? {
          payout: {
            currency: statement.payout.amount.currency,
            amount: toDecimal(statement.payout.amount),
            formula: statement.payout.formula,
          },
        }
      : {}),
  };
}
