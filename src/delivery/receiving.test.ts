import { expect, test } from "vitest";
import { buildPerson, fakeStore } from "../../test/fake-store.js";
import type { AnyMessageKind } from "../messages/define-message.js";
import { asPreferred } from "./receiving.js";

const maya = buildPerson("Maya Okafor", { timeZone: "Europe/Berlin" });
const tuesdayNoon = new Date("2026-11-24T11:00:00Z");

function received(own: Record<string, unknown>, kind: Partial<AnyMessageKind>, now = tuesdayNoon) {
  const store = fakeStore({ people: [maya] }).forOrganisation({} as never);
  const chosen = { ...store, getChosenPreferences: async () => ({ own, defaults: {} }) };
  return asPreferred(chosen, maya, { class: "routine", topic: "nudges", ...kind } as AnyMessageKind, now);
}

test.each([
  { own: {}, kind: {}, gives: { kind: "now" }, why: "by day, with nothing chosen" },
  {
    own: { quietHours: { from: "11:00", to: "15:30" } },
    kind: {},
    gives: { kind: "later", at: new Date("2026-11-24T14:30:00Z") },
    why: "quiet hours are those of the person's own zone",
  },
  {
    own: { pausedUntil: "2026-11-25T10:00:00Z" },
    kind: {},
    gives: { kind: "later", at: new Date("2026-11-25T10:00:00Z") },
    why: "a pause ends",
  },
  { own: { kinds: { nudges: false } }, kind: {}, gives: { kind: "never", reason: "switched_off" }, why: "not wanted" },
  { own: { kinds: { nudges: false } }, kind: { topic: "digest" }, gives: { kind: "now" }, why: "another topic" },
  { own: { stopped: true }, kind: {}, gives: { kind: "never", reason: "stopped" }, why: "everything is off" },
  {
    own: { stopped: true },
    kind: { class: "required" },
    gives: { kind: "now" },
    why: "what is required comes all the same",
  },
  {
    own: { quietHours: { from: "11:00", to: "15:30" } },
    kind: { class: "required" },
    gives: { kind: "later", at: new Date("2026-11-24T14:30:00Z") },
    why: "and waits for the end of quiet hours",
  },
] as const)("$why", async ({ own, kind, gives }) => {
  expect(await received(own, kind)).toEqual(gives);
});
