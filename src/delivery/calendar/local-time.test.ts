import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { instantOf, isTimeZone } from "./local-time.js";

test.each([
  { day: "2026-11-24", time: "09:00", zone: "Europe/Berlin", at: "2026-11-24T08:00:00Z", why: "an ordinary morning" },
  {
    day: "2027-03-14",
    time: "02:30",
    zone: "America/New_York",
    at: "2027-03-14T07:00:00Z",
    why: "02:00 to 03:00 is left out: the first instant after",
  },
  {
    day: "2026-11-01",
    time: "01:30",
    zone: "America/New_York",
    at: "2026-11-01T05:30:00Z",
    why: "01:30 comes twice: the first",
  },
  {
    day: "2026-10-25",
    time: "01:30",
    zone: "Europe/London",
    at: "2026-10-25T00:30:00Z",
    why: "01:30 comes twice: the first",
  },
  {
    day: "2026-09-06",
    time: "00:00",
    zone: "America/Santiago",
    at: "2026-09-06T04:00:00Z",
    why: "the day begins at 01:00",
  },
  {
    day: "2027-04-30",
    time: "00:00",
    zone: "Africa/Cairo",
    at: "2027-04-29T22:00:00Z",
    why: "the day begins at 01:00",
  },
  { day: "2027-03-28", time: "00:00", zone: "Asia/Beirut", at: "2027-03-27T22:00:00Z", why: "the day begins at 01:00" },
  {
    day: "2027-03-14",
    time: "00:00",
    zone: "America/Havana",
    at: "2027-03-14T05:00:00Z",
    why: "the day begins at 01:00",
  },
  {
    day: "2026-10-04",
    time: "02:15",
    zone: "Australia/Lord_Howe",
    at: "2026-10-03T15:30:00Z",
    why: "half an hour is left out",
  },
  {
    day: "2011-12-30",
    time: "09:00",
    zone: "Pacific/Apia",
    at: "2011-12-30T10:00:00Z",
    why: "the whole day is left out: the next one's beginning",
  },
])("$day $time in $zone is $at: $why", ({ day, time, zone, at }) => {
  expect(instantOf(day, time, zone).toISOString()).toBe(new Date(at).toISOString());
});

test("where the clock shows the time at all, it shows it then, and never earlier on that day", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date("2020-01-01"), max: new Date("2036-12-31"), noInvalidDate: true }),
      fc.nat({ max: 24 * 60 - 1 }),
      (zone, date, minutes) => {
        const day = date.toISOString().slice(0, 10);
        const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
        const local = DateTime.fromJSDate(instantOf(day, time, zone), { zone });
        const shown = local.toFormat("yyyy-MM-dd HH:mm");
        if (shown === `${day} ${time}`) {
          const hourEarlier = local.minus({ hours: 1 });
          return hourEarlier.toFormat("yyyy-MM-dd HH:mm") !== shown;
        }
        // In a gap: what comes is later by the clock, and the instant before it was earlier.
        const before = local.minus({ seconds: 1 }).toFormat("yyyy-MM-dd HH:mm");
        return shown > `${day} ${time}` && before < `${day} ${time}`;
      },
    ),
  );
});

test("what is no zone or no time is refused", () => {
  expect(isTimeZone("Europe/Berlin")).toBe(true);
  expect(isTimeZone("Mars/Olympus")).toBe(false);
  expect(() => instantOf("2026-11-24", "09:00", "Mars/Olympus")).toThrow();
  expect(() => instantOf("2026-11-24", "25:00", "UTC")).toThrow();
});
