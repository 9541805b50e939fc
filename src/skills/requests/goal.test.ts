import fc from "fast-check";
import { expect, test } from "vitest";
import { add, parseDecimal, rational, toDecimalString } from "../../core/rational.js";
import type { AmountInput } from "../define-skill.js";
import { goalRequest, percentAsRatio } from "./goal.js";

const percent = (value: string): AmountInput => ({ value, unit: "percent", currency: null });
const usd = (value: string): AmountInput => ({ value, unit: "money", currency: "USD" });
const count = (value: string): AmountInput => ({ value, unit: "count", currency: null });
const plain = (value: string): AmountInput => ({ value, unit: "plain", currency: null });

test.each<[string, AmountInput, object]>([
  ["my target is 108% for this quarter", percent("108"), { verb: "set", kind: "attainment", target: "1.08" }],
  ["I want to take home $7,500 in December", usd("7500"), { verb: "set", kind: "pay", target: "7500" }],
  ["book $300k by year end", usd("300000"), { verb: "set", kind: "credited", target: "300000" }],
  ["let me commit to 4 new logos", count("4"), { verb: "set", kind: "deals", target: "4" }],
  ["keep me honest: 15 demos this month", count("15"), { verb: "set", kind: "activity", target: "15", what: "demos" }],
  ["aim for 3x pipeline coverage", count("3"), { verb: "set", kind: "coverage", target: "3" }],
  [
    "I want to get better at negotiating price this quarter",
    null,
    { verb: "set", kind: "skill", target: null, what: "negotiating price" },
  ],
  ["fija un objetivo de 20 llamadas", count("20"), { verb: "set", kind: "activity", what: "calls" }],
  ["ich will 6000 verdienen", plain("6000"), { verb: "set", kind: "pay", target: "6000" }],
  ["lower my quota to 90k", usd("90000"), { ofQuota: true }],
  ["set a goal of 110% of quota", percent("110"), { ofQuota: false, verb: "set" }],
  ["raise my goal to 115", plain("115"), { verb: "change", kind: null, target: "115" }],
  ["drop my quota goal", null, { verb: "drop", kind: "attainment" }],
  ["I did it, mark the demo goal as done", null, { verb: "done", kind: "activity" }],
  ["accept", null, { verb: "accept" }],
  ["no thanks, decline", null, { verb: "decline" }],
  ["how far am I with my goals", null, { verb: "show" }],
  ["what are my goals", count("12"), { verb: "show" }],
  ["goals?", null, { verb: "show" }],
])("%s", (message, amount, expected) => {
  expect(goalRequest(message, amount)).toMatchObject(expected);
});

test("a percentage becomes a ratio digit for digit", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 4 }), (n, places) => {
      const value = toDecimalString(rational(n, 10 ** places), places);
      const hundredfold = Array.from({ length: 99 }).reduce(
        (sum: ReturnType<typeof rational>) => add(sum, parseDecimal(percentAsRatio(value))),
        parseDecimal(percentAsRatio(value)),
      );
      expect(hundredfold).toEqual(parseDecimal(value));
    }),
  );
});
