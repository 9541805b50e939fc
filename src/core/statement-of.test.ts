import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, quota, usd } from "../../test/facts.js";
import { FactsError } from "./errors.js";
import type { FxRate, LedgerEntry } from "./facts.js";
import { money, toDecimal } from "./money.js";
import { parseDecimal, toDecimalString } from "./rational.js";
import { statementOf } from "./statement-of.js";

const q1 = period("2026-Q1");
const flat = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }");
const entry = (kind: LedgerEntry["kind"], amount: string, postedOn: string): LedgerEntry => ({
  key: `${kind} ${postedOn}`,
  kind,
  amount: usd(amount),
  postedOn,
  reason: "because",
});

describe("a statement", () => {
  test("knows nothing after the as-of day", () => {
    const facts = factsOf({
      asOf: "2026-02-01",
      credits: [credit("A", 100, "2026-02-01"), credit("B", 1000, "2026-02-02")],
      ledger: [entry("adjustment", "5", "2026-02-01"), entry("adjustment", "50", "2026-02-02")],
    });
    const { earned, payable } = statementOf(flat, facts, q1);
    expect([toDecimal(earned), toDecimal(payable)]).toEqual(["10.00", "15.00"]);
  });

  test("takes the credits of its own days alone", () => {
    const facts = factsOf({
      credits: [
        credit("A", 1, "2025-12-31"),
        credit("B", 10, "2026-01-01"),
        credit("C", 100, "2026-03-31"),
        credit("D", 1000, "2026-04-01"),
      ],
      asOf: "2026-12-31",
    });
    expect(toDecimal(statementOf(flat, facts, q1).measures[0]?.credited ?? usd(0))).toBe("110.00");
  });

  test("adds ledger entries of the period and carries the draw balance from before it", () => {
    const facts = factsOf({
      credits: [credit("A", 1000, "2026-02-01")],
      ledger: [
        entry("draw_advance", "3000", "2025-12-31"),
        entry("draw_recovery", "-400", "2026-02-28"),
        entry("clawback", "-50.25", "2026-03-01"),
      ],
    });
    const statement = statementOf(flat, facts, q1);
    expect(statement.adjustments.map(({ label, formula, amount }) => [label, formula, toDecimal(amount)])).toEqual([
      ["Draw recovery", "because, posted 2026-02-28", "-400.00"],
      ["Clawback", "because, posted 2026-03-01", "-50.25"],
    ]);
    expect(toDecimal(statement.payable)).toBe("-350.25");
    expect(toDecimal(statement.drawBalance)).toBe("2600.00");
  });

  test("a plan's cap stands as a component, so the statement is still their sum", () => {
    const capped = planOf(
      "a: { type: flat_rate, measure: bookings, rate: 10% }\nb: { type: flat_rate, measure: bookings, rate: 5% }",
      "cap: { of_target: 100%, per: quarter, excess: lost }",
    );
    const statement = statementOf(capped, factsOf({ credits: [credit("A", 80000, "2026-02-01")] }), q1);
    expect(statement.components.map(({ component, earned }) => [component, toDecimal(earned)])).toEqual([
      ["a", "8000.00"],
      ["b", "4000.00"],
      ["plan_cap", "-2000.00"],
    ]);
    expect(toDecimal(statement.earned)).toBe("10000.00");
  });

  test("a target incentive that the plan needs and nobody gave is an error that says what to add", () => {
    const plan = planOf("c: { type: flat_rate, measure: bookings, multiple: 1 }");
    expect(() => statementOf(plan, factsOf({ targetIncentive: null }), q1)).toThrow("Maya has no target incentive");
  });
});

describe("currencies", () => {
  const rate = (validFrom: string, value: string, kind: FxRate["kind"] = "plan"): FxRate => ({
    kind,
    from: "EUR",
    to: "USD",
    validFrom,
    rate: parseDecimal(value),
  });
  const euro = credit("A", 0, "2026-02-01", { amount: money(10001, "EUR") });
  const planIn = (kind: string) => planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", `fx: ${kind}`);

  test("convert at the plan's kind of rate in force on the day, and the line shows it", () => {
    const facts = factsOf({
      credits: [euro],
      fxRates: [
        rate("2026-03-01", "3"),
        rate("2026-01-01", "1.0835"),
        rate("2025-01-01", "2"),
        rate("2026-01-15", "9", "spot"),
      ],
    });
    const { components, measures } = statementOf(planIn("plan"), facts, q1);
    expect(toDecimal(measures[0]?.credited ?? usd(0))).toBe("108.36"); // shown rounded; 108.360835 is paid on
    expect(components[0]?.lines[0]?.children?.[0]?.formula).toBe("10% × $108.360835 (€100.01 × 1.0835)");
    expect(toDecimal(statementOf(planIn("spot"), facts, q1).earned)).toBe("90.01");
  });

  test.each([
    { plan: planIn("average"), says: "There is no average rate from EUR to USD in force on 2026-02-01" },
    { plan: flat, says: "does not say which rates of exchange to use" },
  ])("never count as 1 for want of a rate: $says", ({ plan, says }) => {
    const facts = factsOf({ credits: [euro], fxRates: [rate("2026-01-01", "1.1")] });
    expect(() => statementOf(plan, facts, q1)).toThrow(FactsError);
    expect(() => statementOf(plan, facts, q1)).toThrow(says);
  });

  test("yen have no minor unit", () => {
    const yen = planOf("c: { type: flat_rate, measure: bookings, rate: 1.5% }", "").components;
    const plan = { ...flat, currency: "JPY", components: yen };
    const facts = factsOf({ quotas: [], credits: [credit("A", 0, "2026-02-01", { amount: money(1001, "JPY") })] });
    expect(statementOf(plan, facts, q1).earned).toEqual(money(15, "JPY"));
  });
});

