import { expect, test } from "vitest";
import { addDays } from "../../src/core/calendar.js";
import { changeBetween, type Moment } from "../../src/core/change/index.js";
import { type Credit, FX_KINDS, type PayeeFacts } from "../../src/core/facts.js";
import { money, times } from "../../src/core/money.js";
import type { Period } from "../../src/core/period.js";
import type { Plan } from "../../src/core/plan.js";
import { rational } from "../../src/core/rational.js";
import { amount, type ExampleRun, firstRunsOf, orRefusal, subjects } from "./every-example.js";

const half = rational(1, 2);
const currencyOf = ({ targetIncentive }: PayeeFacts): string => targetIncentive?.currency ?? "USD";
const firstIn = ({ credits }: PayeeFacts, { start, end }: Period): Credit | undefined =>
  credits.find(({ creditedOn }) => creditedOn >= start && creditedOn < end);
const withFirst = (facts: PayeeFacts, period: Period, edit: (credit: Credit) => readonly Credit[]): PayeeFacts => {
  const first = firstIn(facts, period);
  return { ...facts, credits: facts.credits.flatMap((credit) => (credit === first ? edit(credit) : [credit])) };
};

/** What may happen to a payee's facts between two looks at the same period. */
const happenings: Readonly<Record<string, (facts: PayeeFacts, period: Period) => PayeeFacts>> = {
  "deal removed": (facts, period) => withFirst(facts, period, () => []),
  "deal halved": (facts, period) =>
    withFirst(facts, period, (credit) => [{ ...credit, amount: times(credit.amount, half) }]),
  "deal shared": (facts, period) => withFirst(facts, period, (credit) => [{ ...credit, share: half }]),
  "deal a year later": (facts, period) =>
    withFirst(facts, period, (credit) => [{ ...credit, creditedOn: addDays(credit.creditedOn, 365) }]),
  "deal of another kind": (facts, period) =>
    withFirst(facts, period, (credit) => [{ ...credit, attributes: { product: "Other" } }]),
  "deal invoiced and collected": (facts, period) =>
    withFirst(facts, period, (credit) => [
      {
        ...credit,
        invoicedOn: credit.creditedOn,
        collected: [{ on: addDays(credit.creditedOn, 1), share: rational(1) }],
      },
    ]),
  "deal cancelled": (facts, period) =>
    withFirst(facts, period, (credit) => [
      { ...credit, cancelled: { on: addDays(credit.creditedOn, 1), share: half } },
    ]),
  "quota doubled": (facts) => ({
    ...facts,
    quotas: facts.quotas.map((quota) => ({ ...quota, amount: times(quota.amount, rational(2)) })),
  }),
  "target incentive halved": (facts) => ({
    ...facts,
    targetIncentive: facts.targetIncentive && times(facts.targetIncentive, half),
  }),
  "on leave for the second half": (facts, { end }) => ({
    ...facts,
    leaves: [...facts.leaves, { start: addDays(end, -40), end: null }],
  }),
  "hired late": (facts, { start }) => ({ ...facts, payee: { ...facts.payee, hiredOn: addDays(start, 20) } }),
  "adjusted by hand": (facts, { start }) => ({
    ...facts,
    ledger: [
      ...facts.ledger,
      {
        key: "by-hand",
        kind: "adjustment",
        postedOn: addDays(start, 3),
        amount: money(12_345, currencyOf(facts)),
        reason: "Referral fee",
      },
    ],
  }),
  "adjusted by hand in a foreign currency": (facts, { start }) => ({
    ...facts,
    ledger: [
      ...facts.ledger,
      { key: "abroad", kind: "adjustment", postedOn: addDays(start, 3), amount: money(10_000, "SEK"), reason: "Prize" },
    ],
    fxRates: [
      ...facts.fxRates,
      ...FX_KINDS.map((kind) => ({
        kind,
        from: "SEK",
        to: currencyOf(facts),
        validFrom: start,
        rate: rational(9, 100),
      })),
    ],
  }),
  "deal cancelled much later": (facts, { start, end }) => {
    const last = facts.credits.findLast(({ creditedOn }) => creditedOn < start);
    return {
      ...facts,
      credits: facts.credits.map((credit) =>
        credit === last ? { ...credit, cancelled: { on: addDays(end, -2), share: rational(1) } } : credit,
      ),
    };
  },
  "rates up by half": (facts) => ({
    ...facts,
    fxRates: facts.fxRates.map((rate) => ({ ...rate, rate: rational(rate.rate.n * 3n, rate.rate.d * 2n) })),
  }),
};

/** Causes share a difference out only where there are several: a quota and an entry that change besides. */
const otherNews = (facts: PayeeFacts, { start }: Period): PayeeFacts => ({
  ...facts,
  quotas: facts.quotas.map((quota) => ({ ...quota, amount: times(quota.amount, rational(11, 10)) })),
  ledger: [
    ...facts.ledger,
    {
      key: "besides",
      kind: "adjustment",
      postedOn: addDays(start, 5),
      amount: money(-5_000, currencyOf(facts)),
      reason: "Correction",
    },
  ],
});

/** What may happen to the plan itself. */
const rewritings: Readonly<Record<string, (plan: Plan) => Plan>> = {
  "another version": (plan) => ({ ...plan, version: `${plan.version}b`, cap: AT_MOST_1000 }),
  "another plan": (plan) => ({ ...plan, name: "Another plan", cap: AT_MOST_1000 }),
  "the same version written anew": (plan) => ({ ...plan, cap: AT_MOST_1000 }),
};
/** What foreign money and cancelled deals need, where the plan leaves it out. */
const complete = (plan: Plan): Plan => ({
  ...plan,
  fx: plan.fx ?? { kind: "plan", inverse: "refused", cross: undefined },
  settlement: { ...plan.settlement, clawback: plan.settlement.clawback ?? { takes: "commission" } },
});
const AT_MOST_1000: Plan["cap"] = { amount: rational(1000), per: "payout", excess: "lost" };

// Why pay changed, for one thing after the other that may happen to every worked example.
test.each(subjects)(
  "why pay changes in $name reads as approved",
  async ({ name, texts }) => {
    const text = firstRunsOf({ name, texts }).map(changesText);
    await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot(`approved/changes/${name}.txt`);
  },
  60_000,
);

function changesText({ name, plan, period, payee }: ExampleRun): string {
  const before = { plans: complete(plan), facts: payee, period };
  const moments: Readonly<Record<string, () => Moment>> = {
    ...mapped(happenings, (happens) => () => ({ ...before, facts: happens(payee, period) })),
    ...Object.fromEntries(
      Object.entries(happenings).map(([what, happens]) => [
        `${what}, besides other news`,
        () => ({ ...before, facts: otherNews(happens(payee, period), period) }),
      ]),
    ),
    ...mapped(rewritings, (rewrite) => () => ({ ...before, plans: rewrite(complete(plan)) })),
  };
  const lines = Object.entries(moments).flatMap(([what, after]) => {
    const text = orRefusal(() => {
      const { difference, causes } = changeBetween(before, after());
      if (difference.minor === 0 && causes.length === 0) return "";
      return `${amount(difference)}: ${causes.map(({ kind, label, detail, amount: part }) => `${kind}, ${label}${detail ? ` (${detail})` : ""} ${amount(part)}`).join("; ")}`;
    });
    return text === "" ? [] : [`${what}: ${text}`];
  });
  return [`# ${name} · ${payee.payee.name} · ${period.key}`, ...lines].join("\n");
}

const mapped = <A, B>(entries: Readonly<Record<string, A>>, to: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, to(value)]));
