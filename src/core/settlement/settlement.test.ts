import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, usd } from "../../../test/facts.js";
import type { Credit } from "../facts.js";
import { money, sum, toDecimal } from "../money.js";
import { rational } from "../rational.js";
import { statementOf } from "../statement-of.js";

const commission =
  "c: { type: flat_rate, measure: bookings, rate: 7.7%, kickers: [{ where: { product: X }, amount: 33.33, pays: each }] }";
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const monthly = (section: string) => planOf(commission, `quota_period: month\n${section}`);
const factsFor = (credits: readonly Credit[]) => factsOf({ credits, asOf: "2026-06-30" });
const paidOver = (section: string, credits: readonly Credit[]) =>
  months.map((key) => statementOf(monthly(section), factsFor(credits), period(key)));
const sumOf = (amounts: readonly { readonly minor: number; readonly currency: string }[]) => sum(amounts, "USD").minor;

const day = fc.integer({ min: 1, max: 28 });
const minor = fc.integer({ min: 1, max: 3_000_000 });
const pad = (value: number) => String(value).padStart(2, "0");
const sales = fc.array(
  fc.record({ minor, day, month: fc.integer({ min: 1, max: 3 }), split: fc.integer({ min: 0, max: 7 }) }),
  { maxLength: 6 },
);
const creditsFrom = (
  deals: { minor: number; day: number; month: number; split: number }[],
  more: (split: number) => Partial<Credit> = () => ({}),
) =>
  deals.map((deal, i) =>
    credit(`D${i}`, 0, `2026-${pad(deal.month)}-${pad(deal.day)}`, {
      amount: money(deal.minor, "USD"),
      attributes: { product: "X" },
      ...more(deal.split),
    }),
  );

describe("release", () => {
  const section = "release: [{ share: 33.3%, on: booked }, { share: 66.7%, on: collected }]";
  test("pays every cent that was earned once all is collected, and none twice", () => {
    fc.assert(
      fc.property(sales, (deals) => {
        const statements = paidOver(
          section,
          creditsFrom(deals, (split) => ({
            collected: [
              { on: "2026-04-10", share: rational(split, 7) },
              { on: "2026-06-30", share: rational(7 - split, 7) },
            ],
          })),
        );
        expect(sumOf(statements.map(({ payable }) => payable))).toBe(sumOf(statements.map(({ earned }) => earned)));
        expect(statements.at(-1)?.heldBalance?.minor).toBe(0);
      }),
    );
  });
  test("ends with the deal: what was held of a cancelled deal is never paid", () => {
    const head = "clawback: { takes: commission }\nrelease: [{ share: 40%, on: booked }, { share: 60%, on: invoiced }]";
    const deal = credit("A", 1000, "2026-01-10", {
      attributes: { product: "X" },
      invoicedOn: "2026-04-01",
      cancelled: { on: "2026-03-01", share: rational(1) },
    });
    const statements = paidOver(head, [deal]);
    expect(statements.map(({ payable }) => toDecimal(payable))).toEqual([
      "44.13",
      "0.00",
      "-44.13",
      "0.00",
      "0.00",
      "0.00",
    ]);
    expect(statements.at(-1)?.heldBalance?.minor).toBe(0);
  });
  test.each([
    ["release: [{ share: 50%, on: booked }]", "add up to 50%"],
    ["release: [{ share: 100%, on: days_after_booking }]", "says after how many"],
    ["release: [{ share: 100%, on: months_after_booking, days: 3 }]", "release[0].months"],
  ])("%s is refused: %s", (head, says) => {
    expect(() => planOf(commission, head)).toThrow(says);
  });
});

describe("a clawback", () => {
  const cancelled = (on: string, share = rational(1)) => ({ cancelled: { on, share } });
  test.each([
    {
      section: "clawback: { takes: commission }",
      on: "2026-06-10",
      back: "-110.33",
      why: "7.7% of 1,000 and the kicker",
    },
    {
      section: "clawback: { takes: unserved_part, term_months: 12 }",
      on: "2026-04-09",
      back: "-91.94",
      why: "10 of 12 months: two were served in full",
    },
    {
      section: "clawback: { takes: by_age, ages: [{ up_to_days: 30, share: 100% }, { up_to_days: 60, share: 50% }] }",
      on: "2026-03-11",
      back: "-55.17",
      why: "half on the 60th day",
    },
    {
      section: "clawback: { takes: by_age, ages: [{ up_to_days: 30, share: 100% }, { up_to_days: 60, share: 50% }] }",
      on: "2026-03-12",
      back: "0.00",
      why: "nothing on the 61st",
    },
    {
      section: "clawback: { takes: commission, within_days: 59 }",
      on: "2026-03-11",
      back: "0.00",
      why: "too late by a day",
    },
    {
      section: "clawback: { takes: commission }\nrelease: [{ share: 40%, on: booked }, { share: 60%, on: invoiced }]",
      on: "2026-06-10",
      back: "-44.13",
      why: "no more than was paid",
    },
  ])("by $section of a deal cancelled on $on is $back: $why", ({ section, on, back }) => {
    const credits = [credit("A", 1000, "2026-01-10", { attributes: { product: "X" }, ...cancelled(on) })];
    const posted = paidOver(section, credits).flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount));
    expect(toDecimal(sum(posted, "USD"))).toBe(back);
  });
  test("takes back all of a deal, whichever way, when no attainment is involved", () => {
    fc.assert(
      fc.property(sales, fc.constantFrom("commission", "negative_transaction"), (deals, takes) => {
        const statements = paidOver(
          `clawback: { takes: ${takes} }`,
          creditsFrom(deals, () => cancelled("2026-05-05")),
        );
        // Months round apart: 7.7% of each month's sales, and of them all when they are taken back.
        expect(Math.abs(sumOf(statements.map(({ payable }) => payable)))).toBeLessThanOrEqual(3);
      }),
    );
  });
  test("needs the plan to say what it takes", () => {
    expect(() => paidOver("", [credit("A", 10, "2026-01-10", cancelled("2026-02-01"))])).toThrow(
      "does not say what that takes back",
    );
  });
  test("counts below zero for filters that the deal itself met", () => {
    const plan = planOf(
      "c: { type: flat_rate, measure: bookings, where: { amount: { at_least: 100 } }, rate: 10% }",
      "clawback: { takes: negative_transaction }",
    );
    const statement = statementOf(
      plan,
      factsOf({ credits: [credit("A", 500, "2026-01-10", cancelled("2026-02-01", rational(1, 2)))] }),
      period("2026-Q1"),
    );
    expect(toDecimal(statement.earned)).toBe("25.00");
  });
});

