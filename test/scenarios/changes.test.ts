import { expect, test } from "vitest";
import { addDays } from "../../src/core/calendar.js";
import { changeBetween } from "../../src/core/change/index.js";
import type { Credit, PayeeFacts } from "../../src/core/facts.js";
import { money, times } from "../../src/core/money.js";
import type { Period } from "../../src/core/period.js";
import { rational } from "../../src/core/rational.js";
import { amount, type ExampleRun, firstRunsOf, orRefusal, subjects } from "./every-example.js";

const half = rational(1, 2);
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
        amount: money(12_345, facts.targetIncentive?.currency ?? "USD"),
        reason: "Referral fee",
      },
    ],
  }),
  "rates up by half": (facts) => ({
    ...facts,
    fxRates: facts.fxRates.map((rate) => ({ ...rate, rate: rational(rate.rate.n * 3n, rate.rate.d * 2n) })),
  }),
};

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
  const lines = Object.entries(happenings).flatMap(([what, happens]) => {
    const text = orRefusal(() => {
      const before = { plans: plan, facts: payee, period };
      const { difference, causes } = changeBetween(before, { ...before, facts: happens(payee, period) });
      if (difference.minor === 0 && causes.length === 0) return "";
      return `${amount(difference)}: ${causes.map(({ kind, label, detail, amount: part }) => `${kind}, ${label}${detail ? ` (${detail})` : ""} ${amount(part)}`).join("; ")}`;
    });
    return text === "" ? [] : [`${what}: ${text}`];
  });
  return [`# ${name} · ${payee.payee.name} · ${period.key}`, ...lines].join("\n");
}
