import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "./calendar.js";
import { contains, type PeriodKind, parsePeriodKey, periodOf, periodsWithin, rangeOf, shiftPeriod } from "./period.js";

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays("1995-01-01", offset));
const anyKind = fc.constantFrom<Exclude<PeriodKind, "range">[]>("day", "week", "month", "quarter", "half", "year");
const anyStart = fc.integer({ min: 1, max: 12 });

describe("period", () => {
  test.each([
    { kind: "quarter", day: "2026-11-23", fiscal: 1, key: "2026-Q4", start: "2026-10-01", end: "2027-01-01" },
    { kind: "half", day: "2026-06-30", fiscal: 1, key: "2026-H1", start: "2026-01-01", end: "2026-07-01" },
    { kind: "month", day: "2026-02-28", fiscal: 2, key: "2026-02", start: "2026-02-01", end: "2026-03-01" },
    { kind: "year", day: "2026-01-31", fiscal: 2, key: "2026", start: "2025-02-01", end: "2026-02-01" },
    { kind: "year", day: "2026-02-01", fiscal: 2, key: "2027", start: "2026-02-01", end: "2027-02-01" },
    { kind: "quarter", day: "2026-07-01", fiscal: 7, key: "2027-Q1", start: "2026-07-01", end: "2026-10-01" },
    { kind: "week", day: "2026-11-22", fiscal: 1, key: "week of 2026-11-16", start: "2026-11-16", end: "2026-11-23" },
  ] as const)(
    "$day is in $kind $key when fiscal years start in month $fiscal",
    ({ kind, day, fiscal, ...expected }) => {
      expect(periodOf(kind, day, fiscal)).toEqual({ kind, ...expected });
    },
  );

  test.each(["2026-Q5", "2026-13", "26-Q1", "Q1", "2026-00", "2026-H3", ""])("%j names no period", (key) => {
    expect(parsePeriodKey(key)).toBeNull();
  });

  test("a key names the period it came from", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom("month" as const, "quarter" as const, "half" as const, "year" as const),
        anyStart,
        (day, kind, fiscal) => {
          const period = periodOf(kind, day, fiscal);
          expect(parsePeriodKey(period.key, fiscal)).toEqual(period);
        },
      ),
    );
  });

  test("every day is in exactly one period of a kind, and neighbours touch", () => {
    fc.assert(
      fc.property(anyDay, anyKind, anyStart, (day, kind, fiscal) => {
        const period = periodOf(kind, day, fiscal);
        expect(contains(period, day)).toBe(true);
        expect(shiftPeriod(period, 1, fiscal).start).toBe(period.end);
        expect(shiftPeriod(period, -1, fiscal).end).toBe(period.start);
        expect(shiftPeriod(shiftPeriod(period, 5, fiscal), -5, fiscal)).toEqual(period);
      }),
    );
  });

  test("a year is its quarters, in order", () => {
    const year = periodOf("year", "2026-05-01", 4);
    expect(periodsWithin("quarter", year, 4).map(({ key }) => key)).toEqual([
      "2027-Q1",
      "2027-Q2",
      "2027-Q3",
      "2027-Q4",
    ]);
  });

  test("a range is not empty and has no neighbours", () => {
    expect(rangeOf("2026-01-01", "2026-01-11").key).toBe("2026-01-01..2026-01-10");
    expect(() => rangeOf("2026-01-01", "2026-01-01")).toThrow(RangeError);
    expect(() => shiftPeriod(rangeOf("2026-01-01", "2026-01-11"), 1)).toThrow(RangeError);
  });
});
