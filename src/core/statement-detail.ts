import { Book } from "./book.js";
import { addDays } from "./calendar.js";
import { type CountedCredit, dealLabel, type EarningLine, type Span } from "./component.js";
import type { PayeeFacts, Quota } from "./facts.js";
import { NO_CURRENCY, toRational } from "./money.js";
import type { Period } from "./period.js";
import type { Plan } from "./plan.js";
import { quotaFor } from "./quota.js";
import { compare, divide, isZero, ONE, type Rational, subtract, total, ZERO } from "./rational.js";
import { settle } from "./settle.js";
import type { StatementLine } from "./statement.js";
import { measuredSpan } from "./statement-of.js";
import { amountText, moneyText, numberText, percentText } from "./wording.js";

/** How one measure's two figures came about. Lines are amounts in the plan's currency, or counts in XXX. */
export interface MeasureDetail {
  readonly measure: string;
  /** Sum to the quota; empty without one. */
  readonly quota: readonly StatementLine[];
  /** One line for each credit counted, in the order counted. */
  readonly credits: readonly StatementLine[];
}

/**
 * How every quota and every credit of a statement was derived. Made on demand from the calculation itself: each step of a quota is
 * what `quotaFor` gives with that step less what it gives without, so the lines sum to the quota. Order: quota set, the days' or
 * season's share, ramp, days worked. Source: plan mechanics, sections 11, 12, 16.
 */
export function detailOf(plan: Plan, facts: PayeeFacts, period: Period): MeasureDetail[] {
  const book = new Book(plan, facts);
  const span = measuredSpan(plan, facts, period);
  return [...plan.measures.values()].map(({ key, blend }) => {
    const { unit, credits } = book.view(key, { start: span.start, end: period.end }, span);
    const currency = unit === "money" ? plan.currency : NO_CURRENCY;
    const rounded = (lines: readonly EarningLine[]) =>
      settle(lines, currency, { ...plan.rounding, mode: "half_up", per: "component" }).lines;
    const text = (value: Rational) => (unit === "money" ? amountText(value, plan.currency) : numberText(value));
    return {
      measure: key,
      quota: rounded(blend ? [] : quotaLines(plan, facts, key, span, text)),
      credits: rounded(credits.map((counted) => creditLine(counted, unit))),
    };
  });
}

function creditLine(counted: CountedCredit, unit: string): EarningLine {
  const { credit, value } = counted;
  const origin = counted.origin ?? (unit === "money" ? moneyText(credit.amount) : `${numberText(value)} ${unit}`);
  const part = compare(credit.share, ONE) === 0 ? "" : `, ${percentText(credit.share)} of the deal`;
  return {
    label: dealLabel(counted),
    formula: `${origin}${part}, credited ${credit.creditedOn}`,
    amount: value,
    dealKey: credit.dealKey,
  };
}

function quotaLines(
  plan: Plan,
  facts: PayeeFacts,
  measure: string,
  span: Span,
  text: (value: Rational) => string,
): EarningLine[] {
  const quota = quotaFor(plan, facts, measure, span);
  if (!quota) return [];
  const unrelieved: Plan = { ...plan, relief: { ...plan.relief, ramp: null, proration: null } };
  const ramped: Plan = { ...plan, relief: { ...plan.relief, proration: null } };
  const figure = (by: Plan) => quotaFor(by, facts, measure, span) ?? ZERO;
  const set = quotasUsed(unrelieved, facts, measure, span);
  const lines: EarningLine[] = set.map(({ quota: { start, end, amount, reason }, value }) => ({
    label: `Quota set for ${start} to ${addDays(end, -1)}`,
    formula: `${moneyText(amount)}${compare(value, toRational(amount)) === 0 ? "" : ` = ${text(value)}`}${reason ? `, ${reason}` : ""}`,
    amount: value,
    rule: "quota",
  }));
  let at = total(lines.map(({ amount }) => amount));
  const step = (label: string, to: Rational, rule: string) => {
    const amount = subtract(to, at);
    if (isZero(amount)) return;
    const share = isZero(at) ? "" : `${text(at)} × ${percentText(divide(to, at))} = `;
    lines.push({ label, formula: `${share}${text(to)}`, amount, rule, clause: rule });
    at = to;
  };
  const days = `${span.start} to ${addDays(span.end, -1)}`;
  step(
    plan.seasonality ? `Season's share for ${days}` : `Share for ${days}`,
    figure(unrelieved),
    plan.seasonality ? "seasonality" : "quota_period",
  );
  step("Ramp", figure(ramped), "ramp");
  step("Days worked", quota, "proration");
  return lines;
}

/** The quotas that the figure rests on, each with its worth in the plan's currency: those without which it would be another. */
function quotasUsed(
  plan: Plan,
  facts: PayeeFacts,
  measure: string,
  span: Span,
): { readonly quota: Quota; readonly value: Rational }[] {
  const whole = quotaFor(plan, facts, measure, span);
  const worth = (quota: Quota) =>
    quotaFor({ ...plan, seasonality: null }, { ...facts, quotas: [quota] }, measure, quota) ?? ZERO;
  return facts.quotas
    .filter((quota) => {
      if (quota.measure !== measure) return false;
      const without = quotaFor(
        plan,
        { ...facts, quotas: facts.quotas.filter((other) => other !== quota) },
        measure,
        span,
      );
      return whole !== null && (without === null || compare(without, whole) !== 0);
    })
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? -1 : 1))
    .map((quota) => ({ quota, value: worth(quota) }));
}
