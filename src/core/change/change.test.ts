import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../../test/facts.js";
import { runs } from "../../../test/property-runs.js";
import type { Credit, FxRate, LedgerEntry, PayeeFacts } from "../facts.js";
import { minus, money, sum, toDecimal } from "../money.js";
import { asHistory, historyOf } from "../plan-history.js";
import { rational } from "../rational.js";
import { statementUnder } from "../statement-of.js";
import { type Change, changeBetween, type Moment } from "./index.js";
import { shareOut } from "./share-out.js";

const q1 = period("2026-Q1");
const flat = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }");
const retroactive = planOf(
  "c: { type: rate_table, measure: bookings, retroactive: true, edge: upper, tiers: [{ from: 0%, rate: 10% }, { from: 100%, rate: 15% }] }",
);
const moment = (facts: Partial<PayeeFacts>, plan = flat): Moment => ({
  plans: plan,
  facts: factsOf(facts),
  period: q1,
});
const shown = ({ causes }: Change) => causes.map(({ kind, label, amount }) => [kind, label, toDecimal(amount)]);
const acme = credit("A", 10000, "2026-01-20", { dealName: "Acme" });
const globex = credit("G", 5000, "2026-02-20", { dealName: "Globex" });
const posted: LedgerEntry = {
  key: "L1",
  kind: "clawback",
  amount: usd(-300),
  postedOn: "2026-03-01",
  reason: "refund",
};
const rate = (value: number): FxRate => ({
  kind: "plan",
  from: "EUR",
  to: "USD",
  validFrom: "2026-01-01",
  rate: rational(value, 100),
});
const inEuros = credit("E", 0, "2026-02-01", { amount: money(100_000, "EUR") });
const withEuros = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", "fx: plan");
const held = planOf(
  "c: { type: flat_rate, measure: bookings, rate: 10% }",
  "release: [{ share: 50%, on: booked }, { share: 50%, on: collected }]\nclawback: { takes: commission }",
);
const ramped = planOf(
  "c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: 10% }, { from: 10%, rate: 20% }] }",
  "proration: { by: whole_months, of: [quota] }",
);
const judged = planOf(
  "m: { type: mbo, goals: { launch: { weight: 100% } }, approval: not_needed, target: { amount: 1000, per: quarter } }",
);
const reviewed = planOf(
  "c: { type: flat_rate, measure: bookings, rate: 10%, windfall: { above: 8000, undecided: nothing } }",
);

