import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planOf } from "../../../test/facts.js";
import { compare, parseDecimal, rational, toDecimalString } from "../rational.js";
import { payoutAt } from "./pay-curve.js";

const at = (percent: string) => ({ value: parseDecimal(`${percent}e-2`), percent: true });
const point = (attainment: string, pays: string) => ({ at: at(attainment), pays: parseDecimal(`${pays}e-2`) });

/** A curve of a filed executive plan: half at 84.44%, all at 100%, double at 115.56%. */
const filed = {
  points: [point("84.44", "50"), point("100", "100"), point("115.56", "200")],
  above: "capped",
  between: "interpolated",
} as const;
const open = { ...filed, above: "continues" } as const;
const percent = (curve: Parameters<typeof payoutAt>[0], attainment: string): string =>
  `${toDecimalString(payoutAt(curve, parseDecimal(`${attainment}e-2`)).payout, 6)}`;

describe("pay curve", () => {
  test.each([
    { attainment: "84.43", pays: "0", why: "below the first point" },
    { attainment: "84.44", pays: "0.5", why: "the first point itself pays" },
    { attainment: "92.22", pays: "0.75", why: "half of the way" },
    { attainment: "100", pays: "1", why: "at target" },
    { attainment: "107.78", pays: "1.5", why: "half of the way up" },
    { attainment: "400", pays: "2", why: "capped" },
  ])("$attainment% pays $pays of target: $why", ({ attainment, pays }) => {
    expect(percent(filed, attainment)).toBe(pays);
  });

  test("continuing, it goes on with the last slope", () => {
    expect(percent(open, "131.12")).toBe("3");
  });

  test("attainment is not rounded before it is read off", () => {
    const slope = {
      points: [point("100", "100"), point("200", "300")],
      above: "continues",
      between: "interpolated",
    } as const;
    expect(percent(slope, "209.165")).toBe("3.1833");
    expect(percent(slope, "209.2")).toBe("3.184");
  });

  test("in steps it pays the point last reached", () => {
    expect(percent({ ...filed, between: "steps" }, "99.99")).toBe("0.5");
  });

  test("two points at one attainment are a jump, and the second pays there", () => {
    const jump = {
      points: [point("90", "15"), point("95", "40"), point("95", "60"), point("100", "85")],
      above: "continues",
      between: "interpolated",
    } as const;
    expect(["94", "94.9", "95", "96", "110"].map((attainment) => percent(jump, attainment))).toEqual([
      "0.35",
      "0.395",
      "0.6",
      "0.65",
      "1.35",
    ]);
  });

  test("a rising curve never pays less for more", () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (a, b) => {
        const [low, high] = [rational(Math.min(a, b), 1000), rational(Math.max(a, b), 1000)];
        for (const curve of [filed, open])
          expect(compare(payoutAt(curve, low).payout, payoutAt(curve, high).payout)).not.toBe(1);
      }),
    );
  });
});

test.each([
  [
    "type: pay_curve, measure: bookings, above: capped, points: [{ at: 90%, pays: 0% }, { at: 80%, pays: 5% }]",
    "points go upwards",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, points: [{ at: 90%, pays: 0% }, { at: 90%, pays: 5% }]",
    "is the point before once more",
  ],
  [
    "type: pay_curve, measure: bookings, above: capped, between: steps, points: [{ at: 1%, pays: 0% }, { at: 9%, pays: 5% }, { at: 9%, pays: 6% }]",
    "is the point before once more",
  ],
  [
    "type: pay_curve, measure: bookings, above: continues, points: [{ at: 1%, pays: 0% }, { at: 9%, pays: 5% }, { at: 9%, pays: 6% }]",
    "cannot continue after a jump",
  ],
])("%s is refused: %s", (terms, says) => {
  expect(() => planOf(`c: { ${terms} }`, "measures: { bookings: { of: amount }, price: { of: recorded } }")).toThrow(
    says,
  );
});
