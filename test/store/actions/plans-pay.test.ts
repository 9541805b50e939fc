import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../../src/answer/answer.js";
import { toFigureRecord } from "../../../src/answer/figures.js";
import { load } from "../company.js";
import { type Desk, NOW, openDesk } from "./desk.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const MAYA = "Maya Chen";
const ADA = "Ada Admin";
const figure = (answer: Answer, key: string) =>
  answer.figures.map(toFigureRecord).find((found) => found.key === key)?.value;
const waiting = async (who: string) => desk.org.listPlansToAcknowledge(await desk.idOf(who), "2026-11-23");

describe("a plan version waits to be acknowledged", () => {
  test("by its own person, bound to its text", async () => {
    expect((await waiting(MAYA)).map(({ version, answer }) => [version, answer])).toEqual([["2026.1", null]]);
    await desk.done(MAYA, "i acknowledge the plan", "I acknowledge");
    expect((await waiting(MAYA)).map(({ answer }) => answer)).toEqual(["acknowledged"]);
    expect((await desk.say(MAYA, "i acknowledge the plan")).headline).toContain("already");
    expect(await desk.audited("plan_acknowledgement")).toEqual(["maya@acting.example answer_plan"]);
  });

  test("declined with a question, which admins see", async () => {
    expect((await desk.say("Dana Fairbank", "i decline my plan")).headline).toBe("What would you like to ask?");
    await desk.done("Dana Fairbank", "I decline my plan: what counts as a booking?", "Decline");
    const seen = await desk.say(ADA, "what is waiting for me?");
    expect(JSON.stringify(seen.tables)).toContain("what counts as a booking?");
    expect(JSON.stringify((await desk.say("Lena Boss", "what is waiting for me?")).tables ?? [])).not.toContain(
      "booking?",
    );
  });

  test("another text waits for another answer, and an old preview no longer signs it", async () => {
    const preview = await desk.say("Dana Fairbank", "i acknowledge the plan");
    // An import refuses to edit a published version; the hash holds even where somebody got round it.
    const edit = (from: string, to: string) =>
      desk.sql.exec(`update plan set document = replace(document, '${from}', '${to}') where version = '2026.1'`);
    await edit("rate: 12%", "rate: 11%");
    expect((await desk.press("Dana Fairbank", preview, "I acknowledge")).headline).toBe(
      "The plan's text has changed meanwhile.",
    );
    expect((await waiting(MAYA)).map(({ answer }) => answer)).toEqual([null]);
    await edit("rate: 11%", "rate: 12%");
  });
});

describe("an adjustment", () => {
  const payable = async () => figure(await desk.say(MAYA, "how much have I earned?"), "payable");

  test("shows what becomes payable, is posted once, and stands in the payout", async () => {
    const shown = await desk.say(ADA, "adjust Maya by $500 because the spiff was left out");
    expect(shown).toMatchObject({ outcome: "confirm", headline: "Adjust Maya Chen by $500.00" });
    expect([figure(shown, "before"), figure(shown, "after")]).toEqual(["7200.00", "7700.00"]);
    expect(await payable()).toBe("7200.00");
    await desk.press(ADA, shown, "Post it");
    expect((await desk.press(ADA, shown, "Post it")).headline).toContain("already done");
    expect(await payable()).toBe("7700.00");
    expect(await desk.audited("ledger_entry")).toEqual(["ada@acting.example adjust"]);
    await desk.done(ADA, "adjust Maya by -$500 because it was posted twice", "Post it");
    expect(await payable()).toBe("7200.00");
  });

  test("is refused to reps and managers alike, and to an admin for themselves", async () => {
    for (const who of [MAYA, "Lena Boss"])
      expect((await desk.say(who, "adjust Maya by $500 because I say so")).outcome).toBe("denied");
    const own = { person: null, amount: "500", currency: "USD", postedOn: "2026-11-23", reason: "I say so" };
    expect((await desk.propose(ADA, "adjust", own)).outcome).toBe("denied");
    expect((await desk.say(ADA, "adjust Maya by $500")).headline).toBe("For which reason?");
  });

  test("is never posted into a closed period, also where it is closed after the preview", async () => {
    const statement = {
      personId: await desk.idOf(MAYA),
      planName: "AE",
      planVersion: "2026.1",
      engineVersion: "1",
      payable: { minor: 0, currency: "USD" },
      receipt: "{}",
      hash: "0",
    };
    const close = (periodKey: string, periodStart: string, periodEnd: string) =>
      desk.org.addClosedStatements([{ ...statement, periodKey, periodStart, periodEnd }], {
        closedAt: NOW,
        closedBy: "test",
      });
    await close("2026-Q3", "2026-07-01", "2026-10-01");
    expect((await desk.say(ADA, "adjust Maya by $500 in september because it was left out")).headline).toBe(
      "2026-Q3 is closed for Maya Chen: closed stays closed.",
    );
    const preview = await desk.say(ADA, "adjust Maya by $500 because it was left out");
    const entry = {
      personId: statement.personId,
      key: "k",
      postedOn: "2026-11-23",
      amount: { minor: 1, currency: "USD" },
      reason: "test",
    };
    await close("2026-11", "2026-11-01", "2026-12-01");
    expect((await desk.press(ADA, preview, "Post it")).headline).toContain("is closed for Maya Chen");
    // Closed between the look and the write: the write itself refuses.
    expect(await desk.org.write((writes) => writes.addAdjustment(entry))).toBe(false);
    expect(await payable()).toBe("7200.00");
  });
});

