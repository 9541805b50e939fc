import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { mayReceive } from "./may-receive.js";
import { KINDS, type MessageKind, type Preferences, settled } from "./preferences.js";

const person = { timeZone: "Europe/Berlin", locale: null };
const preferences = (own: object = {}, defaults: object = {}): Preferences =>
  settled({ own: { ...own }, defaults: { ...defaults } }, person, { timeZone: "UTC" });
const at = (moment: string, zone = "Europe/Berlin") => DateTime.fromISO(moment, { zone }).toJSDate();

describe("one moment", () => {
  // 2026-11-23 is a Monday.
  test.each([
    { own: {}, kind: "nudges", when: "2026-11-23T10:00", ok: true, why: "a weekday morning" },
    {
      own: {},
      kind: "nudges",
      when: "2026-11-23T18:00",
      until: "2026-11-24T08:00",
      why: "the evening begins at its edge",
    },
    {
      own: {},
      kind: "nudges",
      when: "2026-11-24T07:59",
      until: "2026-11-24T08:00",
      why: "before the edge of the morning",
    },
    { own: {}, kind: "nudges", when: "2026-11-24T08:00", ok: true, why: "the morning begins at its edge" },
    { own: {}, kind: "nudges", when: "2026-11-27T19:00", until: "2026-11-30T08:00", why: "over the weekend" },
    {
      own: { quietHours: "none" },
      kind: "nudges",
      when: "2026-11-28T10:00",
      until: "2026-11-30T00:00",
      why: "quiet days end at midnight",
    },
    {
      own: { quietHours: "none", quietDays: [] },
      kind: "nudges",
      when: "2026-11-28T03:00",
      ok: true,
      why: "nothing is quiet",
    },
    { own: { kinds: { nudges: false } }, kind: "nudges", when: "2026-11-23T10:00", until: null, why: "switched off" },
    { own: { kinds: { nudges: false } }, kind: "digest", when: "2026-11-23T10:00", ok: true, why: "another kind" },
    { own: { stopped: true }, kind: "digest", when: "2026-11-23T10:00", until: null, why: "everything is stopped" },
    {
      own: { stopped: true },
      kind: "notices",
      when: "2026-11-23T10:00",
      ok: true,
      why: "what the law asks for comes all the same",
    },
    {
      own: { stopped: true },
      kind: "notices",
      when: "2026-11-23T22:00",
      until: "2026-11-24T08:00",
      why: "and not at night",
    },
    {
      own: { pausedUntil: "2026-11-25T12:00:00.000Z" },
      kind: "digest",
      when: "2026-11-23T10:00",
      until: "2026-11-25T13:00",
      why: "paused",
    },
    {
      own: { pausedUntil: "2026-11-25T19:00:00.000Z" },
      kind: "digest",
      when: "2026-11-23T10:00",
      until: "2026-11-26T08:00",
      why: "a pause that ends at night",
    },
    {
      own: { pausedKinds: { nudges: "2026-11-25T12:00:00.000Z" } },
      kind: "nudges",
      when: "2026-11-23T10:00",
      until: "2026-11-25T13:00",
      why: "one kind paused",
    },
    {
      own: { pausedKinds: { nudges: "2026-11-25T12:00:00.000Z" } },
      kind: "digest",
      when: "2026-11-23T10:00",
      ok: true,
      why: "and not the others",
    },
    {
      own: { pausedUntil: "2026-11-20T19:00:00.000Z" },
      kind: "digest",
      when: "2026-11-23T10:00",
      ok: true,
      why: "a pause that is over",
    },
  ])("$kind at $when, $own: $why", ({ own, kind, when, ok, until }) => {
    const found = mayReceive(preferences(own), kind as MessageKind, at(when));
    expect(found.ok).toBe(ok ?? false);
    if (!found.ok) expect(found.until?.toISOString() ?? null).toBe(until ? at(until).toISOString() : null);
  });

  test("quiet hours that end in the hour which clocks skip end when they skip it", () => {
    const own = { quietHours: { from: "22:00", to: "02:30" }, quietDays: [] };
    // Berlin goes from 02:00 to 03:00 on 29 March 2026.
    const found = mayReceive(preferences(own), "nudges", at("2026-03-29T01:00"));
    expect(found).toMatchObject({ until: new Date("2026-03-29T01:00:00Z") });
  });
});

describe("what counts", () => {
  test("one's own choice, then the organisation's, then what Pacer comes with", () => {
    expect(preferences().weeklyBudget).toBe(3);
    expect(preferences({}, { weeklyBudget: 5 }).weeklyBudget).toBe(5);
    expect(preferences({ weeklyBudget: 1 }, { weeklyBudget: 5 }).weeklyBudget).toBe(1);
    expect(preferences({ kinds: { brief: true } }, { kinds: { nudges: false } }).kinds).toMatchObject({
      brief: true,
      nudges: false,
      digest: true,
    });
  });
  test("the zone: chosen, the person's, the organisation's", () => {
    expect(preferences({ timeZone: "Asia/Tokyo" }).timeZone).toBe("Asia/Tokyo");
    expect(preferences().timeZone).toBe("Europe/Berlin");
    expect(
      settled({ own: {}, defaults: {} }, { timeZone: "Mars/Base", locale: "fr-FR" }, { timeZone: "UTC" }),
    ).toMatchObject({
      timeZone: "UTC",
      language: "fr",
    });
  });
  test("a field that does not fit is as if it was never chosen", () => {
    expect(preferences({ quietHours: { from: "25:00", to: "08:00" }, tone: "rude", stopped: "yes" })).toEqual(
      preferences(),
    );
  });
});

const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const time = fc
  .integer({ min: 0, max: 1439 })
  .map((n) => DateTime.fromMillis(n * 60_000, { zone: "UTC" }).toFormat("HH:mm"));
const wishes = fc.record({
  timeZone: zones,
  quietHours: fc.oneof(
    fc.constant("none"),
    fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to),
  ),
  quietDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
});
const moment = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2034, 0, 1) / 60_000 })
  .map((n) => new Date(n * 60_000));

describe("at any moment in any zone", () => {
  test("nothing is sent in quiet hours or on a quiet day, as the person's clock shows", () => {
    fc.assert(
      fc.property(wishes, moment, fc.constantFrom(...KINDS, "notices" as const), (own, instant, kind) => {
        const wanted = { ...own, kinds: { brief: true } };
        if (!mayReceive(preferences(wanted), kind, instant).ok) return;
        const local = DateTime.fromJSDate(instant, { zone: own.timeZone });
        expect(own.quietDays).not.toContain(local.weekday);
        if (typeof own.quietHours === "string") return;
        const { from, to } = own.quietHours;
        const now = local.toFormat("HH:mm");
        expect(from < to ? now >= from && now < to : now >= from || now < to).toBe(false);
      }),
    );
  });

  test("what waits may be sent at the moment it waits for, and not a minute earlier", () => {
    fc.assert(
      fc.property(wishes, moment, (own, instant) => {
        const found = mayReceive(preferences(own), "notices", instant);
        if (found.ok) return;
        const { until } = found;
        expect(until).not.toBeNull();
        if (!until) return;
        expect(until.getTime()).toBeGreaterThan(instant.getTime());
        expect(mayReceive(preferences(own), "notices", until).ok).toBe(true);
        const before = new Date(until.getTime() - 60_000);
        if (before >= instant) expect(mayReceive(preferences(own), "notices", before).ok).toBe(false);
      }),
    );
  });
});
