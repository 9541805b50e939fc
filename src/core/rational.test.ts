import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  divide,
  max,
  min,
  multiply,
  parseDecimal,
  type Rational,
  rational,
  roundToInteger,
  subtract,
  toDecimalString,
  total,
} from "./rational.js";

const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]): Rational => rational(n, d));

describe("rational", () => {
  test("is kept in lowest terms with a positive denominator", () => {
    expect(rational(6, -4)).toEqual({ n: -3n, d: 2n });
    expect(rational(0, -5)).toEqual({ n: 0n, d: 1n });
  });

  test("has no denominator of zero", () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
    expect(() => divide(rational(1), rational(0))).toThrow(RangeError);
  });

  test.each([
    ["0.085", 17n, 200n],
    ["-12", -12n, 1n],
    ["1e3", 1000n, 1n],
    ["1.5e-3", 3n, 2000n],
    [".5", 1n, 2n],
    ["7.", 7n, 1n],
    ["-0", 0n, 1n],
  ])("reads %s exactly", (text, n, d) => {
    expect(parseDecimal(text)).toEqual({ n, d });
  });

  test.each(["", ".", "1,000", "abc", "1/2", "0x10", "NaN", "Infinity"])("does not read %j as a number", (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError);
  });

  test.each([
    { value: "2.5", half_up: 3n, half_even: 2n, down: 2n, up: 3n },
    { value: "-2.5", half_up: -3n, half_even: -2n, down: -2n, up: -3n },
    { value: "3.5", half_up: 4n, half_even: 4n, down: 3n, up: 4n },
    { value: "2.4999", half_up: 2n, half_even: 2n, down: 2n, up: 3n },
    { value: "-2.0", half_up: -2n, half_even: -2n, down: -2n, up: -2n },
  ])("$value rounds as each mode says", ({ value, ...modes }) => {
    for (const mode of ["half_up", "half_even", "down", "up"] as const)
      expect(roundToInteger(parseDecimal(value), mode)).toBe(modes[mode]);
  });

  test.each([
    [rational(2, 3), 4, "0.6667"],
    [rational(-1, 8), 2, "-0.13"],
    [rational(5), 0, "5"],
    [rational(-1, 1000), 2, "0"],
  ])("%o shows at %i places as %s", (value, places, text) => {
    expect(toDecimalString(value, places)).toBe(text);
  });

  test("adding and taking away, multiplying and dividing undo each other", () => {
    fc.assert(
      fc.property(anyRational, anyRational, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(compare(min(a, b), max(a, b))).not.toBe(1);
      }),
    );
  });

  test("a sum does not depend on its order", () => {
    fc.assert(
      fc.property(fc.array(anyRational, { maxLength: 20 }), (values) => {
        expect(total([...values].reverse())).toEqual(total(values));
      }),
    );
  });

  test("what decimal text holds comes back as that text", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(8), (n, places) => {
        const value = rational(n, 10n ** BigInt(places));
        expect(parseDecimal(toDecimalString(value, places))).toEqual(value);
      }),
    );
  });
});
