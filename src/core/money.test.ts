import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allocate,
  fromRational,
  minus,
  money,
  parseMoney,
  plus,
  sum,
  times,
  toDecimal,
  toRational,
  zero,
} from "./money.js";
import { parseDecimal, rational } from "./rational.js";

describe("money", () => {
  test.each([
    { text: "1234.5", currency: "USD", minor: 123450, shown: "1234.50" },
    { text: "-0.01", currency: "USD", minor: -1, shown: "-0.01" },
    { text: "1500", currency: "JPY", minor: 1500, shown: "1500" },
    { text: "1.234", currency: "BHD", minor: 1234, shown: "1.234" },
    { text: "2.5", currency: "XXX", minor: 25000, shown: "2.5000" },
  ])("$text $currency is $minor minor units", ({ text, currency, minor, shown }) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
    expect(toDecimal(money(minor, currency))).toBe(shown);
  });

  test("input with more digits than the currency has is refused, not rounded", () => {
    expect(() => parseMoney("0.005", "USD")).toThrow("more than 2 decimals");
    expect(() => parseMoney("0.5", "JPY")).toThrow("more than 0 decimals");
  });

  test("an amount that a double cannot hold exactly is refused", () => {
    expect(() => money(2 ** 53, "USD")).toThrow(RangeError);
    expect(() => money(0.5, "USD")).toThrow(RangeError);
    expect(() => plus(money(Number.MAX_SAFE_INTEGER, "USD"), money(1, "USD"))).toThrow(RangeError);
  });

  test("there is no minus zero", () => {
    expect(Object.is(money(-0, "USD").minor, 0)).toBe(true);
    expect(Object.is(times(money(-1, "USD"), rational(1, 10)).minor, 0)).toBe(true);
  });

  test("currencies do not add up without a rate", () => {
    expect(() => plus(money(1, "USD"), money(1, "EUR"))).toThrow("without a rate of exchange");
    expect(() => minus(money(1, "USD"), money(1, "EUR"))).toThrow("without a rate of exchange");
  });

  test("a factor is applied exactly and rounded once", () => {
    expect(times(money(10000, "USD"), rational(1, 3)).minor).toBe(3333);
    expect(fromRational(parseDecimal("0.005"), "USD").minor).toBe(1);
    expect(fromRational(parseDecimal("0.005"), "USD", "half_even").minor).toBe(0);
    expect(toRational(money(5, "USD"))).toEqual(rational(1, 20));
  });

  test.each([
    {
      minor: 100,
      shares: ["1/3", "1/3", "1/3"],
      parts: [34, 33, 33],
      why: "the left-over cent goes to the earlier of equals",
    },
    { minor: 101, shares: ["1/2", "1/2"], parts: [51, 50], why: "an odd cent" },
    { minor: -101, shares: ["1/2", "1/2"], parts: [-50, -51], why: "a return loses no cent either" },
    { minor: 1001, shares: ["1", "1/2"], parts: [1001, 501], why: "an overlay on top: 150% of the deal, half up" },
    { minor: 100, shares: ["1/5", "3/10"], parts: [20, 30], why: "half of the deal belongs to nobody here" },
  ])("$minor by $shares: $why", ({ minor, shares, parts }) => {
    const rationals = shares.map((share) => {
      const [n = "0", d = "1"] = share.split("/");
      return rational(BigInt(n), BigInt(d));
    });
    expect(allocate(money(minor, "USD"), rationals).map((part) => part.minor)).toEqual(parts);
  });

  test("parts of any split sum to the whole", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 9 }),
        (minor, weights) => {
          const all = weights.reduce((a, b) => a + b, 0);
          const parts = allocate(
            money(minor, "USD"),
            weights.map((weight) => rational(weight, all)),
          );
          expect(sum(parts, "USD").minor).toBe(minor);
        },
      ),
    );
  });

  test("the sum of nothing is zero", () => {
    expect(sum([], "JPY")).toEqual(zero("JPY"));
  });
});
