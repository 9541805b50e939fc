import fc from "fast-check";
import { expect, test } from "vitest";
import { goalProgress } from "./goal.js";
import { add, compare, ONE, parseDecimal, rational, ZERO } from "./rational.js";

test.each([
  { target: "100", reached: "40", ratio: rational(2, 5), left: "60", met: false, why: "on the way" },
  { target: "100", reached: "100", ratio: ONE, left: "0", met: true, why: "at the target it is met" },
  { target: "3", reached: "4", ratio: rational(4, 3), left: "0", met: true, why: "past it nothing is left" },
  {
    target: "100",
    reached: "-20",
    ratio: rational(-1, 5),
    left: "120",
    met: false,
    why: "a clawback leads away from it",
  },
  { target: "0", reached: "0", ratio: ONE, left: "0", met: true, why: "nothing to reach is met" },
])("$reached of $target: $why", ({ target, reached, ratio, left, met }) => {
  const found = goalProgress(parseDecimal(target), parseDecimal(reached));
  expect(found).toMatchObject({ ratio, left: parseDecimal(left), met });
});

test("what is reached and what is left come to the target, until it is met", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: -1e9, max: 2e9 }), (target, reached) => {
      const found = goalProgress(rational(target), rational(reached));
      expect(found.met).toBe(compare(found.left, ZERO) === 0);
      if (!found.met) expect(add(found.reached, found.left)).toEqual(found.target);
    }),
  );
});
