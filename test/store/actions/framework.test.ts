import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../../src/answer/answer.js";
import { createAsk } from "../../../src/ask.js";
import { preferencesOf } from "../../../src/preferences/preferences.js";
import type { Ask, Question } from "../../../src/question.js";
import { load, makeCompany } from "../company.js";
import { openTestStore, type TestStore } from "../test-store.js";

const NOW = new Date("2026-11-18T09:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
let opened: TestStore;
let company: Awaited<ReturnType<typeof makeCompany>>;
let ask: Ask;

beforeAll(async () => {
  opened = await openTestStore();
  company = await makeCompany(opened.store, "one");
  await load(opened.store, company.organisation, {
    people: [
      { key: "ada", name: "Ada Admin", email: "ada@example.com", role: "admin" },
      { key: "gil", name: "Gil Ghost", email: "gil@example.com", role: "admin" },
    ],
  });
  ask = createAsk({ store: opened.store, log: pino({ level: "silent" }) });
});
afterAll(() => opened.close());

const idOf = async (name: string) => (await company.org.findPersonByEmailOrName(name))?.id ?? "";
const say = async (who: string, text: string, more: Partial<Question> = {}): Promise<Answer> => {
  const { shown } = await ask({
    orgId: company.organisation.id,
    askerId: await idOf(who),
    text,
    channel: "dm",
    now: NOW,
    conversation: `test:${who}`,
    ...more,
  });
  return shown;
};
const press = (who: string, answer: Answer, label: string, more: Partial<Question> = {}) => {
  const button = answer.actions?.find((action) => action.label === label);
  if (!button) throw new Error(`no button ${label}`);
  return say(who, "", { pressed: button.ask, ...more });
};
const ANA = "Ana Alves";
const quietHours = async (who: string) => (await preferencesOf(company.org, await idOf(who))).quietHours;
const audits = () =>
  opened.sql.query<{ actor: string; action: string }>(
    "select actor, action from audit_entry where entity like 'preference%' order by id",
  );

describe("a change asked for in chat", () => {
  test("is shown first and changes nothing; the buttons carry an id and nothing else", async () => {
    const shown = await say(ANA, "quiet hours 7pm to 7am");
    expect(shown).toMatchObject({ outcome: "confirm", skill: "change_settings", confidential: true });
    expect(shown.headline).toBe("Quiet hours: 7:00 PM to 7:00 AM");
    expect(shown.actions?.map(({ label }) => label)).toEqual(["Save", "Cancel"]);
    for (const { ask: button } of shown.actions ?? []) expect(Object.keys(button.input)).toEqual(["proposal"]);
    expect(await quietHours(ANA)).toEqual({ from: "18:00", to: "08:00" });
    expect(await audits()).toEqual([]);
  });

  test("is done by the press of whoever asked, with a line in the audit trail, and once", async () => {
    const shown = await say(ANA, "quiet hours 7pm to 7am");
    const done = await press(ANA, shown, "Save", { now: later(5) });
    expect(done).toMatchObject({ outcome: "answer", headline: "Saved. Quiet hours: 7:00 PM to 7:00 AM." });
    expect(await quietHours(ANA)).toEqual({ from: "19:00", to: "07:00" });
    expect(await audits()).toEqual([{ actor: "ana@example.com", action: "change_settings" }]);
    const again = await press(ANA, shown, "Save", { now: later(9) });
    expect(again.headline).toBe("That is already done: you confirmed it on Nov 18, 2026, 09:05 UTC.");
    expect((await press(ANA, shown, "Cancel", { now: later(9) })).headline).toContain("already done");
    expect(await audits()).toHaveLength(1);
  });

  test("is nobody else's to confirm or cancel, an admin's neither, and is told like one that never was", async () => {
    const shown = await say(ANA, "turn off nudges");
    const never = { skill: "confirm", input: { proposal: "00000000-0000-4000-8000-000000000000" } };
    const unknown = await say("Ada Admin", "", { pressed: never });
    for (const label of ["Save", "Cancel"])
      expect(await press("Ada Admin", shown, label)).toEqual({ ...unknown, skill: "confirm" });
    expect(unknown.outcome).toBe("denied");
    expect((await press(ANA, shown, "Save")).outcome).toBe("answer");
  });

  test("can be cancelled, and then not confirmed", async () => {
    const shown = await say(ANA, "turn the nudges back on");
    expect((await press(ANA, shown, "Cancel")).headline).toBe("Cancelled. Nothing was changed.");
    expect((await press(ANA, shown, "Save", { now: later(1) })).headline).toContain("You cancelled that");
    expect((await preferencesOf(company.org, await idOf(ANA))).kinds.nudges).toBe(false);
  });

  test("is too old after an hour", async () => {
    const shown = await say(ANA, "turn the nudges back on");
    expect((await press(ANA, shown, "Save", { now: later(60) })).headline).toContain("too old");
    expect((await preferencesOf(company.org, await idOf(ANA))).kinds.nudges).toBe(false);
    expect((await press(ANA, shown, "Save", { now: later(59) })).headline).toContain("Saved");
  });

  test("is refused where the right was lost meanwhile, like any refusal", async () => {
    const shown = await say("Gil Ghost", "quiet hours 8pm to 6am for everyone");
    expect(shown).toMatchObject({ outcome: "confirm", skill: "change_defaults" });
    await load(opened.store, company.organisation, {
      people: [{ key: "gil", name: "Gil Ghost", email: "gil@example.com", role: "rep" }],
    });
    const refused = await press("Gil Ghost", shown, "Save for everybody");
    expect(refused).toMatchObject({ outcome: "denied", headline: "I can't show you that." });
    expect(await quietHours("Ben Berg")).toEqual({ from: "18:00", to: "08:00" });
  });

  test("is done once however many presses come at once", async () => {
    const before = (await audits()).length;
    const shown = await say("Ada Admin", "max 5 nudges a week for everyone");
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => press("Ada Admin", shown, "Save for everybody", { now: later(2) })),
    );
    const headlines = answers.map(({ headline }) => headline.split(":")[0]?.split(".")[0]);
    expect(headlines.filter((headline) => headline === "Saved for everybody")).toHaveLength(1);
    expect(headlines.filter((headline) => headline === "That is already done")).toHaveLength(11);
    expect(await audits()).toHaveLength(before + 1);
    expect((await preferencesOf(company.org, await idOf("Ben Berg"))).weeklyBudget).toBe(5);
  });

  test("is undone whole where it fails half-way, and can be confirmed again", async () => {
    const shown = await say(ANA, "quiet hours 9pm to 6am");
    await opened.sql.exec("alter table audit_entry rename to audit_entry_away");
    expect((await press(ANA, shown, "Save")).outcome).toBe("error");
    await opened.sql.exec("alter table audit_entry_away rename to audit_entry");
    expect(await quietHours(ANA)).toEqual({ from: "19:00", to: "07:00" });
    expect((await press(ANA, shown, "Save")).headline).toContain("Saved");
    expect(await quietHours(ANA)).toEqual({ from: "21:00", to: "06:00" });
  });
});

