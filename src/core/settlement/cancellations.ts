import { addDays, daysBetween, type IsoDate } from "../calendar.js";
import { FactsError } from "../errors.js";
import type { Credit, PayeeFacts } from "../facts.js";
import { type Money, money, times } from "../money.js";
import type { Plan } from "../plan.js";
import {
  compare,
  multiply,
  negate,
  ONE,
  parseDecimal,
  type Rational,
  subtract,
  toDecimalString,
  total,
} from "../rational.js";
import type { ClawbackTerms } from "./terms.js";

/** Deals not paid in full so many days after they closed are taken back for the part not paid, as if it were cancelled on that day. */
function withUnpaid({ unpaid_after_days }: ClawbackTerms, facts: PayeeFacts): PayeeFacts {
  if (unpaid_after_days === undefined) return facts;
  const credits = facts.credits.map((credit): Credit => {
    const on = addDays(credit.creditedOn, unpaid_after_days);
    if (credit.measures || (credit.cancelled && credit.cancelled.on <= on)) return credit;
    const paid = total((credit.collected ?? []).filter((part) => part.on <= on).map(({ share }) => share));
    if (compare(paid, ONE) >= 0 || on > facts.asOf) return credit;
    return { ...credit, cancelled: { on, share: subtract(ONE, paid) } };
  });
  return { ...facts, credits };
}

/** Facts with cancelled deals counted below zero on the day of the event, where the plan takes back so. */
export function withCancellations(plan: Plan, known: PayeeFacts): PayeeFacts {
  const facts = plan.settlement.clawback ? withUnpaid(plan.settlement.clawback, known) : known;
  const cancelled = facts.credits.filter((credit) => credit.cancelled);
  if (cancelled.length === 0) return facts;
  const terms = plan.settlement.clawback;
  if (!terms)
    throw new FactsError(
      `${cancelled[0]?.dealName} was cancelled, and ${plan.name} does not say what that takes back: add clawback to the plan.`,
    );
  if (terms.takes !== "negative_transaction") return facts;
  const back = cancelled.flatMap((credit): Credit[] => {
    const { cancelled: event, ...original } = credit;
    if (!event || isTooOld(terms, credit, event.on)) return [];
    const negative = (of: Money): Money => money(-times(of, event.share).minor, of.currency);
    const { split, quota } = original;
    const numbers = Object.entries(credit.attributes).map(([name, text]) => [name, opposite(text, event.share)]);
    return [
      {
        ...original,
        dealName: `${credit.dealName}, cancelled`,
        creditedOn: event.on,
        amount: negative(credit.amount),
        ...(split ? { split: { ...split, whole: negative(split.whole) } } : {}),
        ...(quota ? { quota: { ...quota, amount: negative(quota.amount) } } : {}),
        attributes: Object.fromEntries(numbers),
        cancels: original,
      },
    ];
  });
  return { ...facts, credits: [...facts.credits, ...back] };
}

/** Numbers of the deal turn round with it; words stay. */
function opposite(text: string, share: Rational): string {
  try {
    return toDecimalString(negate(multiply(parseDecimal(text), share)), 20);
  } catch {
    return text;
  }
}

/** Beyond the days within which the plan takes anything back. */
export const isTooOld = ({ within_days }: ClawbackTerms, deal: Credit, on: IsoDate): boolean =>
  within_days !== undefined && daysBetween(deal.creditedOn, on) > within_days;
