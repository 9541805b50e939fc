import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { latestStep, remindOfPlans, sendAnnouncements } from "../../../src/delivery/announcements.js";
import { keepSchedules } from "../../../src/delivery/keep-schedules.js";
import { messageKinds } from "../../../src/messages/index.js";
import { exampleRecipe, renderMessage } from "../../../src/messages/render-message.js";
import { type Desk, openDesk } from "./desk.js";

const [MAYA, DANA, LENA, ADA] = ["Maya Chen", "Dana Fairbank", "Lena Boss", "Ada Admin"];
const DAY_MS = 86_400_000;
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const outbox = async () => {
  const states = ["pending", "sent", "failed"] as const;
  const rows = await desk.org.listOutbox({ states, limit: 100 });
  return rows
    .map(({ kind, recipient, periodKey }) => `${kind} ${recipient} ${periodKey.split(":")[1] ?? ""}`.trim())
    .sort();
};
const written = async (name: string, who: string, now: Date) => {
  const kind = messageKinds.get(name);
  if (!kind) throw new Error(`no kind ${name}`);
  const occasion = { store: desk.org, recipientId: await desk.idOf(who), now };
  const recipe = await exampleRecipe(kind, occasion);
  return recipe ? renderMessage(kind, recipe, occasion) : null;
};
const answerOf = async (name: string, who: string, now: Date) => {
  const message = await written(name, who, now);
  if (message?.kind !== "answer") throw new Error(`${name} for ${who}: ${message?.reason ?? "no occasion"}`);
  return message.answer;
};
const newest = async () => {
  const [row] = await desk.org.listAnnouncements();
  if (!row) throw new Error("nothing was announced");
  return row;
};

describe("an announced plan version", () => {
  test("is in the outbox from its time on, once for each, however often it is looked for", async () => {
    await desk.done(ADA, "announce plan AE plan 2026.1: the first tier is explained anew", "Announce");
    const { sendAt } = await newest();
    expect(await sendAnnouncements(desk.org, new Date(sendAt.getTime() - 1))).toBe(0);
    const both = await Promise.all([sendAnnouncements(desk.org, sendAt), sendAnnouncements(desk.org, sendAt)]);
    expect(both.reduce((a, b) => a + b)).toBe(2);
    expect(await sendAnnouncements(desk.org, sendAt)).toBe(0);
    expect(await outbox()).toEqual([`plan_announcement ${DANA}`, `plan_announcement ${MAYA}`]);
  });

  test("says how far it is: what a platform has confirmed, and whom it does not reach", async () => {
    await desk.sql.query("update outbox set state = 'sent', settled_at = now() where recipient_id = $1", [
      await desk.idOf(MAYA),
    ]);
    expect(await newest()).toMatchObject({ recipients: 2, sent: 1, undelivered: 0 });
    const list = await desk.say(ADA, "announcements", { now: (await newest()).sendAt });
    expect(JSON.stringify(list.tables)).toContain("running, 1 of 2");
    await desk.sql.query("update outbox set state = 'failed', reason = 'not_connected' where recipient_id = $1", [
      await desk.idOf(DANA),
    ]);
    const [dana, maya] = await desk.org.listAnnouncementRecipients((await newest()).id);
    expect([dana?.sentAt, dana?.undelivered]).toEqual([null, "not_connected"]);
    expect(maya?.sentAt).toBeInstanceOf(Date);
  });

  test("tells each what it means for their own pay, and nobody else's", async () => {
    const answer = await answerOf("plan_announcement", MAYA, (await newest()).sendAt);
    expect(answer.headline).toBe("Your plan changes: AE plan, version 2026.1");
    // Q3: 160,000 at 8% and 40,000 at 12%.
    expect(answer.body).toContain(
      "on your Q3 2026: $17,600.00 under this version, $17,600.00 as it was, the same as before.",
    );
    expect(JSON.stringify(answer)).not.toContain("Dana");
    expect(answer.actions?.map(({ label }) => label)).toEqual([
      "I acknowledge",
      "Decline and ask",
      "How does my plan work?",
    ]);
  });

  test("reminds until it is answered, and tells who they report to after ten days", async () => {
    const { sendAt } = await newest();
    const later = (days: number) => new Date(sendAt.getTime() + days * DAY_MS);
    expect(await remindOfPlans(desk.org, later(2))).toBe(0);
    expect(await remindOfPlans(desk.org, later(3))).toBe(2);
    expect(await remindOfPlans(desk.org, later(4))).toBe(0);
    const message = await answerOf("plan_announcement", MAYA, later(4));
    await desk.press(MAYA, await desk.press(MAYA, message, "I acknowledge"), "I acknowledge");
    expect(await remindOfPlans(desk.org, later(10))).toBe(2);
    expect((await outbox()).filter((line) => !line.startsWith("plan_announcement"))).toEqual([
      `plan_escalation ${LENA} 10`,
      `plan_reminder ${DANA} 3`,
      `plan_reminder ${DANA} 7`,
      `plan_reminder ${MAYA} 3`,
    ]);
    expect(await written("plan_reminder", MAYA, later(10))).toEqual({ kind: "nothing", reason: "nothing_to_say" });
    const escalated = await answerOf("plan_escalation", LENA, later(10));
    expect(escalated.headline).toBe("1 person in your team has not answered AE plan, version 2026.1 yet.");
    expect(JSON.stringify(escalated.tables)).not.toContain(MAYA);
  });

  test("is answered for its own text alone", async () => {
    const message = await answerOf("plan_announcement", DANA, (await newest()).sendAt);
    await desk.sql.query("update plan set document = document || '\n# reworded' where version = '2026.1'");
    const pressed = await desk.press(DANA, message, "I acknowledge");
    expect(pressed.headline).toBe("That text is not your plan any more, so there is nothing to answer.");
  });
});

