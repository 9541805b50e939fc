import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota } from "../../test/facts.js";
import { addDays } from "./calendar.js";
import type { PayeeFacts } from "./facts.js";
import { money, sum, toDecimal } from "./money.js";
import type { Plan } from "./plan.js";
import { historyOf } from "./plan-history.js";
import { statementOf, statementUnder } from "./statement-of.js";

const table = (rate: string) =>
  `c: { type: rate_table, measure: bookings, retroactive: false, tiers: [{ from: 0%, rate: ${rate} }, { from: 100%, rate: 15% }] }`;
const from = (day: string, components: string, head = ""): Plan =>
  planOf(components, `effective: { from: ${day} }\n${head}`);
const restart = "attainment_at_start: restarted";
const q1 = period("2026-Q1");
const pay = (plans: readonly [Plan, ...Plan[]], facts: PayeeFacts, key = "2026-Q1") =>
  statementUnder(historyOf(plans), facts, period(key));

describe("a plan change within a window", () => {
  const facts = factsOf({
    quotas: [quota(90000, "2026-Q1")],
    credits: [credit("A", 60000, "2026-02-14"), credit("B", 60000, "2026-02-15")],
  });

  test("names each version's part, and they add up to the statement", () => {
    const statement = pay([from("2026-02-15", table("10%")), from("2026-01-01", table("8%"))], facts);
    expect(statement.segments?.map(({ start, end, earned }) => [start, end, toDecimal(earned)])).toEqual([
      ["2026-01-01", "2026-02-15", "4800.00"],
      ["2026-02-15", "2026-04-01", "7500.00"],
    ]);
    expect(toDecimal(statement.earned)).toBe("12300.00");
  });

  test("leaves each deal with what it earned, under whichever version", () => {
    const held = "release: [{ share: 50%, on: collected }, { share: 50%, on: booked }]";
    const statement = pay([from("2026-01-01", table("8%"), held), from("2026-02-15", table("10%"), held)], facts);
    // A: 8% of 60,000. B: 10% of 30,000 up to quota and 15% of 30,000 beyond. Half of each is held.
    const earned = (key: string, lines = statement.components.flatMap((component) => component.lines)): number =>
      lines.reduce(
        (all, line) =>
          all + (line.children ? earned(key, [...line.children]) : line.dealKey === key ? line.amount.minor : 0),
        0,
      );
    expect([earned("A"), earned("B"), statement.held.minor]).toEqual([480000, 750000, 615000]);
  });

  test("starts attainment anew where the new version says so: share of quota, target incentive and caps", () => {
    const capped =
      "b: { type: flat_rate, measure: bookings, multiple: 1, cap: { amount: 3000, per: quarter, excess: lost } }";
    const { segments, components, measures } = pay(
      [from("2026-01-01", capped), from("2026-02-15", capped, restart)],
      facts,
    );
    // 10,000 over 90,000 on 60,000 is 6,666.67 in each half, capped at half of 3,000.
    expect(components.map(({ earned, planVersion }) => [planVersion, toDecimal(earned)])).toEqual([
      ["1", "1500.00"],
      ["1", "1500.00"],
    ]);
    expect(segments?.map(({ measures: [first] }) => first?.quota && toDecimal(first.quota))).toEqual([
      "45000.00",
      "45000.00",
    ]);
    expect(measures[0]?.window).toEqual({ start: "2026-02-15", end: "2026-04-01" });
  });

  test("uses a quota that is set for exactly the version's days", () => {
    const set = { ...quota(30000, "2026-Q1"), start: "2026-02-15" };
    const { segments } = pay([from("2026-01-01", table("8%")), from("2026-02-15", table("8%"), restart)], {
      ...facts,
      quotas: [quota(90000, "2026-Q1"), set],
    });
    expect(segments?.map(({ measures: [first] }) => first?.quota && toDecimal(first.quota))).toEqual([
      "45000.00",
      "30000.00",
    ]);
  });

  test("prorates each part by the days worked in it", () => {
    const head = "proration: { by: calendar_days, of: [quota] }";
    const { segments } = pay(
      [from("2026-01-01", table("8%"), head), from("2026-02-15", table("8%"), `${head}\n${restart}`)],
      {
        ...facts,
        payee: { key: "maya", name: "Maya", hiredOn: "2026-02-01" },
      },
    );
    expect(segments?.map(({ measures: [first] }) => first?.quota && toDecimal(first.quota))).toEqual([
      "14000.00",
      "45000.00",
    ]);
  });

  test("is refused where missed windows would be made up for across it", () => {
    const bonus =
      "b: { type: step_bonus, measure: bookings, make_up: year, pays: highest, edge: upper, steps: [{ at: 100%, bonus: 1 }] }";
    expect(() => pay([from("2026-01-01", bonus), from("2026-02-15", bonus, restart)], facts)).toThrow(
      "b makes up for missed windows of the year",
    );
  });

  test("owes on what was drawn under the version before", () => {
    const draw = (amount: number) => `payout_period: month\ndraw: { kind: recoverable, amount: ${amount}, per: month }`;
    const plans = [from("2026-01-01", table("10%"), draw(3000)), from("2026-02-15", table("10%"), draw(1000))] as const;
    const credits = [credit("A", 10000, "2026-01-10"), credit("B", 20000, "2026-02-20")];
    const known = { ...facts, credits };
    expect(toDecimal(pay(plans, known, "2026-01").drawBalance)).toBe("2000.00");
    // February is settled once, by the version in force at its end: 2,000 earned, 1,000 of it above the draw.
    const february = pay(plans, known, "2026-02");
    expect([toDecimal(february.payable), toDecimal(february.drawBalance)]).toEqual(["1000.00", "1000.00"]);
  });
});