describe("a written reply", () => {
  const nudges = async () => (await preferencesOf(company.org, await idOf(ANA))).kinds.nudges;

  test("“yes” means the preview that was just shown, and only there", async () => {
    await say(ANA, "turn off nudges", { now: later(100) });
    await say(ANA, "yes", { now: later(101), conversation: "test:elsewhere" });
    expect(await nudges()).toBe(true);
    expect((await say(ANA, "yes", { now: later(102) })).headline).toContain("Saved");
    expect(await nudges()).toBe(false);
  });
  test("“yes” after something else means nothing of an older preview; “confirm” does", async () => {
    await say(ANA, "turn the nudges back on", { now: later(110) });
    await say(ANA, "what can I ask?", { now: later(111) });
    await say(ANA, "yes", { now: later(112) });
    expect(await nudges()).toBe(false);
    expect((await say(ANA, "Confirm.", { now: later(113) })).headline).toContain("Saved");
    expect(await nudges()).toBe(true);
  });
  test("“cancel” takes it back", async () => {
    await say(ANA, "turn off nudges", { now: later(120) });
    expect((await say(ANA, "cancel", { now: later(121) })).headline).toBe("Cancelled. Nothing was changed.");
    expect(await nudges()).toBe(true);
  });
});

test("another organisation's proposal does not exist here", async () => {
  const other = await makeCompany(opened.store, "other");
  const shown = await say(ANA, "turn off nudges", { now: later(130) });
  const id = shown.input.proposal as string;
  expect(await company.org.findProposal(id)).not.toBeNull();
  expect(await other.org.findProposal(id)).toBeNull();
  expect(await other.org.cancelProposal(id, NOW)).toBe(false);
  expect(await other.org.write((writes) => writes.takeProposal(id, NOW))).toBe(false);
});
