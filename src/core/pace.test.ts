import { describe, expect, test } from "vitest";
import { credit, factsOf, period, planOf, usd } from "../../test/facts.js";
import { toDecimal } from "./money.js";
import { outlook } from "./outlook.js";
import { courseOf, payoutCurve } from "./pace.js";
import { toDecimalString } from "./rational.js";

const q1 = period("2026-Q1");
const plan = planOf(`
commission: { type: rate_table, measure: bookings, edge: upper, tiers: [{ from: 0%, rate: 5% }, { from: 50%, rate: 10%, retroactive: true }, { from: 100%, rate: 15%, retroactive: false }] }`);
const halfway = factsOf({
  asOf: "2026-02-14",
  credits: [credit("A", 25000, "2026-01-20"), credit("B", 15000, "2026-02-03")],
});
const course = (facts: typeof halfway) =>
  courseOf(plan, facts, q1, outlook(plan, facts, q1)).map(({ day, credited }) => `${day} ${toDecimal(credited)}`);

describe("the course of a measure", () => {
  test("starts at nothing the day before, steps up with each deal, and ends where the person stands", () => {
    const days = course(halfway);
    expect(days[0]).toBe("2025-12-31 0.00");
    expect(days.at(-1)).toBe("2026-02-14 40000.00");
    expect(new Set(days.map((line) => line.slice(11)))).toEqual(new Set(["0.00", "25000.00", "40000.00"]));
    expect(days.find((line) => line.endsWith(" 25000.00"))?.slice(0, 10)).toBe("2026-01-23");
  });

  test("of a window that is over ends on its last day", () => {
    expect(course({ ...halfway, asOf: "2026-05-01" }).at(-1)).toBe("2026-03-31 40000.00");
  });

  test("is empty before the window begins, and one day long on its first", () => {
    expect(course({ ...halfway, asOf: "2025-12-01" })).toEqual([]);
    expect(course({ ...halfway, asOf: "2026-01-01" })).toEqual(["2025-12-31 0.00", "2026-01-01 0.00"]);
  });
});

describe("payout by further credit", () => {
  const curve = (reach?: number) =>
    payoutCurve(plan, halfway, q1, outlook(plan, halfway, q1), reach === undefined ? undefined : usd(reach)).map(
      ({ credited, attainment, earned }) =>
        `${toDecimal(credited)} ${toDecimalString(attainment, 4)} ${toDecimal(earned)}`,
    );

  test("begins where the person stands and has both sides of a place where pay changes course", () => {
    const points = curve();
    expect(points[0]).toBe("40000.00 0.4 2000.00");
    expect(points).toContain("49999.99 0.5 2500.00");
    expect(points).toContain("50000.00 0.5 5000.00");
    expect(points.at(-1)).toBe("150000.00 1.5 17500.00"); // 10% of 100,000 and 15% of 50,000
  });

  test("reaches a quarter beyond what is asked about", () => {
    expect(curve(200_000).at(-1)?.split(" ")[0]).toBe("250000.00");
  });

  test("is empty without a quota", () => {
    const facts = { ...halfway, quotas: [] };
    expect(payoutCurve(plan, facts, q1, outlook(plan, facts, q1))).toEqual([]);
  });
});