describe("laws of a plan change", () => {
  const anyFacts = fc
    .array(fc.record({ minor: fc.integer({ min: -300_000, max: 4_000_000 }), day: fc.nat(89) }), { maxLength: 8 })
    .map((deals) =>
      factsOf({
        credits: deals.map(({ minor, day }, i) => ({
          ...credit(`D${i}`, 0, addDays("2026-01-01", day)),
          amount: money(minor, "USD"),
        })),
      }),
    );
  const day = fc.integer({ min: 1, max: 88 }).map((n) => addDays("2026-01-01", n));
  const terms = [
    table("7.7%"),
    `${table("7.7%")}\nb: { type: step_bonus, measure: bookings, pays: highest, edge: upper, steps: [{ at: 50%, bonus: 100.01 }], cap: { amount: 90, per: year, excess: lost } }`,
    "c: { type: pay_curve, measure: bookings, above: continues, points: [{ at: 10%, pays: 5% }, { at: 100%, pays: 100% }] }",
  ];
  const old = from("2026-01-01", table("5%"));
  const anyPlan = fc.constantFrom(...terms.map((components) => from("2026-01-01", components)));
  const since = (plan: Plan, day: string): Plan => ({ ...plan, effective: { from: day, through: null } });

  test("carried to the same terms it changes nothing", () => {
    fc.assert(
      fc.property(anyPlan, anyFacts, day, (plan, facts, on) => {
        expect(pay([plan, since(plan, on)], facts).earned).toEqual(statementOf(plan, facts, q1).earned);
      }),
    );
  });

  test("segments and months add up to the quarter, carried or restarted", () => {
    fc.assert(
      fc.property(
        anyPlan,
        anyFacts,
        day,
        fc.constantFrom("carried" as const, "restarted" as const),
        (plan, facts, on, start) => {
          const plans = [old, { ...since(plan, on), attainmentAtStart: start }] as const;
          const { earned, segments } = pay(plans, facts);
          expect(
            sum(
              (segments ?? []).map((segment) => segment.earned),
              "USD",
            ),
          ).toEqual(earned);
          const months = ["2026-01", "2026-02", "2026-03"].map((key) => pay(plans, facts, key).earned);
          expect(sum(months, "USD")).toEqual(earned);
        },
      ),
    );
  });
});

describe("versions that do not fit together", () => {
  const facts = factsOf();
  const base = from("2026-01-01", table("8%"));
  test.each([
    { plans: [base, planOf(table("8%"))], says: "does not say from when it counts" },
    { plans: [base, from("2026-01-01", table("9%"))], says: "both count from 2026-01-01" },
    {
      plans: [
        planOf(table("8%"), "effective: { from: 2026-01-01, through: 2026-01-31 }"),
        from("2026-03-01", table("8%")),
      ],
      says: "No plan is in force between Test plan 1, which ends with 2026-01-31, and Test plan 1, which begins on 2026-03-01",
    },
    {
      plans: [base, from("2026-02-01", table("8%"), "payout_period: month")],
      says: "pay by the quarter and by the month",
    },
    {
      plans: [
        base,
        from("2026-02-01", table("8%"), "release: [{ share: 50%, on: booked }, { share: 50%, on: collected }]"),
      ],
      says: "hold pay back differently",
    },
  ])("are refused: $says", ({ plans, says }) => {
    const [first, ...rest] = plans;
    expect(() => pay([first ?? base, ...rest], facts)).toThrow(says);
  });
});
