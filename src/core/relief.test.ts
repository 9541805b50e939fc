import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planOf } from "../../test/facts.js";
import { runs } from "../../test/property-runs.js";
import { addDays, type IsoDate } from "./calendar.js";
import type { LeaveSpan } from "./facts.js";
import { add, ONE, type Rational, rational } from "./rational.js";
import { type ReliefTerms, reliefFor } from "./relief.js";

const flat = "c: { type: flat_rate, measure: bookings, rate: 10% }";
const known = new Map<string, ReliefTerms>();
const reliefOf = (head: string): ReliefTerms => {
  const terms = known.get(head) ?? planOf(flat, head).relief;
  known.set(head, terms);
  return terms;
};
const q1 = { start: "2026-01-01", end: "2026-04-01" };

const quotaPart = (
  head: string,
  payee: { hiredOn?: IsoDate; leftOn?: IsoDate },
  leaves: readonly LeaveSpan[] = [],
  span = q1,
): Rational => reliefFor(reliefOf(head), { payee, leaves }, "quota", span);

describe("proration", () => {
  test.each([
    { by: "calendar_days", hiredOn: "2026-02-15", part: rational(45, 90), why: "45 of 90 days" },
    { by: "workdays", hiredOn: "2026-02-16", part: rational(32, 64), why: "32 of 64 weekdays" },
    {
      by: "days_30_360",
      hiredOn: "2026-01-31",
      part: rational(61, 90),
      why: "the 31st is the 30th: one day and two months",
    },
    { by: "days_30_360", hiredOn: "2026-02-28", part: rational(33, 90), why: "the 28th of February to its 30th" },
    { by: "whole_months", hiredOn: "2026-02-02", part: rational(1, 3), why: "February was not worked whole" },
    { by: "whole_months, minimum_days: 15", hiredOn: "2026-02-14", part: rational(2, 3), why: "15 days of February" },
    { by: "whole_months, minimum_days: 15", hiredOn: "2026-02-15", part: rational(1, 3), why: "14 days of February" },
    { by: "whole_months, joined_through: 15", hiredOn: "2026-02-15", part: rational(2, 3), why: "joined by the 15th" },
    {
      by: "calendar_days, minimum_days: 15",
      hiredOn: "2026-02-15",
      part: rational(31, 90),
      why: "14 days count nothing",
    },
  ])("by $by, joined $hiredOn: $why", ({ by, hiredOn, part }) => {
    expect(quotaPart(`proration: { by: ${by}, of: [quota] }`, { hiredOn })).toEqual(part);
  });

  test("takes holidays out of the workdays, once each, and those on weekends not at all", () => {
    const head = "proration: { by: workdays, of: [quota], holidays: [2026-01-01, 2026-01-01, 2026-01-03, 2026-03-02] }";
    expect(quotaPart(head, { hiredOn: "2026-03-01" })).toEqual(rational(21, 62));
  });

  test("counts leaves that overlap once, and only for what the plan looks at", () => {
    const leaves = [
      { start: "2026-01-11", end: "2026-01-21" },
      { start: "2026-01-16", end: "2026-01-31" },
    ];
    expect(quotaPart("proration: { by: calendar_days, of: [quota] }", {}, leaves)).toEqual(rational(70, 90));
    expect(quotaPart("proration: { by: calendar_days, of: [quota], for: [joining] }", {}, leaves)).toEqual(ONE);
    expect(quotaPart("proration: { by: calendar_days, of: [caps] }", {}, leaves)).toEqual(ONE);
  });

  const day = fc.integer({ min: 1, max: 364 }).map((n) => addDays("2026-01-01", n));
  const byDays = fc.constantFrom("calendar_days", "workdays", "days_30_360");

  test("of those before and those after a day adds up to one, whatever the day and the unit", () => {
    fc.assert(
      fc.property(byDays, day, (by, on) => {
        const head = `proration: { by: ${by}, of: [quota] }`;
        const year = { start: "2026-01-01", end: "2027-01-01" };
        const before = quotaPart(head, { leftOn: on }, [], year);
        const after = quotaPart(head, { hiredOn: on }, [], year);
        expect(add(before, after)).toEqual(ONE);
      }),
      runs(100),
    );
  });

  test("of a leave and of the same days worked adds up to one", () => {
    fc.assert(
      fc.property(byDays, day, fc.integer({ min: 0, max: 200 }), (by, start, length) => {
        const head = `proration: { by: ${by}, of: [quota] }`;
        const year = { start: "2026-01-01", end: "2027-01-01" };
        const end = addDays(start, length);
        const away = quotaPart(head, {}, length === 0 ? [] : [{ start, end }], year);
        const there = length === 0 ? rational(0) : quotaPart(head, { hiredOn: start, leftOn: end }, [], year);
        expect(add(away, there)).toEqual(ONE);
      }),
      runs(100),
    );
  });
});

