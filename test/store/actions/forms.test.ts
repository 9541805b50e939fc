import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../../../src/answer/answer.js";
import { fillIn } from "../../../src/answer/fields.js";
import { openDesk } from "./desk.js";

let desk: Awaited<ReturnType<typeof openDesk>>;
const [MAYA, LENA, ADA] = ["Maya Chen", "Lena Boss", "Ada Admin"];

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const open = (who: string, form: string) => desk.say(who, "", { pressed: { skill: form, input: {} } });
const field = (form: Answer, key: string) => form.actions?.[0]?.fields?.find((one) => one.key === key);

/** Fills a form in as a window does: what is shown filled in stays, and each value is read by the kind of its field. */
async function send(who: string, form: string, values: Record<string, string>): Promise<Answer> {
  const [action] = (await open(who, form)).actions ?? [];
  if (!action) throw new Error(`${who} is not shown ${form}`);
  const before = Object.fromEntries((action.fields ?? []).map(({ key, value }) => [key, value ?? ""]));
  const filled = fillIn(action, { ...before, ...values });
  if (!filled.ok) throw new Error(JSON.stringify(filled.faults));
  return desk.say(who, "", { pressed: filled.ask });
}

test("a goal is previewed with its days and in the plan's currency, and set by the press that follows", async () => {
  const preview = await send(MAYA, "goal_form", { kind: "pay", amount: "9k", when: "next_month" });
  expect(preview).toMatchObject({ outcome: "confirm", headline: "Your goal: $9,000.00 earned, in December 2026" });
  expect(await desk.audited("goal")).toEqual([]);
  const done = await desk.press(MAYA, preview, "Set the goal");
  expect(done.changed).toBe(true);
  expect(await desk.audited("goal")).toEqual(["maya@acting.example set_goal"]);
});

test.each([
  { values: { kind: "attainment", amount: "" }, fault: "amount", why: "no number" },
  { values: { kind: "attainment", amount: "$9,000" }, fault: "amount", why: "money for a share" },
  { values: { kind: "pay", amount: "110%" }, fault: "amount", why: "a share for money" },
  { values: { kind: "pay", amount: "9000 EUR" }, fault: "amount", why: "another currency than the plan's" },
  { values: { kind: "activity", amount: "12" }, fault: "what", why: "nothing to count" },
  { values: { kind: "deals", amount: "5", by: "2026-11-01" }, fault: "by", why: "a day that is over" },
])("a goal with $why is sent back with the fault at $fault, filled in as it was", async ({ values, fault }) => {
  const back = await send(MAYA, "goal_form", values);
  expect(back.outcome).toBe("clarify");
  expect(Object.keys(back.faults ?? {})).toEqual([fault]);
  expect(back.body).toContain(back.faults?.[fault]);
  expect(field(back, "kind")?.value).toBe(values.kind);
});

test("a goal until a day counts that day, and a share of quota counts from the start of its period", async () => {
  const counted = await send(MAYA, "goal_form", { kind: "deals", amount: "5", by: "2026-12-20" });
  expect(counted.headline).toBe("Your goal: 5 deals closed, by Dec 20, 2026");
  const share = await send(MAYA, "goal_form", { kind: "attainment", amount: "112.5%" });
  expect(share.headline).toBe("Your goal: 112.5% of quota, in Q4 2026");
});

test("whoever leads people can suggest a goal to them, and is shown nobody else", async () => {
  expect(field(await open(MAYA, "goal_form"), "person")).toBeUndefined();
  const people = field(await open(LENA, "goal_form"), "person")?.choices?.map(({ value }) => value);
  expect(people?.toSorted()).toEqual(["dana", "maya", "myself"]);
  const preview = await send(LENA, "goal_form", { kind: "deals", amount: "5", person: "maya" });
  expect(preview.headline).toContain("A suggestion for Maya Chen");
  const forged = {
    skill: "goal_form",
    input: { filled: true, kind: "deals", amount: { value: "5", unit: "plain", currency: null }, person: "lena" },
  };
  expect((await desk.say(MAYA, "", { pressed: forged })).outcome).toBe("denied");
});

test("a dispute takes the quarter its deal closed in, and another's deal is refused", async () => {
  const preview = await send(MAYA, "dispute_form", {
    reason: "wrong_amount",
    deal: "B3",
    text: "It was signed for 250,000.",
  });
  expect(preview.body).toContain("Q3 2026");
  expect(preview.figures.find(({ key }) => key === "said")?.value).toMatchObject({
    text: "It was signed for 250,000.",
  });
  const forged = { filled: true, reason: "wrong_amount", deal: "not-hers", text: "Mine!" };
  const back = await desk.say(MAYA, "", { pressed: { skill: "dispute_form", input: forged } });
  expect(Object.keys(back.faults ?? {})).toEqual(["deal"]);
});

test("what the action's own schema refuses stands beside the field it was filled in by", async () => {
  const forged = { filled: true, reason: "because", text: "It looks wrong." };
  const back = await desk.say(MAYA, "", { pressed: { skill: "dispute_form", input: forged } });
  expect(Object.keys(back.faults ?? {})).toEqual(["reason"]);
});

test("settings change by what differs alone, and a city is a zone", async () => {
  const same = await send(MAYA, "settings_form", {});
  expect(same.faults?.timeZone).toContain("how it is set already");
  const preview = await send(MAYA, "settings_form", { timeZone: "Madrid", brief: "on", quietFrom: "none" });
  const changed = preview.tables?.[0]?.rows.map(([label]) => label?.kind === "text" && label.text);
  expect(changed?.toSorted()).toEqual(["Quiet hours", "Switched on", "Time zone"]);
  await desk.press(MAYA, preview, "Save");
  expect(field(await open(MAYA, "settings_form"), "timeZone")?.value).toBe("Europe/Madrid");
  expect(field(await open(MAYA, "settings_form"), "quietFrom")?.value).toBe("none");
  expect((await send(MAYA, "settings_form", { timeZone: "Atlantis" })).faults).toHaveProperty("timeZone");
});

test("only admins are shown the form of an announcement, refused like anything else", async () => {
  for (const who of [MAYA, LENA]) {
    const refused = await open(who, "announcement_form");
    expect(refused.outcome).toBe("denied");
    expect(refused.headline).toBe("I can't show you that.");
    expect(refused.actions).toBeUndefined();
  }
});

test("an announcement goes out at a moment of the organisation's day, to whom was chosen", async () => {
  const form = await open(ADA, "announcement_form");
  expect(field(form, "audience")?.choices?.map(({ value }) => value)).toContain("plan:ae");
  const preview = await send(ADA, "announcement_form", {
    text: "The accelerator begins sooner next year.",
    audience: "plan:ae",
    plan: "ae 2027.1",
    day: "2026-12-01",
    at: "10:00",
  });
  expect(preview).toMatchObject({ outcome: "confirm", headline: "Announce to 2 people" });
  await desk.press(ADA, preview, "Announce");
  const [row] = await desk.org.listAnnouncements();
  expect(row?.sendAt).toEqual(new Date("2026-12-01T09:00:00Z"));
  const past = await send(ADA, "announcement_form", {
    text: "Good morning to everybody.",
    audience: "everybody",
    day: "2026-11-22",
  });
  expect(Object.keys(past.faults ?? {})).toEqual(["day"]);
});
