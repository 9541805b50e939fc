import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  daysBetween,
  earlierOf,
  isIsoDate,
  laterOf,
  weekday,
  workdaysBetween,
} from "./calendar.js";

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((offset) => addDays("1990-01-01", offset));

describe("calendar", () => {
  test.each(["2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-01-01T00:00:00Z", ""])(
    "%j is no day",
    (text) => {
      expect(isIsoDate(text)).toBe(false);
    },
  );

  test("a leap day is a day in a leap year", () => {
    expect(isIsoDate("2028-02-29")).toBe(true);
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2026-05-15", -17, "2024-12-15"],
  ])("%s and %i months is %s", (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  test("weeks begin on Monday", () => {
    expect(weekday("2026-11-23")).toBe(1);
    expect(weekday("2026-11-22")).toBe(7);
  });

  test("earlier and later of two days", () => {
    expect(earlierOf("2026-01-02", "2026-01-01")).toBe("2026-01-01");
    expect(laterOf("2026-01-02", "2026-01-01")).toBe("2026-01-02");
  });

  test("days between undo days added", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  test("workdays are the days that are not weekend days", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), (day, days) => {
        const counted = Array.from({ length: days }, (_, i) => weekday(addDays(day, i))).filter((d) => d <= 5).length;
        expect(workdaysBetween(day, addDays(day, days))).toBe(counted);
      }),
    );
    expect(workdaysBetween("2026-01-10", "2026-01-01")).toBe(0);
  });
});
