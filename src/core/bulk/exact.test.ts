import fc from "fast-check";
import { expect, test } from "vitest";
import { type Rounding, rational, roundToInteger } from "../rational.js";
import { isExact, product, rounderFor } from "./exact.js";

const modes: Rounding[] = ["half_up", "half_even", "down", "up"];
/** Up to the very edge of what is promised, where a quotient of doubles is nearest to going wrong. */
const quotient = fc
  .record({
    d: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 2 ** 51 })),
    near: fc.integer({ min: -2, max: 2 }),
    n: fc.maxSafeInteger(),
  })
  .map(({ d, near, n }) => ({
    d,
    n: near === 2 ? n : Math.trunc(n / d / 4) * d + near + (near === 1 ? Math.floor(d / 2) - 1 : 0),
  }))
  .filter(({ n, d }) => isExact(Math.abs(n), d));

test.each(modes)("quotients of doubles round %s like fractions of any size", (mode) => {
  fc.assert(
    fc.property(quotient, ({ n, d }) => {
      const rounded = rounderFor(mode)(n, d);
      expect(rounded).toBe(Number(roundToInteger(rational(n, d), mode)));
    }),
    { numRuns: 5000 },
  );
});

test("what doubles cannot hold is not let through", () => {
  expect(isExact(2 ** 52 - 2, 1)).toBe(true);
  expect(isExact(2 ** 52 - 1, 1)).toBe(false);
  expect(product(2 ** 26, 2 ** 27 - 1)).toBe(2 ** 53 - 2 ** 26);
  expect(product(2 ** 26, 2 ** 27)).toBeNaN();
  expect(product(94906267, 94906267)).toBeNaN();
  expect(isExact(Number.NaN, 1)).toBe(false);
  expect(isExact(1, Number.NaN)).toBe(false);
});