describe("quotas", () => {
  const quotaOf = (quotas: ReturnType<typeof quota>[], key = "2026-Q1", head = "") => {
    const plan = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", head);
    const [measure] = statementOf(plan, factsOf({ quotas, asOf: "2026-12-31" }), period(key)).measures;
    return measure?.quota ? toDecimal(measure.quota) : null;
  };
  const months = ["2026-01", "2026-02", "2026-03"].map((key) => quota(1000, key));

  test.each([
    {
      quotas: [quota(500, "2026-Q1"), ...months, quota(9000, "2026")],
      key: "2026-Q1",
      is: "500.00",
      why: "the window's own",
    },
    { quotas: months, key: "2026-Q1", is: "3000.00", why: "its months" },
    { quotas: months.slice(1), key: "2026-Q1", is: "2000.00", why: "the months there are" },
    { quotas: [quota(10000, "2026")], key: "2026-Q1", is: "2500.00", why: "an even share of the year" },
    {
      quotas: [quota(10000, "2026"), quota(6000, "2026-H1")],
      key: "2026-Q1",
      is: "3000.00",
      why: "the nearest longer one",
    },
    {
      quotas: [quota(100, "2026-Q1"), quota(200, "2026-Q2"), ...months],
      key: "2026-H1",
      is: "300.00",
      why: "quarters, not their months again",
    },
    { quotas: [quota(100, "2026-Q1")], key: "2026-02", is: "100.00", why: "a month stands on its quarter to date" },
    {
      quotas: [quota(9000, "2026-Q1")],
      key: "2026-02-02..2026-02-08",
      is: "9000.00",
      why: "days stand on their quarter",
    },
    { quotas: [], key: "2026-Q1", is: null, why: "none" },
  ])("for $key: $why", ({ quotas, key, is }) => {
    expect(quotaOf(quotas, key)).toBe(is);
  });

  test("of a year are shared out by season", () => {
    expect(quotaOf([quota(10000, "2026")], "2026-Q4", "seasonality: [10%, 20%, 30%, 40%]")).toBe("4000.00");
  });

  test("is rounded where it was derived, never where it stands as it was set", () => {
    const head = "rounding: { quota_to: 1000 }";
    expect(quotaOf([quota(10500, "2026-Q1")], "2026-Q1", head)).toBe("10500.00");
    expect(quotaOf([quota(10500, "2026")], "2026-Q1", head)).toBe("3000.00");
  });

  test("a quota of zero has no attainment", () => {
    const { measures } = statementOf(
      flat,
      factsOf({ quotas: [quota(0, "2026-Q1")], credits: [credit("A", 5, "2026-01-05")] }),
      q1,
    );
    expect(measures[0]?.attainment).toEqual({ ok: false, reason: "no_quota" });
  });
});

describe("relief", () => {
  const quotaWith = (head: string, facts: Parameters<typeof factsOf>[0]) => {
    const plan = planOf("c: { type: flat_rate, measure: bookings, rate: 10% }", head);
    const [measure] = statementOf(plan, factsOf({ quotas: [quota(9000, "2026-Q1")], ...facts }), q1).measures;
    return measure?.quota ? toDecimalString(parseDecimal(toDecimal(measure.quota)), 2) : null;
  };
  const days = "proration: { by: calendar_days, of: [quota] }";
  test.each([
    { head: days, facts: { payee: { key: "m", name: "M", hiredOn: "2026-02-15" } }, is: "4500", why: "45 of 90 days" },
    { head: days, facts: { payee: { key: "m", name: "M", leftOn: "2026-01-31" } }, is: "3000", why: "30 of 90 days" },
    {
      head: days,
      facts: { leaves: [{ start: "2025-12-01", end: "2026-01-10" }] },
      is: "8100",
      why: "9 days of leave fall inside",
    },
    { head: days, facts: { leaves: [{ start: "2026-03-01", end: null }] }, is: "5900", why: "not back yet" },
    {
      head: days,
      facts: {
        leaves: [
          { start: "2026-01-01", end: "2026-02-01" },
          { start: "2026-01-10", end: "2026-01-20" },
          { start: "2026-01-20", end: "2026-02-10" },
        ],
      },
      is: "5000",
      why: "overlapping leaves count once",
    },
    { head: days, facts: { payee: { key: "m", name: "M", hiredOn: "2026-05-01" } }, is: "0", why: "not here yet" },
    {
      head: "proration: { by: workdays, of: [quota] }",
      facts: { leaves: [{ start: "2026-01-01", end: "2026-01-05" }] },
      is: "8718.75",
      why: "2 of 64 workdays",
    },
    {
      head: "proration: { by: whole_months, of: [quota] }",
      facts: { payee: { key: "m", name: "M", hiredOn: "2026-01-02" } },
      is: "6000",
      why: "January is not whole",
    },
    {
      head: "proration: { by: calendar_days, of: [target_incentive] }",
      facts: { payee: { key: "m", name: "M", hiredOn: "2026-02-15" } },
      is: "9000",
      why: "the quota is not to shrink",
    },
    {
      head: "ramp: { of: [quota], months: [0%, 50%], first_month: joined }",
      facts: { payee: { key: "m", name: "M", hiredOn: "2026-01-20" } },
      is: "4500",
      why: "0, 50 and 100%",
    },
    {
      head: "ramp: { of: [quota], months: [0%, 50%], first_month: first_full }",
      facts: { payee: { key: "m", name: "M", hiredOn: "2026-01-20" } },
      is: "1500",
      why: "0, 0 and 50%",
    },
  ])("$head: $why", ({ head, facts, is }) => {
    expect(quotaWith(head, facts)).toBe(is);
  });
});