test.each([
  { days: 2, step: null },
  { days: 3, step: 3 },
  { days: 6, step: 3 },
  { days: 7, step: 7 },
  { days: 13, step: 7 },
  { days: 14, step: 14 },
  { days: 30, step: 28 },
])("after $days days the reminder is that of day $step", ({ days, step }) => {
  expect(latestStep(days, { first: [3, 7], every: 7 })).toBe(step);
});

describe("what comes by the calendar", () => {
  const NOW = new Date("2026-11-24T09:00:00Z");
  const kept = async () => {
    await keepSchedules(desk.org, messageKinds, NOW);
    const rows = await desk.org.listSchedulesOf([...messageKinds.keys()]);
    const names = new Map((await desk.org.listPeople()).map(({ id, name }) => [id, name]));
    return rows
      .map(({ kind, personId, nextRunAt }) => `${names.get(personId)} ${kind} ${nextRunAt.toISOString()}`)
      .sort();
  };
  test("follows who leads, who is an admin, and what each chose", async () => {
    // Kurt leads nobody any more. Eight in the morning in Berlin, on Monday.
    const monday = "2026-11-30T07:00:00.000Z";
    const before = [
      `Abel Admin admin_digest ${monday}`,
      `${ADA} admin_digest ${monday}`,
      `${LENA} weekly_digest ${monday}`,
    ];
    expect(await kept()).toEqual(before);
    expect(await keepSchedules(desk.org, messageKinds, NOW)).toBe(0);
    await desk.done(LENA, "send my digest Fridays at 4pm", "Save");
    await desk.done(ADA, "turn off my digest", "Save");
    await desk.done(MAYA, "send me my brief every day", "Save");
    expect(await kept()).toEqual([
      before[0],
      `${LENA} weekly_digest 2026-11-27T15:00:00.000Z`,
      `${MAYA} rep_brief 2026-11-25T07:00:00.000Z`,
    ]);
    await desk.done(MAYA, "send me my brief weekly", "Save");
    expect(await kept()).toContain(`${MAYA} rep_brief ${monday}`);
  });
});