describe("one change alone is the whole difference", () => {
  test.each<{ kind: string; before: Moment; after: Moment; cents: string; label: string }>([
    {
      kind: "new_deal",
      before: moment({}),
      after: moment({ credits: [acme] }),
      cents: "1000.00",
      label: "New deal: Acme",
    },
    {
      kind: "removed_deal",
      before: moment({ credits: [acme] }),
      after: moment({}),
      cents: "-1000.00",
      label: "Deal removed: Acme",
    },
    {
      kind: "deal_amount",
      before: moment({ credits: [acme] }),
      after: moment({ credits: [{ ...acme, amount: usd(12000) }] }),
      cents: "200.00",
      label: "Amount of Acme changed",
    },
    {
      kind: "deal_split",
      before: moment({ credits: [acme] }),
      after: moment({ credits: [{ ...acme, amount: usd(7000), share: rational(7, 10) }] }),
      cents: "-300.00",
      label: "Split of Acme changed",
    },
    {
      kind: "deal_date",
      before: moment({ credits: [acme] }),
      after: moment({ credits: [{ ...acme, creditedOn: "2025-12-20" }] }),
      cents: "-1000.00",
      label: "Date of Acme moved",
    },
    {
      kind: "deal_payment",
      before: moment({ credits: [acme] }, held),
      after: moment({ credits: [{ ...acme, collected: [{ on: "2026-03-01", share: rational(1) }] }] }, held),
      cents: "500.00",
      label: "Invoice or payment of Acme recorded",
    },
    {
      kind: "deal_cancelled",
      before: moment({ credits: [acme] }, held),
      after: moment({ credits: [{ ...acme, cancelled: { on: "2026-03-01", share: rational(1) } }] }, held),
      cents: "-500.00",
      label: "Cancellation of Acme",
    },
    {
      kind: "deal_details",
      before: moment(
        { credits: [acme] },
        planOf("c: { type: flat_rate, measure: bookings, where: { product: X }, rate: 10% }"),
      ),
      after: moment({ credits: [{ ...acme, attributes: { product: "X" } }] }),
      cents: "1000.00",
      label: "Details of Acme changed",
    },
    {
      kind: "deal_lines",
      before: moment({ credits: [acme] }),
      after: moment({
        credits: [
          { ...acme, lineKey: "1" },
          { ...acme, lineKey: "2" },
        ],
      }),
      cents: "1000.00",
      label: "Lines of Acme changed",
    },
    {
      kind: "quota",
      before: moment({ credits: [acme] }, retroactive),
      after: moment({ credits: [acme], quotas: [quota(10000, "2026-Q1")] }, retroactive),
      cents: "500.00",
      label: "Changed: quota of bookings for 2026-01-01 to 2026-03-31",
    },
    {
      kind: "ledger",
      before: moment({}),
      after: moment({ ledger: [posted] }),
      cents: "-300.00",
      label: "New: clawback",
    },
    {
      kind: "leave",
      before: moment({ credits: [acme] }, ramped),
      after: moment({ credits: [acme], leaves: [{ start: "2026-02-01", end: "2026-03-01" }] }, ramped),
      cents: "333.33",
      label: "New: leave from 2026-02-01 to 2026-02-28",
    },
    {
      kind: "employment",
      before: moment({ credits: [acme] }, ramped),
      after: moment({ credits: [acme], payee: { key: "maya", name: "Maya", hiredOn: "2026-02-01" } }, ramped),
      cents: "333.33",
      label: "Days of joining or leaving changed",
    },
    {
      kind: "fx",
      before: moment({ credits: [inEuros], fxRates: [rate(110)] }, withEuros),
      after: moment({ credits: [inEuros], fxRates: [rate(120)] }, withEuros),
      cents: "10.00",
      label: "Changed: plan rate from EUR to USD, from 2026-01-01 on",
    },
    {
      kind: "score",
      before: moment({}, judged),
      after: moment({ scores: [{ goal: "launch", start: q1.start, end: q1.end, score: rational(1, 2) }] }, judged),
      cents: "500.00",
      label: "New: score of launch",
    },
    {
      kind: "decision",
      before: moment({ credits: [acme] }, reviewed),
      after: moment(
        { credits: [acme], decisions: [{ dealKey: "A", pays: rational(1, 4), decidedBy: "Ann" }] },
        reviewed,
      ),
      cents: "250.00",
      label: "New: decision on A",
    },
    {
      kind: "prior_earning",
      before: moment({ credits: [acme] }),
      after: moment({
        credits: [acme],
        priorEarnings: [{ component: "c", start: q1.start, end: q1.start, amount: usd(70) }],
      }),
      cents: "-70.00",
      label: "New: paid before for c, 2026-01-01 to 2025-12-31",
    },
    {
      kind: "target_incentive",
      before: moment(
        {},
        planOf(
          "b: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 0%, of_target: 100% }] }",
        ),
      ),
      after: moment({ targetIncentive: usd(48000) }),
      cents: "2000.00",
      label: "Target incentive changed",
    },
    {
      kind: "plan",
      before: moment({ credits: [acme] }),
      after: moment({ credits: [acme] }, reviewed),
      cents: "-1000.00",
      label: "Plan version changed",
    },
    {
      kind: "other_facts",
      before: moment({}, planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", "minimum_payment: 10")),
      after: moment({ opening: { carried: usd(50) } }),
      cents: "50.00",
      label: "Opening changed",
    },
  ])("$kind: $label", ({ kind, before, after, cents, label }) => {
    // The plan is the one of the earlier moment unless it is the plan that changes.
    const later = kind === "plan" ? after : { ...after, plans: before.plans };
    expect(shown(changeBetween(before, later))).toEqual([[kind, label, cents]]);
    expect(shown(changeBetween(later, before)).map(([, , amount]) => amount)).toEqual([
      toDecimal(minus(usd(0), usd(cents))),
    ]);
  });

  test("a plan that took over within the period, and the day it did", () => {
    const versions = (day: string) =>
      historyOf([
        planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", "effective: { from: 2026-01-01 }"),
        { ...reviewed, version: "2", effective: { from: day, through: null } },
      ]);
    const before = moment({ credits: [acme, globex] });
    const change = changeBetween(before, { ...before, plans: versions("2026-01-15") });
    // Of Acme's 10,000 nobody has decided, so under the new version it earns nothing.
    expect(change.causes.map(({ kind, detail, amount }) => [kind, detail, toDecimal(amount)])).toEqual([
      ["plan", `${flat.name} 1 → ${flat.name} 1, then ${flat.name} 2`, "-1000.00"],
    ]);
    const [was, is] = ["2026-01-15", "2026-02-15"].map((day) => ({ ...before, plans: versions(day) })) as [
      Moment,
      Moment,
    ];
    const moved = changeBetween(was, is);
    expect(moved.causes.map(({ detail, amount }) => [detail, toDecimal(amount)])).toEqual([
      [
        `${flat.name} 1 from 2026-01-01, then ${flat.name} 2 from 2026-01-15 → ${flat.name} 1 from 2026-01-01, then ${flat.name} 2 from 2026-02-15`,
        "1000.00",
      ],
    ]);
    const later = changeBetween(is, { ...is, period: period("2026-Q2") });
    expect(later.causes.map(({ kind, amount }) => [kind, toDecimal(amount)])).toEqual([["component", "-1500.00"]]);
  });

  test("a manager's, in a team member's results, and not twice when rates changed too", () => {
    const plan = planOf("o: { type: override, measure: bookings, rate: 1% }", "fx: plan");
    const team = (credits: Credit[], value: number) =>
      moment(
        {
          fxRates: [rate(value)],
          team: [
            {
              facts: factsOf({ payee: { key: "leo", name: "Leo" }, credits, fxRates: [rate(value)] }),
              start: "2026-01-01",
              end: null,
            },
          ],
        },
        plan,
      );
    expect(shown(changeBetween(team([], 110), team([acme], 110)))).toEqual([
      ["team_member", "Changed: results of Leo", "100.00"],
    ]);
    expect(shown(changeBetween(team([inEuros], 110), team([inEuros], 120)))).toEqual([
      ["fx", "Changed: plan rate from EUR to USD, from 2026-01-01 on", "1.00"],
    ]);
  });

  test("time, where a milestone is reached by waiting", () => {
    const plan = planOf(
      "c: { type: flat_rate, measure: bookings, rate: 10% }",
      "release: [{ share: 100%, on: days_after_booking, days: 30 }]",
    );
    const early = moment({ credits: [acme], asOf: "2026-02-01" }, plan);
    const late = moment({ credits: [acme], asOf: "2026-03-01" }, plan);
    expect(shown(changeBetween(early, late))).toEqual([["time", "Time passed", "1000.00"]]);
  });

  test("a deal that came to be known is a new deal, not time", () => {
    const facts = { credits: [acme, globex] };
    const found = changeBetween(moment({ ...facts, asOf: "2026-02-01" }), moment({ ...facts, asOf: "2026-03-01" }));
    expect(shown(found)).toEqual([["new_deal", "New deal: Globex", "500.00"]]);
  });
});

describe("several changes at once", () => {
  test("share a tier that only both together reach, half each beyond their own rate", () => {
    const found = changeBetween(
      moment({}, retroactive),
      moment({ credits: [credit("A", 60000, "2026-01-20"), credit("B", 60000, "2026-01-20")] }, retroactive),
    );
    expect(shown(found).map(([, , amount]) => amount)).toEqual(["9000.00", "9000.00"]);
  });

  test("that have no meaning apart are one", () => {
    const counting = planOf(
      "c: { type: flat_rate, measure: seats, per_unit: 10 }",
      "measures: { seats: { of: seats } }",
    );
    const found = changeBetween(
      moment({ credits: [acme] }),
      moment({ credits: [{ ...acme, attributes: { seats: "3" } }] }, counting),
    );
    expect(shown(found)).toEqual([["together", "Changes that have no meaning apart", "-970.00"]]);
  });

  test("of two periods are compared part by part", () => {
    const facts = { credits: [acme], asOf: "2026-06-30", ledger: [posted] };
    const found = changeBetween(moment(facts), { ...moment(facts), period: period("2026-Q2") });
    expect(shown(found)).toEqual([
      ["component", "C", "-1000.00"],
      ["clawback", "Clawback", "300.00"],
    ]);
  });

  test("of two people, or in two currencies, have no difference", () => {
    expect(() => changeBetween(moment({}), moment({ payee: { key: "leo", name: "Leo" } }))).toThrow("two people");
    const euros = { ...flat, currency: "EUR" };
    expect(() => changeBetween(moment({}), moment({}, euros))).toThrow("two currencies");
  });
});

const plans = [flat, retroactive, held, reviewed, ramped] as const;
const someCredits = fc.uniqueArray(
  fc.record({
    id: fc.nat(13),
    minor: fc.integer({ min: -500_000, max: 6_000_000 }),
    day: fc.integer({ min: 1, max: 28 }),
    tenths: fc.integer({ min: 1, max: 10 }),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);
const someFacts = fc
  .record({
    credits: someCredits,
    quotaOf: fc.integer({ min: 0, max: 200_000 }),
    adjustment: fc.option(fc.integer({ min: -50_000, max: 50_000 })),
    hired: fc.option(fc.constantFrom("2026-01-10", "2026-02-01")),
    asOf: fc.constantFrom("2026-02-14", "2026-03-31"),
  })
  .map(({ credits, quotaOf, adjustment, hired, asOf }) =>
    factsOf({
      asOf,
      payee: { key: "maya", name: "Maya", ...(hired ? { hiredOn: hired } : {}) },
      quotas: [quota(quotaOf, "2026-Q1")],
      ledger: adjustment === null ? [] : [{ ...posted, kind: "adjustment", amount: money(adjustment, "USD") }],
      credits: credits.map(({ id, minor, day, tenths }) =>
        credit(`D${id}`, 0, `2026-02-${String(day).padStart(2, "0")}`, {
          amount: money(minor, "USD"),
          share: rational(tenths, 10),
        }),
      ),
    }),
  );
const someMoment = fc
  .tuple(fc.constantFrom(...plans), someFacts)
  .map(([plans, facts]): Moment => ({ plans, facts, period: q1 }));

describe("the causes of any change", () => {
  test("sum to the difference of the two payables", () => {
    fc.assert(
      fc.property(someMoment, someMoment, (before, after) => {
        const found = changeBetween(before, after);
        const [was, is] = [before, after].map(
          ({ plans, facts }) => statementUnder(asHistory(plans), facts, q1).payable,
        );
        if (!was || !is) throw new Error("two statements");
        expect(found.difference).toEqual(minus(is, was));
        expect(
          sum(
            found.causes.map(({ amount }) => amount),
            "USD",
          ),
        ).toEqual(found.difference);
      }),
      runs(60),
    );
  });

  test("are none when nothing changed, in whatever order it is written", () => {
    fc.assert(
      fc.property(someMoment, (now) => {
        const turned = { ...now, facts: { ...now.facts, credits: now.facts.credits.toReversed() } };
        expect(changeBetween(now, turned).causes).toEqual([]);
      }),
    );
  });

  test("are the same in whatever order the facts come", () => {
    fc.assert(
      fc.property(someMoment, someMoment, (before, after) => {
        const turned = (now: Moment): Moment => ({
          ...now,
          facts: { ...now.facts, credits: now.facts.credits.toReversed(), quotas: now.facts.quotas.toReversed() },
        });
        expect(changeBetween(turned(before), turned(after)).causes).toEqual(changeBetween(before, after).causes);
      }),
      runs(40),
    );
  });
});

describe("shares", () => {
  const additive = (values: readonly number[]) => (chosen: ReadonlySet<number>) =>
    values.reduce((all, value, i) => (chosen.has(i) ? all + value : all), 0);

  test.each([3, 8, 9, 20])("of %i causes that do not meet are each one's own", (count) => {
    const values = Array.from({ length: count }, (_, i) => (i - 2) * 7);
    expect(shareOut(count, additive(values))).toEqual(values.map((value) => rational(value)));
  });

  test.each([4, 12])(
    "of %i causes: what never matters gets nothing, equals get the same, all of it is shared",
    (count) => {
      // 100 once all but the first are there.
      const pays = (chosen: ReadonlySet<number>) => (chosen.size - (chosen.has(0) ? 1 : 0) === count - 1 ? 100 : 0);
      const [none, ...others] = shareOut(count, pays);
      expect(none).toEqual(rational(0));
      expect(others).toEqual(others.map(() => rational(100, count - 1)));
    },
  );

  test("where causes matter only in part of each other's company, are alike", () => {
    // Nothing first, nothing last: any two of ten bring 100.
    const pays = (chosen: ReadonlySet<number>) => (chosen.size >= 2 ? 100 : 0);
    expect(shareOut(10, pays)).toEqual(Array.from({ length: 10 }, () => rational(10)));
  });
});
