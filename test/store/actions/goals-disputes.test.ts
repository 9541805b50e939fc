import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toFigureRecord } from "../../../src/answer/figures.js";
import { cells, type Desk, openDesk } from "./desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const MAYA = "Maya Chen";
const DANA = "Dana Fairbank";
const LENA = "Lena Boss";
const goalsOf = async (who: string) =>
  (await desk.org.listGoals(await desk.idOf(who), "2026-11-23")).map(({ kind, target, state }) => [
    kind,
    target,
    state,
  ]);

describe("goals", () => {
  test("a goal of one's own is shown with how far it is, and set by a press", async () => {
    const shown = await desk.say(MAYA, "set me a goal of 120% this quarter");
    expect(shown).toMatchObject({ outcome: "confirm", headline: "Your goal: 120% of quota, in Q4 2026" });
    expect(shown.figures.map(toFigureRecord).map(({ key, value }) => [key, value])).toEqual([
      ["reached", "0.5"],
      ["left", "0.7"],
    ]);
    expect(await goalsOf(MAYA)).toEqual([]);
    await desk.press(MAYA, shown, "Set the goal");
    expect(await goalsOf(MAYA)).toEqual([["attainment", "1.2", "active"]]);
    expect(await desk.audited("goal")).toEqual(["maya@acting.example set_goal"]);
  });

  test("pay and deals are counted from the same facts as payouts and credits", async () => {
    await desk.done(MAYA, "i want to set a goal: earn $9000 this quarter", "Set the goal");
    await desk.done(MAYA, "my goal is to close 3 deals this quarter", "Set the goal");
    const list = await desk.say(MAYA, "what are my goals");
    const rows = (list.tables?.[0]?.rows ?? []).map((row) => row.slice(0, 4));
    expect(rows).toContainEqual([
      { kind: "text", text: "$9,000.00 earned" },
      { kind: "text", text: "Q4 2026" },
      { kind: "money", amount: { minor: 7_200_00, currency: "USD" } },
      { kind: "money", amount: { minor: 1_800_00, currency: "USD" } },
    ]);
    expect(rows).toContainEqual([
      { kind: "text", text: "3 deals closed" },
      { kind: "text", text: "Q4 2026" },
      { kind: "count", count: 2, unit: "deals" },
      { kind: "count", count: 1, unit: "deal" },
    ]);
  });

  test("the same goal again takes the place of the first; a change and a drop are one's own", async () => {
    const shown = await desk.say(MAYA, "set me a goal of 130% this quarter");
    expect(shown.body).toBe("It takes the place of 120% of quota, in Q4 2026.");
    await desk.press(MAYA, shown, "Set the goal");
    await desk.done(MAYA, "change my quota goal to 125", "Change the goal");
    expect(await goalsOf(MAYA)).toContainEqual(["attainment", "1.25", "active"]);
    expect((await goalsOf(MAYA)).filter(([kind]) => kind === "attainment")).toHaveLength(1);
    await desk.done(MAYA, "drop my deals goal", "Drop it");
    expect((await goalsOf(MAYA)).map(([kind]) => kind)).not.toContain("deals");
  });

  test("a manager suggests, the person takes it up, and what is theirs stays theirs", async () => {
    await desk.done(LENA, "give Dana a goal of 5 deals this quarter", "Suggest it");
    expect(await goalsOf(DANA)).toEqual([["deals", "5", "suggested"]]);
    const seen = await desk.say(DANA, "what are my goals");
    expect(cells(seen)[0]?.at(-1)).toBe("suggested by Lena Boss");
    const taking = await desk.press(DANA, seen, "Take up");
    // Not the manager's to take up.
    expect((await desk.press(LENA, taking, "Take it up")).outcome).toBe("denied");
    expect((await desk.press(DANA, taking, "Take it up")).headline).toBe(
      "Your goal is set: 5 deals closed, in Q4 2026.",
    );
    const mayas = await desk.say(LENA, "what are Maya's goals");
    expect(mayas.headline).toBe("Nobody has suggested a goal to Maya Chen.");
  });

  test("nobody else sets one, whoever led the person before neither", async () => {
    for (const who of [DANA, "Kurt Former"])
      expect((await desk.say(who, "give Maya a goal of 5 deals this quarter")).outcome).toBe("denied");
    expect((await desk.say(MAYA, "set me a goal of 120% last quarter")).headline).toBe("Those days are over.");
  });
});