test("an account is linked by an admin, to somebody else, and the one before loses it", async () => {
  await desk.store.linkWorkspace("slack", "T1", desk.organisation.id);
  const account = { platform: "slack" as const, workspaceId: "T1", userId: "U02ABCDEF" };
  await desk.store.linkIdentity({ ...account, orgId: desk.organisation.id, personId: await desk.idOf(MAYA), now: NOW });
  const shown = await desk.say(ADA, "link U02ABCDEF to Dana Fairbank");
  expect(shown.body).toContain("Maya Chen loses access");
  await desk.press(ADA, shown, "Link it");
  expect((await desk.store.findIdentity("slack", "T1", "U02ABCDEF"))?.personId).toBe(await desk.idOf("Dana Fairbank"));
  expect(await desk.audited("platform_identity")).toEqual(["ada@acting.example map_identity"]);
  const map = { platform: "slack", workspace: "T1", user: "U02ABCDEF" };
  expect((await desk.propose(MAYA, "map_identity", { ...map, person: "maya" })).outcome).toBe("denied");
  // An admin who could link themselves to an account could act as whoever uses it, and the other way round.
  expect((await desk.propose(ADA, "map_identity", { ...map, person: "ada" })).outcome).toBe("denied");
});

describe("an announcement", () => {
  test("shows what a plan version means for those it reaches, and changes nothing", async () => {
    const shown = await desk.say(ADA, "announce plan AE plan 2027.1: from January the first tier pays 9%");
    expect(shown).toMatchObject({
      outcome: "confirm",
      headline: "Announce to 2 people",
      body: "from January the first tier pays 9%",
    });
    const [, maya] = shown.tables?.[0]?.rows ?? [];
    // Q3: 160,000 at 8% and 40,000 at 12%, or the first at 9%. Q4: 90,000 and the open 50,000, at 8% or 9%.
    expect(maya?.map((value) => (value.kind === "money" ? value.amount.minor / 100 : ""))).toEqual([
      "",
      17_600,
      19_200,
      11_200,
      12_600,
    ]);
    expect(await desk.org.listAnnouncements()).toEqual([]);
  });

  test("can be cancelled until its time, reaches each once after, and counts who acknowledged", async () => {
    const said = await desk.done(
      ADA,
      "announce plan AE plan 2026.1: please acknowledge your plan this week",
      "Announce",
    );
    expect(said.headline).toContain("It goes to 2 people from");
    const [row] = await desk.org.listAnnouncements();
    if (!row) throw new Error("it is there");
    expect(row).toMatchObject({ recipients: 2, sent: 0, acknowledged: 1, planVersion: "2026.1" });
    expect(await desk.org.listDueRecipients(new Date(row.sendAt.getTime() - 1), 10)).toEqual([]);
    const due = await desk.org.listDueRecipients(row.sendAt, 10);
    expect(due).toHaveLength(2);
    const mark = () => desk.org.write((writes) => writes.markAnnounced(row.id, [due[0]?.personId ?? ""], row.sendAt));
    expect([await mark(), await mark()]).toEqual([1, 0]);
    expect(await desk.org.listDueRecipients(row.sendAt, 10)).toHaveLength(1);
    expect(await desk.org.write((writes) => writes.cancelAnnouncement(row.id, row.sendAt))).toBe(false);
  });

  test("cancelled, it reaches nobody", async () => {
    await desk.done(ADA, "announce to all managers: please prepare the quarter end", "Announce");
    const [row] = await desk.org.listAnnouncements();
    const list = await desk.say(ADA, "announcements");
    await desk.press(ADA, await desk.press(ADA, list, "Cancel “please prepare"), "Cancel the announcement");
    expect(await desk.org.listDueRecipients(new Date("2027-06-01"), 10)).not.toContainEqual(
      expect.objectContaining({ announcementId: row?.id }),
    );
    for (const who of [MAYA, "Lena Boss"])
      expect((await desk.say(who, "announce to all reps: I am the boss now")).outcome).toBe("denied");
  });

  test("to more than fifty asks for a typed word, which a press does not replace", async () => {
    await load(desk.store, desk.organisation, {
      people: Array.from({ length: 60 }, (_, i) => ({
        key: `rep${i}`,
        name: `Rep ${i}`,
        email: `rep${i}@acting.example`,
      })),
    });
    const before = (await desk.org.listAnnouncements()).length;
    const shown = await desk.say(ADA, "announce to all reps: the quarter closes on December 31");
    expect(shown.actions?.map(({ label, fields }) => [label, fields?.length])).toEqual([
      ["Announce to 62 people", 1],
      ["Cancel", undefined],
    ]);
    const forged = { skill: "confirm", input: shown.input };
    expect((await desk.say(ADA, "", { pressed: forged })).headline).toBe("To go ahead, write: confirm 62");
    expect((await desk.say(ADA, "confirm 26")).headline).toBe("To go ahead, write: confirm 62");
    expect(await desk.org.listAnnouncements()).toHaveLength(before);
    expect((await desk.say(ADA, "confirm 62")).headline).toContain("It goes to 62 people");
  });
});
