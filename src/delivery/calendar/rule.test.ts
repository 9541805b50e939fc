import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { addDays } from "../../core/calendar.js";
import { isoWeekOf, latestOccasion, nextOccasion, Rule } from "./rule.js";

const occasions = (given: unknown, from: string, count: number, zone = "UTC", holidays: readonly string[] = []) => {
  const calendar = { zone, holidays: new Set(holidays) };
  const found: string[] = [];
  let at = new Date(from);
  while (found.length < count) {
    const next = nextOccasion(Rule.parse(given), at, calendar);
    if (!next) break;
    found.push(`${next.key} ${next.at.toISOString().slice(0, 16)}`);
    at = next.at;
  }
  return found;
};

describe("when a rule comes round", () => {
  test("day 31 is the last day of a month that has none, and no month is left out", () => {
    expect(occasions({ every: "month", day: 31, at: "09:00" }, "2026-10-31T12:00:00Z", 5)).toEqual([
      "2026-11 2026-11-30T09:00",
      "2026-12 2026-12-31T09:00",
      "2027-01 2027-01-31T09:00",
      "2027-02 2027-02-28T09:00",
      "2027-03 2027-03-31T09:00",
    ]);
  });
  test("29 February is the 28th in other years", () => {
    expect(occasions({ every: "year", month: 2, day: 29, at: "09:00" }, "2027-01-01T00:00:00Z", 3)).toEqual([
      "2027 2027-02-28T09:00",
      "2028 2028-02-29T09:00",
      "2029 2029-02-28T09:00",
    ]);
  });
  test("weeks are ISO weeks, the 53rd among them", () => {
    expect(isoWeekOf("2026-12-28")).toBe("2026-W53");
    expect(isoWeekOf("2027-01-03")).toBe("2026-W53");
    expect(isoWeekOf("2027-01-04")).toBe("2027-W01");
    expect(occasions({ every: "week", weekday: 1, at: "08:00" }, "2026-12-20T00:00:00Z", 3)).toEqual([
      "2026-W52 2026-12-21T08:00",
      "2026-W53 2026-12-28T08:00",
      "2027-W01 2027-01-04T08:00",
    ]);
  });
  test("a holiday is passed over, or put off to the next working day, under the week's own name", () => {
    const friday = { every: "week", weekday: 5, at: "16:00" };
    const holidays = ["2026-12-25", "2026-12-28"];
    expect(occasions({ ...friday, onHoliday: "skip" }, "2026-12-19T00:00:00Z", 1, "UTC", holidays)).toEqual([
      "2026-W53 2027-01-01T16:00",
    ]);
    expect(occasions({ ...friday, onHoliday: "next_workday" }, "2026-12-19T00:00:00Z", 2, "UTC", holidays)).toEqual([
      "2026-W52 2026-12-29T16:00",
      "2026-W53 2027-01-01T16:00",
    ]);
  });
  test("only on the weekdays asked for", () => {
    expect(occasions({ every: "day", weekdays: [1, 4], at: "08:00" }, "2026-11-24T00:00:00Z", 3)).toEqual([
      "2026-11-26 2026-11-26T08:00",
      "2026-11-30 2026-11-30T08:00",
      "2026-12-03 2026-12-03T08:00",
    ]);
  });
  test("a rule whose every day is a holiday comes round no more", () => {
    const all = Array.from({ length: 4 * 366 }, (_, i) => addDays("2026-01-01", i));
    const rule = Rule.parse({ every: "day", at: "08:00", onHoliday: "skip" });
    expect(nextOccasion(rule, new Date("2026-11-24T00:00:00Z"), { zone: "UTC", holidays: new Set(all) })).toBeNull();
  });
  test("of several missed, the latest, and how many before it", () => {
    const rule = Rule.parse({ every: "day", at: "08:00" });
    const span = { from: new Date("2026-11-21T08:00:00Z"), upTo: new Date("2026-11-24T09:00:00Z") };
    expect(latestOccasion(rule, span, { zone: "UTC", holidays: new Set() })).toEqual({
      occasion: { key: "2026-11-24", at: new Date("2026-11-24T08:00:00Z") },
      passed: 3,
    });
  });
});

describe("each local date gets exactly one digest", () => {
  const all = Intl.supportedValuesOf("timeZone");
  const asked = process.env.PROPERTY_RUNS !== undefined;
  // Ten years in every zone where it counts; a year with its changes of clock in every fortieth zone while one works.
  const zones = asked ? all : all.filter((_, i) => i % 40 === 7);
  const years = asked ? 10 : 1;
  const times = ["00:00", "02:30", "23:30"];

  test.each(times)(`at %s, in ${zones.length} zones over ${years} years`, { timeout: 600_000 }, (at) => {
    const rule = Rule.parse({ every: "day", at });
    const wrong: string[] = [];
    for (const zone of zones) {
      const calendar = { zone, holidays: new Set<string>() };
      const end = DateTime.fromISO("2026-11-24", { zone }).plus({ years });
      let day = "2026-11-24";
      let moment = DateTime.fromISO(day, { zone }).minus({ milliseconds: 1 }).toJSDate();
      while (day < (end.toISODate() ?? "")) {
        const next = nextOccasion(rule, moment, calendar);
        if (next?.key !== day) {
          wrong.push(`${zone} ${day}: ${next?.key}`);
          break;
        }
        moment = next.at;
        day = addDays(day, 1);
      }
    }
    expect(wrong).toEqual([]);
  });
});
