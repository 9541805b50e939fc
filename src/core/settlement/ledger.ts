import type { IsoDate } from "../calendar.js";
import type { Span } from "../component.js";
import { exchange, rateOn } from "../currency.js";
import type { LedgerEntry, PayeeFacts } from "../facts.js";
import { fromRational, type Money, plus, toRational, zero } from "../money.js";
import { contains } from "../period.js";
import type { Plan } from "../plan.js";
import { multiply } from "../rational.js";
import type { StatementLine } from "../statement.js";
import { moneyText } from "../wording.js";

/** Entries known on the as-of day. */
export const knownEntries = (facts: PayeeFacts): LedgerEntry[] =>
  facts.ledger.filter((entry) => entry.postedOn <= facts.asOf);

/** Entries posted in the span as lines, by day, then key. */
export const postedIn = (plan: Plan, facts: PayeeFacts, span: Span): StatementLine[] =>
  knownEntries(facts)
    .filter((entry) => contains(span, entry.postedOn))
    .sort((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : a.key < b.key ? -1 : 1))
    .map((entry) => adjustment(plan, facts, entry));

export const isDraw = ({ kind }: LedgerEntry): boolean => kind === "draw_advance" || kind === "draw_recovery";

const KIND_LABELS: Readonly<Record<LedgerEntry["kind"], string>> = {
  clawback: "Clawback",
  draw_advance: "Draw advance",
  draw_recovery: "Draw recovery",
  adjustment: "Adjustment",
};

function adjustment(plan: Plan, facts: PayeeFacts, entry: LedgerEntry): StatementLine {
  const amount = inPlanCurrency(plan, facts, entry);
  const about = entry.dealName ? `${KIND_LABELS[entry.kind]}: ${entry.dealName}` : KIND_LABELS[entry.kind];
  const converted =
    entry.amount.currency === plan.currency
      ? ""
      : ` (${moneyText(entry.amount)} × ${exchange(facts.fxRates, plan.fx, entry.amount.currency, plan.currency, entry.postedOn).how})`;
  return {
    label: about,
    formula: `${entry.reason}, posted ${entry.postedOn}${converted}`,
    amount,
    entry: entry.key,
    rule: entry.kind,
  };
}

function inPlanCurrency(plan: Plan, facts: PayeeFacts, { amount, postedOn }: LedgerEntry): Money {
  if (amount.currency === plan.currency) return amount;
  const rate = rateOn(facts.fxRates, plan.fx, amount.currency, plan.currency, postedOn);
  return fromRational(multiply(toRational(amount), rate), plan.currency, plan.rounding.mode);
}

/** Advances less recoveries posted before `before`: what is still owed on the draw. */
export function drawBalance(plan: Plan, facts: PayeeFacts, before: IsoDate): Money {
  return knownEntries(facts)
    .filter((entry) => isDraw(entry) && entry.postedOn < before)
    .reduce((balance, entry) => plus(balance, inPlanCurrency(plan, facts, entry)), zero(plan.currency));
}