describe("a draw", () => {
  const recoverable = "draw: { kind: recoverable, amount: 1000, per: month, through: 2026-03-31, recovers: 50% }";
  test("moves pay in time and never makes any: paid = earned + owed", () => {
    fc.assert(
      fc.property(
        sales,
        fc.constantFrom(
          recoverable,
          "draw: { kind: on_top, amount: 500, per: month, through: 2026-02-28, recovers: 30% }",
        ),
        (deals, section) => {
          const statements = paidOver(section, creditsFrom(deals));
          const owed = statements.at(-1)?.drawBalance.minor ?? 0;
          expect(sumOf(statements.map(({ payable }) => payable))).toBe(
            sumOf(statements.map(({ earned }) => earned)) + owed,
          );
          expect(owed).toBeGreaterThanOrEqual(0);
          if (section === recoverable)
            for (const { payable } of statements.slice(0, 3)) expect(payable.minor).toBeGreaterThanOrEqual(1000_00);
        },
      ),
    );
  });
  test("that is a guarantee leaves nothing owed", () => {
    const statements = paidOver("draw: { kind: guarantee, amount: 1000, per: month }", [
      credit("A", 20000, "2026-02-10"),
    ]);
    expect(statements.slice(0, 2).map(({ payable, drawBalance }) => [toDecimal(payable), drawBalance.minor])).toEqual([
      ["1000.00", 0],
      ["1540.00", 0],
    ]);
  });
  test("recorded in the ledger is not figured again", () => {
    const facts = factsOf({
      asOf: "2026-06-30",
      ledger: [{ key: "L", kind: "draw_advance", amount: usd(700), postedOn: "2026-01-31", reason: "draw" }],
    });
    const statement = statementOf(monthly(recoverable), facts, period("2026-01"));
    expect([toDecimal(statement.payable), toDecimal(statement.drawBalance)]).toEqual(["700.00", "700.00"]);
  });
  test("is forgiven once the quota is reached", () => {
    const plan = planOf(
      "c: { type: flat_rate, measure: bookings, rate: 1% }",
      "payout_period: month\ndraw: { kind: recoverable, amount: 1000, per: month, forgiven: { measure: bookings, at_least: 100% } }",
    );
    const facts = factsOf({ credits: [credit("A", 100000, "2026-02-10")] });
    expect(["2026-01", "2026-02"].map((key) => toDecimal(statementOf(plan, facts, period(key)).drawBalance))).toEqual([
      "1000.00",
      "0.00",
    ]);
  });
  test.each([
    [
      "draw: { kind: recoverable, amount: 5, per: month, through: 2026-03-31 }",
      "draw.recovers: is missing, and it changes pay",
    ],
    ["draw: { kind: on_top, amount: 5, per: month, recovers: 5% }", "draw.through: is missing"],
    ["draw: { kind: guarantee, amount: 5, per: month, recovers: 5% }", "never paid back"],
    ["draw: { amount: 5, per: month }", "draw.kind: is missing: choose one of guarantee"],
  ])("%s is refused: %s", (head, says) => {
    expect(() => planOf(commission, head)).toThrow(says);
  });
});

test("a minimum payment keeps every cent for later", () => {
  fc.assert(
    fc.property(sales, (deals) => {
      const statements = paidOver("minimum_payment: 500", creditsFrom(deals));
      const last = statements.at(-1)?.carriedForward?.minor ?? 0;
      expect(sumOf(statements.map(({ payable }) => payable)) + last).toBe(
        sumOf(statements.map(({ earned }) => earned)),
      );
      for (const { payable } of statements) expect(payable.minor === 0 || payable.minor >= 500_00).toBe(true);
    }),
  );
});

test("a payout without a rate of exchange is an error, never 1", () => {
  expect(() => paidOver("payout: { currency: EUR, fx: spot }", [])).toThrow("There is no spot rate from USD to EUR");
});
