import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../../src/answer/answer.js";
import { type Desk, openDesk } from "./desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const MAYA = "Maya Chen";
const LENA = "Lena Boss";
const KURT = "Kurt Former";
const ADA = "Ada Admin";
const textOf = (answer: Answer) =>
  JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? `${value}` : value));

describe("what was agreed", () => {
  test("is written down with its day, shown to both, and ended by a press", async () => {
    const shown = await desk.say(LENA, "action item for Maya Chen: send the plan to Bluefin by Friday");
    expect(shown).toMatchObject({
      outcome: "confirm",
      headline: "Maya Chen will: send the plan to Bluefin, by Nov 27, 2026",
    });
    await desk.press(LENA, shown, "Write it down");
    const focus = await desk.say(MAYA, "what should I focus on?");
    expect(focus.skill).toBe("coach");
    expect(textOf(focus)).toContain("send the plan to Bluefin");
    const ending = await desk.press(MAYA, focus, "Done: send the plan to Bluefin");
    await desk.press(MAYA, ending, "It is done");
    const [kept] = await desk.org.listCommitments(await desk.idOf(MAYA), new Date("2026-01-01"));
    expect(kept).toMatchObject({ state: "done", byName: LENA, dueOn: "2026-11-27" });
    expect(await desk.audited("commitment")).toEqual([
      "lena@acting.example add_commitment",
      "maya@acting.example end_commitment",
    ]);
  });

  test("nothing on health, mood or pay decisions is kept, not even in a preview", async () => {
    const refused = await desk.say(LENA, "note on Maya Chen: she seems depressed");
    expect(refused.headline).toContain("I keep nothing about anybody's health");
    expect(refused.actions ?? []).toEqual([]);
  });
});

describe("notes", () => {
  test("are their author's alone until shared; a former manager and the person see nothing", async () => {
    await desk.done(LENA, "note on Maya Chen: strong discovery call with Bluefin", "Keep the note");
    const prepared = await desk.say(LENA, "prepare my 1:1 with Maya Chen");
    expect(textOf(prepared)).toContain("strong discovery call");
    expect(textOf(await desk.say(MAYA, "what should I focus on?"))).not.toContain("strong discovery call");
    expect(textOf(await desk.say(KURT, "prepare my 1:1 with Maya Chen"))).not.toContain("strong discovery call");
    expect(textOf(await desk.say(ADA, "prepare my 1:1 with Maya Chen"))).not.toContain("strong discovery call");
    const sharing = await desk.press(LENA, prepared, "Share my newest note");
    await desk.press(LENA, sharing, "Share it");
    expect(textOf(await desk.say(MAYA, "what should I focus on?"))).toContain("strong discovery call");
  });

  test("an admin opens them only for a reason and on record; a manager of others not at all", async () => {
    const words = "open notes about Maya Chen because of the complaint of November 20";
    const shown = await desk.say(ADA, words);
    expect(shown.headline).toBe("Open the private coaching notes about Maya Chen?");
    expect(textOf(shown)).not.toContain("strong discovery call");
    const opened = await desk.press(ADA, shown, "Open them, on record");
    expect(textOf(opened)).toContain("strong discovery call");
    expect(await desk.audited("coaching_note")).toContain("ada@acting.example open_notes");
    expect((await desk.say(LENA, words)).outcome).toBe("denied");
    expect((await desk.say(KURT, "note on Maya Chen: was late with the plan")).outcome).toBe("denied");
  });
});
