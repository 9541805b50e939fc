import { laterOf } from "../calendar.js";
import { FactsError } from "../errors.js";
import type { PayeeFacts } from "../facts.js";
import { type Money, minus, money, sum } from "../money.js";
import { asHistory, newestIn } from "../plan-history.js";
import { apportion } from "../settle.js";
import type { Statement } from "../statement.js";
import { statementUnder } from "../statement-of.js";
import { settledParts } from "../what-if-parts.js";
import { causeKinds } from "./causes/index.js";
import { type Difference, type Moment, withRates } from "./moment.js";
import { shareOut } from "./share-out.js";

export type { Moment } from "./moment.js";

/** Why pay changed, with what it did to payable. */
export interface Cause {
  readonly kind: string;
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly amount: Money;
}

export interface Change {
  readonly before: Statement;
  readonly after: Statement;
  /** after.payable - before.payable; the causes sum to it. */
  readonly difference: Money;
  /** Largest first. A cause that moved no cent is left out. */
  readonly causes: readonly Cause[];
}

/**
 * Why a payee's payable changed from one moment to another. Of the same period: first what time alone brought (the same facts
 * seen on the later day), then everything that differs in plan and facts, shared out as `shareOut` says and rounded by largest
 * remainder, so that the causes sum to the difference and their order does not matter. Of two periods, whose deals are not the
 * same ones: the difference of each component and of each step to payable. Throws a FactsError for two people or two currencies.
 */
export function changeBetween(before: Moment, after: Moment): Change {
  if (before.facts.payee.key !== after.facts.payee.key)
    throw new FactsError(
      `${before.facts.payee.key} and ${after.facts.payee.key} are two people: compare the statements of one.`,
    );
  const [currency, other] = [currencyOf(before), currencyOf(after)];
  if (currency !== other)
    throw new FactsError(
      `One statement is in ${currency} and the other in ${other}: amounts in two currencies have no difference.`,
    );
  const [was, is] = [stated(before), stated(after)];
  const samePeriod = before.period.start === after.period.start && before.period.end === after.period.end;
  const causes = samePeriod ? causesOf(before, after) : partsOf(was, is);
  return {
    before: was,
    after: is,
    difference: minus(is.payable, was.payable),
    causes: causes
      .filter(({ amount }) => amount.minor !== 0)
      .sort((a, b) => Math.abs(b.amount.minor) - Math.abs(a.amount.minor) || byText(idOf(a), idOf(b))),
  };
}

const idOf = ({ kind, key }: { readonly kind: string; readonly key: string }): string => `${kind} ${key}`;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const stated = ({ plans, facts, period }: Moment): Statement => statementUnder(asHistory(plans), facts, period);
const payableOf = (moment: Moment): Money => stated(moment).payable;
const currencyOf = ({ plans, period }: Moment): string => newestIn(plans, period).currency;

/**
 * What is known on the as-of day, so that what comes to be known later is a cause of its own, seen from `asOf`; rates of exchange
 * are those of the payee for everybody below.
 */
const seenOn = ({ facts, ...moment }: Moment, asOf: PayeeFacts["asOf"]): Moment => ({
  ...moment,
  facts: withRates(knownOnly(facts, asOf), facts.fxRates),
});

const knownOnly = (facts: PayeeFacts, asOf: PayeeFacts["asOf"]): PayeeFacts => ({
  ...facts,
  asOf,
  credits: facts.credits.filter(({ creditedOn }) => creditedOn <= facts.asOf),
  ledger: facts.ledger.filter(({ postedOn }) => postedOn <= facts.asOf),
  ...(facts.team ? { team: facts.team.map((member) => ({ ...member, facts: knownOnly(member.facts, asOf) })) } : {}),
});

function causesOf(before: Moment, after: Moment): Cause[] {
  // Both moments are seen from the later day; what that alone changes is time's, on either side.
  const day = laterOf(before.facts.asOf, after.facts.asOf);
  const [from, to] = [seenOn(before, day), seenOn(after, day)];
  const currency = currencyOf(before);
  const passed = minus(payableOf(from), payableOf(before));
  const undone = minus(payableOf(after), payableOf(to));
  const time: Cause = {
    kind: "time",
    key: "as of",
    label: "Time passed",
    detail: `as of ${before.facts.asOf} → ${after.facts.asOf}`,
    amount: money(passed.minor + undone.minor, currency),
  };
  return [time, ...sharedCauses(from, to)];
}

function sharedCauses(from: Moment, to: Moment): Cause[] {
  const found = causeKinds
    .flatMap(({ kind, find }) => find(from, to).map((difference) => ({ kind, ...difference })))
    .sort((a, b) => byText(idOf(a), idOf(b)));
  const whole = payableOf(to).minor - payableOf(from).minor;
  const currency = currencyOf(from);
  if (found.length === 0) return [];
  const causeOf = ({ apply: _, ...words }: Difference & { readonly kind: string }, minor: bigint): Cause => ({
    ...words,
    amount: money(minor, currency),
  });
  try {
    const exact = shareOut(found.length, (chosen) =>
      chosen.size === found.length
        ? payableOf(to).minor
        : payableOf(found.reduce((moment, { apply }, i) => (chosen.has(i) ? apply(moment) : moment), from)).minor,
    );
    const shares = apportion(exact, BigInt(whole));
    return found.map((cause, i) => causeOf(cause, shares[i] ?? 0n));
  } catch (error) {
    if (!(error instanceof FactsError)) throw error;
    // A plan may need what only the facts beside it have: then what changed has no meaning apart.
    const detail = found.map(({ label }) => label).join("; ");
    return [
      {
        kind: "together",
        key: "all",
        label: "Changes that have no meaning apart",
        detail,
        amount: money(whole, currency),
      },
    ];
  }
}

function partsOf(before: Statement, after: Statement): Cause[] {
  const keys = [...new Set([...before.components, ...after.components].map(({ component }) => component))];
  const earnedOf = (results: Statement["components"]): Money =>
    sum(
      results.map(({ earned }) => earned),
      after.currency,
    );
  // Several plan versions of a period may each have paid for a component.
  const of = (statement: Statement, key: string) => statement.components.filter(({ component }) => component === key);
  const components = keys.map((key): Cause => {
    const [was, is] = [of(before, key), of(after, key)];
    const label = [...was, ...is].at(-1)?.label ?? key;
    return { kind: "component", key, label, amount: minus(earnedOf(is), earnedOf(was)) };
  });
  const settled = settledParts(before, after).map(
    ({ kind, label, amount }): Cause => ({ kind, key: label, label, amount }),
  );
  return [...components, ...settled];
}
