import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, fromCanonical, jsonText, sameMeaning } from "./canonical.js";
import { rational } from "./rational.js";

test("fractions, counts and text come back as they were", () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.tuple(fc.bigInt(), fc.bigInt({ min: 1n })).map(([n, d]) => rational(n, d)),
  );
  const record = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("$", "$$", "n", "d")), scalar);
  fc.assert(
    fc.property(record, (value) => {
      expect(fromCanonical(canonical(value))).toEqual(value);
    }),
  );
});

test("order of fields and of records says nothing, values do", () => {
  const a = { b: [{ x: 1, y: rational(1, 3) }, { x: 2 }], a: "1", gone: undefined };
  const b = { a: "1", b: [{ x: 2 }, { y: rational(2, 6), x: 1 }] };
  expect(jsonText(canonical(a))).toBe(jsonText(canonical(b)));
  expect(sameMeaning(a, { ...b, a: 1 })).toBe(false);
  expect(JSON.stringify(canonical(["b", "a"]))).toBe('["b","a"]');
});

test("what JSON cannot hold is refused", () => {
  expect(() => canonical({ a: () => 1 })).toThrow("a function has no canonical form");
  expect(() => fromCanonical({ $: "1.5" })).toThrow('"1.5" is not a fraction');
});
