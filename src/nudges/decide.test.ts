import { expect, test } from "vitest";
import { buildPerson, organisation } from "../../test/fake-store.js";
import { settled } from "../preferences/preferences.js";
import { turnOf } from "./decide.js";
import { isHeldBack } from "./hold-back.js";

const preferences = (own: Record<string, unknown>) =>
  settled({ own, defaults: {} }, buildPerson("Maya Chen"), organisation);
/** Monday. */
const MORNING = new Date("2026-11-23T05:00:00Z");

test.each([
  { own: {}, turn: ["2026-11-23", "2026-11-23T09:30:00.000Z"], why: "half past nine" },
  {
    own: { timeZone: "Asia/Tokyo" },
    turn: ["2026-11-24", "2026-11-24T00:30:00.000Z"],
    why: "there it is afternoon: tomorrow",
  },
  {
    own: { quietHours: { from: "18:00", to: "11:00" } },
    turn: ["2026-11-23", "2026-11-23T11:00:00.000Z"],
    why: "after quiet hours",
  },
  { own: { quietDays: [1] }, turn: null, why: "a quiet day has none" },
  { own: { kinds: { nudges: false } }, turn: null, why: "switched off" },
  { own: { stopped: true }, turn: null, why: "everything stopped" },
  { own: { pausedUntil: "2026-11-25T00:00:00Z" }, turn: null, why: "paused beyond the day" },
])("a person's turn: $why", ({ own, turn }) => {
  const found = turnOf(preferences(own), MORNING);
  expect(found && [found.day, found.from.toISOString()]).toEqual(turn);
});

test("one in five is held back, the same ones at every try, others in another quarter", () => {
  const people = Array.from({ length: 2_000 }, (_, i) => `p${i}`);
  const held = (period: string) => people.filter((id) => isHeldBack("org", id, "streak", period));
  expect(held("2026-Q4").length).toBeGreaterThan(320);
  expect(held("2026-Q4").length).toBeLessThan(480);
  expect(held("2026-Q4")).toEqual(held("2026-Q4"));
  expect(held("2027-Q1")).not.toEqual(held("2026-Q4"));
});
