import { addDays } from "../core/calendar.js";
import { type Money, sum, toDecimal } from "../core/money.js";
import { type Rational, toDecimalString } from "../core/rational.js";
import type { MeasureResult, Statement, StatementLine } from "../core/statement.js";
import { paidByDeal } from "./paid-by-deal.js";

const ratioText = (ratio: Rational): string => toDecimalString(ratio, 12);

/** Counts lose the zeros that an amount of money keeps: "40", not "40.0000". */
const valueText = (amount: Money, unit = "money"): string =>
  unit === "money" ? toDecimal(amount) : toDecimal(amount).replace(/\.?0+$/, "");

const lineOf = (line: StatementLine): unknown => ({
  label: line.label,
  ...(line.formula ? { formula: line.formula } : {}),
  ...(line.base ? { base: toDecimal(line.base) } : {}),
  ...(line.rate ? { rate: ratioText(line.rate) } : {}),
  amount: toDecimal(line.amount),
  ...(line.dealKey ? { deal: line.dealKey } : {}),
  ...(line.children ? { lines: line.children.map(lineOf) } : {}),
});

const measureOf = ({ measure, unit, credited, quota, attainment, credits, window }: MeasureResult): unknown => ({
  measure,
  unit: unit ?? "money",
  credited: valueText(credited, unit),
  quota: quota && valueText(quota, unit),
  attainment: attainment.ok ? ratioText(attainment.ratio) : null,
  credits,
  ...(window ? { window: { start: window.start, through: addDays(window.end, -1) } } : {}),
});

/** A statement for programs: money as exact decimal strings, attainment and rates as decimal ratios of up to 12 digits. */
export function statementJson(statement: Statement): unknown {
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
    measures: statement.measures.map(measureOf),
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
    components: statement.components.map(({ component, label, type, measure, earned, lines, planVersion }) => ({
      component,
      ...(planVersion ? { planVersion } : {}),
      label,
      type,
      measure,
      earned: toDecimal(earned),
      lines: lines.map(lineOf),
    })),
    deals: [...paidByDeal(statement)].map(([deal, earned]) => ({ deal, earned: toDecimal(earned) })),
    earned: toDecimal(statement.earned),
    adjustments: toDecimal(
      sum(
        statement.adjustments.map(({ amount }) => amount),
        statement.currency,
      ),
    ),
    adjustmentLines: statement.adjustments.map(lineOf),
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