describe("disputes", () => {
  const states = async () => (await desk.org.listDisputes({})).map(({ number, state }) => [number, state]);

  test("a preview says what the data says; opening assigns it to whoever the person reports to today", async () => {
    const shown = await desk.say(MAYA, "Bluefin is missing from my commission");
    expect(shown).toMatchObject({ outcome: "confirm", headline: "A credit is missing: Bluefin" });
    expect(shown.figures.map(toFigureRecord).map(({ key, value }) => [key, value])).toEqual([
      ["said", "Bluefin is missing from my commission"],
      ["status", "Negotiation"],
      ["amount", "50000.00"],
      ["credited", "nothing in this period"],
    ]);
    expect(await states()).toEqual([]);
    expect((await desk.press(MAYA, shown, "Open")).headline).toBe("Dispute #1 is open.");
    expect(await desk.org.findDispute(1)).toMatchObject({ dealKey: "B4", assigneeName: LENA, state: "open" });
    expect((await desk.say(MAYA, "Bluefin is missing from my commission")).headline).toContain("it is dispute #1");
  });

  test("the manager answers, the payee adds, an admin decides with a reason; pay is as it was", async () => {
    const before = (await desk.say(MAYA, "how much have I earned?")).figures;
    await desk.done(LENA, "dispute #1: it counts once it closes", "Send the answer");
    expect(await states()).toEqual([[1, "answered"]]);
    await desk.done(MAYA, "dispute #1: it is signed since November 3", "Add it");
    expect(await states()).toEqual([[1, "open"]]);
    expect((await desk.say("Ada Admin", "accept dispute #1")).headline).toBe("With which reason?");
    await desk.done("Ada Admin", "accept dispute #1 because the order form is signed", "Accept it");
    expect(await states()).toEqual([[1, "accepted"]]);
    expect((await desk.say(MAYA, "how much have I earned?")).figures).toEqual(before);
    expect(cells(await desk.say(MAYA, "show dispute #1")).map((row) => row.slice(1))).toEqual([
      [MAYA, "opened", "Bluefin is missing from my commission"],
      [LENA, "answered", "it counts once it closes"],
      [MAYA, "comment", "it is signed since November 3"],
      ["Ada Admin", "accepted", "the order form is signed"],
    ]);
    expect((await desk.say("Ada Admin", "reject dispute #1 because it is late")).headline).toBe(
      "Dispute #1 was accepted already.",
    );
  });

  test("nobody decides their own, managers do not decide, and strangers see nothing", async () => {
    await desk.done(MAYA, "the payout for October is wrong, i want to dispute it", "Open");
    expect((await desk.say(MAYA, "accept dispute #2 because it is mine")).outcome).toBe("denied");
    expect((await desk.say(LENA, "accept dispute #2 because she is right")).outcome).toBe("denied");
    const hidden = await desk.say(DANA, "show dispute #2");
    const none = await desk.say(DANA, "show dispute #77");
    expect(hidden.outcome).toBe("denied");
    expect({ ...hidden, input: {} }).toEqual({ ...none, input: {} });
    expect((await desk.say(DANA, "withdraw dispute #2")).outcome).toBe("denied");
    expect((await desk.say("Kurt Former", "dispute #2: hello")).outcome).toBe("denied");
    await desk.done(MAYA, "withdraw dispute #2", "Withdraw");
    expect(await states()).toContainEqual([2, "withdrawn"]);
  });

  test("numbers count up without a gap, however many open one at once", async () => {
    const start = (await states()).length;
    const dispute = {
      personId: await desk.idOf(DANA),
      reason: "other",
      dealKey: null,
      dealName: null,
      start: "2026-10-01",
      end: "2027-01-01",
      text: "x y z",
    };
    const numbers = await Promise.all(
      Array.from({ length: 8 }, () => desk.org.write((writes) => writes.addDispute(dispute, "2026-11-23", new Date()))),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, i) => start + 1 + i));
  });
});
