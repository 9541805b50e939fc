import { describe, expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { exchange } from "./currency.js";
import type { FxRate } from "./facts.js";
import { rational } from "./rational.js";

const rate = (from: string, to: string, of: number, validFrom: string, kind: FxRate["kind"] = "spot"): FxRate => ({
  kind,
  from,
  to,
  validFrom,
  rate: rational(of, 100),
});
const rates = [
  rate("EUR", "USD", 110, "2026-01-01"),
  rate("EUR", "USD", 120, "2026-02-01"),
  rate("EUR", "USD", 130, "2026-02-28", "month_end"),
  rate("GBP", "EUR", 125, "2026-01-01"),
  rate("USD", "JPY", 15000, "2026-01-01"),
];
const fxOf = (fx: string) => planOf("c: { type: flat_rate, measure: bookings, rate: 1% }", `fx: ${fx}`).fx;
const spot = fxOf("spot");

describe("a rate of exchange", () => {
  test.each([
    { fx: "spot", from: "EUR", to: "USD", day: "2026-01-31", is: rational(11, 10), how: "1.1" },
    { fx: "spot", from: "EUR", to: "USD", day: "2026-02-01", is: rational(6, 5), how: "1.2" },
    { fx: "month_end", from: "EUR", to: "USD", day: "2026-02-01", is: rational(13, 10), how: "1.3" },
    {
      fx: "{ kind: spot, inverse: allowed }",
      from: "USD",
      to: "EUR",
      day: "2026-02-01",
      is: rational(5, 6),
      how: "1 / 1.2",
    },
    {
      fx: "{ kind: spot, cross: EUR }",
      from: "GBP",
      to: "USD",
      day: "2026-02-01",
      is: rational(3, 2),
      how: "1.25 × 1.2 over EUR",
    },
    {
      fx: "{ kind: spot, inverse: allowed, cross: USD }",
      from: "JPY",
      to: "EUR",
      day: "2026-02-01",
      is: rational(1, 180),
      how: "1 / 150 × 1 / 1.2 over USD",
    },
    { fx: "spot", from: "CHF", to: "CHF", day: "2020-01-01", is: rational(1), how: "1" },
  ])("$fx from $from to $to on $day is $how", ({ fx, from, to, day, is, how }) => {
    expect(exchange(rates, fxOf(fx), from, to, day)).toEqual({ rate: is, how });
  });

  test.each([
    {
      fx: "spot",
      from: "USD",
      to: "EUR",
      says: "no spot rate from USD to EUR in force on 2026-02-01: add one that is valid from that day or earlier, or let the plan turn round the one from EUR to USD",
    },
    { fx: "spot", from: "GBP", to: "USD", says: "no spot rate from GBP to USD in force on 2026-02-01" },
    { fx: "month_end", from: "GBP", to: "EUR", says: "no month-end rate from GBP to EUR" },
    { fx: "{ kind: spot, cross: CHF }", from: "GBP", to: "USD", says: "no spot rate from GBP to USD" },
  ])("$fx from $from to $to is missing, which is an error", ({ fx, from, to, says }) => {
    expect(() => exchange(rates, fxOf(fx), from, to, "2026-02-01")).toThrow(says);
  });

  test("is not in force before its first day, and none is chosen for a plan that does not say", () => {
    expect(() => exchange(rates, spot, "EUR", "USD", "2025-12-31")).toThrow("in force on 2025-12-31");
    expect(() => exchange(rates, null, "EUR", "USD", "2026-01-01")).toThrow("does not say which rates of exchange");
  });

  test.each([
    { fx: "monthly", says: 'fx: "monthly" is not one of plan, spot, average, month_end' },
    { fx: "{ kind: spot, inverse: yes }", says: 'fx.inverse: "yes" is not one of refused, allowed' },
    { fx: "{ inverse: allowed }", says: "fx.kind: is missing: choose one of plan, spot" },
  ])("fx: $fx is refused", ({ fx, says }) => {
    expect(() => fxOf(fx)).toThrow(says);
  });
});
