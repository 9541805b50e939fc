import fc from "fast-check";
import { expect, test } from "vitest";
import { settingsRequest } from "./settings.js";

/** Monday, 10:00 in Berlin. */
const NOW = new Date("2026-11-23T09:00:00Z");
const read = (message: string) => settingsRequest(message, NOW, "Europe/Berlin").change;
const DAY = (day: string) => new Date(`${day}T00:00:00+01:00`).toISOString();

test.each<[string, object]>([
  ["quiet hours 7pm to 7:30am please", { quietHours: { from: "19:00", to: "07:30" } }],
  ["set my quiet hours from 20 to 7", { quietHours: { from: "20:00", to: "07:00" } }],
  ["no pings after 5pm", { quietHours: { from: "17:00", to: "08:00" } }],
  ["dont message me before 9", { quietHours: { from: "18:00", to: "09:00" } }],
  ["turn quiet hours off", { quietHours: "none" }],
  ["Ruhezeit von 19 Uhr bis 7 Uhr", { quietHours: { from: "19:00", to: "07:00" } }],
  ["horas de silencio de 20 a 8", { quietHours: { from: "20:00", to: "08:00" } }],
  ["heures calmes de 19h à 8h", { quietHours: { from: "19:00", to: "08:00" } }],
  ["my weekly digest on thursdays at 3 works better", { digestDay: 4, digestAt: "15:00" }],
  ["move the digest to tuesday 9am", { digestDay: 2 }],
  ["Wochenbericht bitte freitags um 16 Uhr", { digestDay: 5, digestAt: "16:00" }],
  ["nothing on saturdays, stop that", { quietDays: [6] }],
  ["nicht am Wochenende schreiben", { quietDays: [6, 7] }],
  ["no messages on weekends", { quietDays: [6, 7] }],
  ["pause everything until wednesday", { pausedUntil: DAY("2026-11-25") }],
  ["snooze for 3 hours", { pausedUntil: "2026-11-23T12:00:00.000Z" }],
  ["mute the nudges till friday", { pausedKinds: { nudges: DAY("2026-11-27") } }],
  ["on vacation until the 30th, hold my messages", { pausedUntil: DAY("2026-11-30") }],
  ["mute nudges until monday", { pausedKinds: { nudges: DAY("2026-11-30") } }],
  ["stumm bis morgen", { pausedUntil: DAY("2026-11-24") }],
  ["silencia los recordatorios hasta el viernes", { pausedKinds: { nudges: DAY("2026-11-27") } }],
  ["coupe les rappels jusqu'à demain", { pausedKinds: { nudges: DAY("2026-11-24") } }],
  ["ok unmute me", { pausedUntil: null, pausedKinds: null, stopped: null }],
  ["disable reminders", { kinds: { nudges: false } }],
  ["turn the nudges back on", { kinds: { nudges: true } }],
  ["start sending me the daily brief", { kinds: { brief: true } }],
  ["keine Erinnerungen mehr", { kinds: { nudges: false } }],
  ["stop sending me anything, all of it", { stopped: true }],
  ["not more than 2 nudges a week", { weeklyBudget: 2 }],
  ["my time zone is eastern", { timeZone: "America/New_York" }],
  ["Zeitzone auf Madrid stellen", { timeZone: "Europe/Madrid" }],
  ["timezone: America/Sao_Paulo", { timeZone: "America/Sao_Paulo" }],
  ["be more formal with me", { tone: "formal" }],
  ["please answer in german", { language: "de" }],
  ["show me my settings", {}],
  ["what time zone do you have for me?", {}],
  ["how am I doing", {}],
])("%s", (message, change) => {
  expect(read(message)).toEqual(change);
});

test("for everybody only where it is said", () => {
  expect(settingsRequest("quiet hours 7pm to 7am for everyone", NOW, "UTC").everybody).toBe(true);
  expect(settingsRequest("quiet hours 7pm to 7am", NOW, "UTC").everybody).toBe(false);
});

test("a pause never ends in the past, and any text is read", () => {
  const words = fc.constantFrom(
    "mute",
    "until",
    "monday",
    "for",
    "3",
    "days",
    "the 28th",
    "yesterday",
    "9",
    "quiet",
    "hasta",
    "bis",
    "off",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (parts) => {
      const { pausedUntil } = read(parts.join(" "));
      if (typeof pausedUntil === "string") expect(Date.parse(pausedUntil)).toBeGreaterThan(NOW.getTime());
    }),
  );
});
