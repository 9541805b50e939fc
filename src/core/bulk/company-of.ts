import { daysBetween } from "../calendar.js";
import { FactsError } from "../errors.js";
import type { Credit, PayeeFacts } from "../facts.js";
import { minorDigits } from "../money.js";
import type { Period } from "../period.js";
import type { Plan } from "../plan.js";
import { quotaFor } from "../quota.js";
import { compare, ONE } from "../rational.js";
import { reliefFor, withholdsAccelerators } from "../relief.js";
import { RELIEVED } from "../relieved.js";
import type { Company } from "./company.js";

/**
 * A company's columns from the facts of its payees, for one plan and one period. Payees of whom columns cannot tell all are marked
 * to be calculated one by one: a ledger, earlier earnings, a cancelled or foreign deal, a quota that is no whole minor unit.
 */
export function companyOf(plan: Plan, payees: readonly PayeeFacts[], period: Period): Company {
  const count = payees.length;
  const [first] = payees;
  const asOf = first?.asOf ?? period.start;
  const fiscalYearStartMonth = first?.fiscalYearStartMonth ?? 1;
  const quota = new Map([...plan.measures.keys()].map((key) => [key, new Float64Array(count).fill(Number.NaN)]));
  const targetIncentive = new Float64Array(count).fill(Number.NaN);
  const apart = new Uint8Array(count);
  const credits: Credit[] = [];
  const payee: number[] = [];
  const dealOf: number[] = [];
  let deal = -1;
  for (const [p, facts] of payees.entries()) {
    const own = ordered(facts.credits);
    const covered =
      facts.asOf === asOf &&
      facts.fiscalYearStartMonth === fiscalYearStartMonth &&
      isPlain(plan, facts, period) &&
      own.every((credit, i) => isPlainCredit(credit, own[i - 1], plan.currency)) &&
      fillQuotas(plan, facts, period, quota, p);
    if (!covered) {
      apart[p] = 1;
      continue;
    }
    if (facts.targetIncentive?.currency === plan.currency) targetIncentive[p] = facts.targetIncentive.minor;
    for (const [i, credit] of own.entries()) {
      if (credit.dealKey !== own[i - 1]?.dealKey) deal++;
      credits.push(credit);
      payee.push(p);
      dealOf.push(deal);
    }
  }
  return {
    deals: {
      count: credits.length,
      day: Int32Array.from(credits, ({ creditedOn }) => daysBetween("1970-01-01", creditedOn)),
      amount: Float64Array.from(credits, ({ amount }) => amount.minor),
      split: new Uint16Array(credits.length),
      splits: [[ONE]],
      firstPayee: Int32Array.from(credits, (_, i) => i),
      payee: Int32Array.from(payee),
      dealOf: Int32Array.from(dealOf),
    },
    payees: { count, quota, targetIncentive, apart },
    asOf,
    fiscalYearStartMonth,
    dealAt: (row) => credits[row] as Credit,
    factsOf: (p) => payees[p] as PayeeFacts,
  };
}

/** By deal key, then line key, in code-unit order. */
const ordered = (credits: readonly Credit[]): Credit[] =>
  [...credits].sort((a, b) => byText(a.dealKey, b.dealKey) || byText(a.lineKey ?? "", b.lineKey ?? ""));
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Nothing but credits, quotas and a target incentive decides what the payee is paid. */
const isPlain = (plan: Plan, facts: PayeeFacts, period: Period): boolean =>
  facts.ledger.length === 0 &&
  (facts.priorEarnings ?? []).length === 0 &&
  facts.opening === undefined &&
  facts.quotas.every(({ inForce }) => inForce === undefined) &&
  RELIEVED.every((what) => compare(reliefFor(plan.relief, facts, what, period), ONE) === 0) &&
  !withholdsAccelerators(plan.relief, facts, period);

/** In the plan's currency, not taken back or recorded; lines of one deal are credited on one day. */
const isPlainCredit = (credit: Credit, before: Credit | undefined, currency: string): boolean =>
  credit.amount.currency === currency &&
  !credit.measures &&
  !credit.cancels &&
  !credit.cancelled &&
  (credit.dealKey !== before?.dealKey || credit.creditedOn === before.creditedOn);

/** False where a quota is not a whole number of minor units, or cannot be told. */
function fillQuotas(
  plan: Plan,
  facts: PayeeFacts,
  period: Period,
  quotas: ReadonlyMap<string, Float64Array>,
  payee: number,
): boolean {
  const unit = 10n ** BigInt(minorDigits(plan.currency));
  try {
    for (const [key, column] of quotas) {
      const quota = quotaFor(plan, facts, key, period);
      if (!quota) continue;
      if ((quota.n * unit) % quota.d !== 0n) return false;
      const minor = Number((quota.n * unit) / quota.d);
      if (!Number.isSafeInteger(minor)) return false;
      column[payee] = minor;
    }
    return true;
  } catch (error) {
    if (error instanceof FactsError) return false;
    throw error;
  }
}