describe("ramp", () => {
  const months = "months: [0%, 50%, 75%], first_month";
  test.each([
    { ramp: `${months}: joined`, hiredOn: "2026-01-20", part: rational(125, 300) },
    { ramp: `${months}: first_full`, hiredOn: "2026-01-20", part: rational(50, 300) },
    { ramp: `${months}: first_full`, hiredOn: "2026-01-01", part: rational(125, 300) },
    { ramp: "by: days_30, months: [0%, 50%, 75%]", hiredOn: "2026-01-01", part: rational(3750, 9000) },
    {
      ramp: "by: days_30, months: [0%, 50%, 75%]",
      hiredOn: "2025-12-17",
      part: rational(15 * 0 + 1500 + 2250 + 1500, 9000),
    },
    { ramp: "by: days_30, months: [0%]", hiredOn: "2025-12-02", part: ONE },
  ])("$ramp, joined $hiredOn", ({ ramp, hiredOn, part }) => {
    expect(quotaPart(`ramp: { of: [quota], ${ramp} }`, { hiredOn })).toEqual(part);
  });

  test("is taken before proration, month by month", () => {
    const head =
      "ramp: { of: [quota], months: [50%], first_month: joined }\nproration: { by: calendar_days, of: [quota] }";
    expect(quotaPart(head, { hiredOn: "2026-02-15" })).toEqual(rational(14 + 2 * 31, 2 * 90));
  });

  test("cuts months where a block of 30 days ends, and days worked with them", () => {
    const head = "ramp: { by: days_30, of: [quota], months: [0%, 50%] }\nproration: { by: calendar_days, of: [quota] }";
    // From February 15: 30 days at 0%, then 15 days of March at 50%.
    expect(quotaPart(head, { hiredOn: "2026-02-15" })).toEqual(rational(15, 2 * 90));
  });
});

test.each([
  {
    head: "proration: { by: calendar_days, of: [quota], holidays: [2026-01-01] }",
    says: "proration.holidays: go with by: workdays",
  },
  {
    head: "proration: { by: workdays, of: [quota], joined_through: 15 }",
    says: "proration.joined_through: goes with by: whole_months",
  },
  {
    head: "proration: { by: whole_months, of: [quota], joined_through: 15, minimum_days: 15 }",
    says: "proration.minimum_days: and joined_through or left_after both say when a month counts",
  },
  { head: "proration: { by: whole_months, of: [pay] }", says: '"pay" is not one of quota, target_incentive, caps' },
  {
    head: "ramp: { of: [quota], months: [0%] }",
    says: "ramp.first_month: is missing: choose one of joined, first_full",
  },
  {
    head: "ramp: { of: [quota], months: [0%], by: days_30, first_month: joined }",
    says: "has no meaning with by: days_30",
  },
  {
    head: "ramp: { of: [quota], months: [0%], by: days_30 }\nproration: { by: whole_months, of: [quota] }",
    says: "ramp.by: cannot be days_30 with proration by whole_months",
  },
])("$head is refused", ({ head, says }) => {
  expect(() => planOf(flat, head)).toThrow(says);
});
