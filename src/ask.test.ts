import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import { buildPerson, type FakeStore, fakeStore, halfway, organisation } from "../test/fake-store.js";
import type { Answer } from "./answer/answer.js";
import { toFigureRecord } from "./answer/figures.js";
import { createAsk } from "./ask.js";
import type { Question } from "./question.js";

const NOW = new Date("2026-11-23T10:00:00Z");
const maya = buildPerson("Maya Chen");
const dana = buildPerson("Dana Fairbank");
const paul = buildPerson("Paul Other");
const priya = buildPerson("Priya One");
const priya2 = buildPerson("Priya Two");
const lena = buildPerson("Lena Boss", { role: "manager" });
const kurt = buildPerson("Kurt Former", { role: "manager" });
const vera = buildPerson("Vera Top", { role: "manager" });
const ada = buildPerson("Ada Admin", { role: "admin" });
const nora = buildPerson("Nora Gone", { leftOn: "2026-10-09" });

let store: FakeStore;
let lines: string[];
let ask: ReturnType<typeof createAsk>;

beforeEach(() => {
  store = fakeStore({
    people: [maya, dana, paul, priya, priya2, lena, kurt, vera, ada, nora],
    lines: [
      { manager: "Lena Boss", person: "Maya Chen" },
      { manager: "Lena Boss", person: "Dana Fairbank" },
      { manager: "Lena Boss", person: "Priya One" },
      { manager: "Vera Top", person: "Lena Boss" },
      { manager: "Vera Top", person: "Priya Two" },
      { manager: "Vera Top", person: "Paul Other" },
      { manager: "Kurt Former", person: "Dana Fairbank", from: "2026-01-01", to: "2026-07-01" },
    ],
    desks: { "Maya Chen": halfway, "Dana Fairbank": halfway, "Paul Other": halfway, "Nora Gone": halfway },
    teams: { East: ["Maya Chen", "Dana Fairbank"], West: ["Paul Other"] },
  });
  lines = [];
  ask = createAsk({ store, log: pino({ level: "trace" }, { write: (line: string) => lines.push(line) }) });
});

const asking = async (who: { id: string }, text: string, more: Partial<Question> = {}) =>
  ask({ orgId: organisation.id, askerId: who.id, text, channel: "dm", now: NOW, ...more });
const figure = (answer: Answer, key: string) =>
  answer.figures.map(toFigureRecord).find((found) => found.key === key)?.value;

describe("a question about one's own figures", () => {
  test("is answered with exact figures", async () => {
    const { shown } = await asking(maya, "how close am I to quota?");
    expect(shown).toMatchObject({ outcome: "answer", skill: "attainment", confidential: true, asOf: "2026-11-23" });
    expect(figure(shown, "attainment")).toBe("0.5");
    expect(figure(shown, "credited")).toBe("90000.00");
    expect(figure(shown, "payout")).toBe("7200.00");
    expect(figure(shown, "payout_at_quota")).toBe("14400.00");
    expect(shown.actions?.map(({ label }) => label)).toEqual([
      "Why this payout?",
      "What if I close Harborview?",
      "Which deals counted?",
      "Try an amount",
    ]);
  });

  test("a button asks the same as the words would", async () => {
    const { shown } = await asking(maya, "how close am I to quota?");
    const [why] = shown.actions ?? [];
    if (!why) throw new Error("the answer has buttons");
    const pressed = await asking(maya, "", { pressed: why.ask });
    expect(pressed.shown.skill).toBe("payout_explain");
    expect(figure(pressed.shown, "payable")).toBe("7200.00");
  });

  test("a press is checked like any question: a forged one reads nothing of others", async () => {
    const { shown } = await asking(maya, "", {
      pressed: { skill: "payout", input: { person: "dana-fairbank", period: "2026-Q4" } },
    });
    expect(shown.outcome).toBe("denied");
    expect(store.reads).toEqual([]);
  });

  test("a name that nobody bears is asked back to those who may see others, not reported as a failure", async () => {
    const { shown } = await asking(ada, "what is Zelda's attainment?");
    expect(shown).toMatchObject({ outcome: "clarify", figures: [], confidential: false });
    expect(shown.headline).toContain("Zelda");
  });

  test("a forged press with nonsense is an honest error and no crash", async () => {
    const { shown } = await asking(maya, "", { pressed: { skill: "payout", input: { person: { $ne: null } } } });
    expect(shown).toMatchObject({ outcome: "error", figures: [] });
    expect((await asking(maya, "", { pressed: { skill: "drop_tables", input: {} } })).shown.outcome).toBe("error");
  });
});

describe("a question about somebody else", () => {
  test("is refused in the same words whether the person exists or not, and reads nothing", async () => {
    const known = await asking(maya, "what is Dana's payout?");
    const unknown = await asking(maya, "what is Jessica's payout?");
    const several = await asking(maya, "what is Priya's payout?");
    const byHandle = await asking(maya, "payout of @nobody please");
    expect(known.shown).toMatchObject({ outcome: "denied", figures: [], input: {} });
    for (const other of [unknown, several, byHandle])
      expect({ ...other.shown, skill: "payout" }).toEqual({ ...known.shown, skill: "payout" });
    // Looking for a deal of that name among her own is all that was read.
    expect(store.reads.filter((read) => read !== "deals Maya Chen")).toEqual([]);
  });

  test.each([
    { who: lena, allow: true, why: "Dana reports to her" },
    { who: vera, allow: true, why: "Dana's manager reports to her" },
    { who: ada, allow: true, why: "she is an admin" },
    { who: kurt, allow: false, why: "Dana stopped reporting to him in July" },
    { who: paul, allow: false, why: "he is a colleague" },
  ])("$who.name asks about Dana: $allow, because $why", async ({ who, allow }) => {
    const { shown } = await asking(who, "how much has Dana Fairbank earned this quarter?");
    expect(shown.outcome).toBe(allow ? "answer" : "denied");
    if (allow) expect(figure(shown, "earned")).toBe("7200.00");
  });

  test("a former manager sees the time in which the person reported to him", async () => {
    expect((await asking(kurt, "Dana's attainment in Q2")).shown.outcome).toBe("answer");
    expect((await asking(kurt, "Dana's attainment in Q3")).shown.outcome).toBe("denied");
  });

  test("a comparison with a colleague is refused, and shown to whoever leads them", async () => {
    expect((await asking(maya, "where does Dana rank?")).shown.outcome).toBe("denied");
    expect((await asking(lena, "where does Dana rank?")).shown).toMatchObject({ outcome: "answer", skill: "rank" });
  });

  test("a manager is asked which of two people is meant", async () => {
    const { shown } = await asking(vera, "how is Priya doing?");
    expect(shown).toMatchObject({ outcome: "clarify", figures: [] });
    expect(shown.actions?.map(({ label }) => label)).toEqual(["Priya One", "Priya Two"]);
  });

  test("whoever has left is told so, and nothing else", async () => {
    const { shown } = await asking(nora, "what was my payout in September?");
    expect(shown).toMatchObject({ outcome: "denied", figures: [] });
    expect(store.reads).toEqual([]);
  });
});

describe("a question about a team", () => {
  test("a manager sees their people, sorted, with a total that is credit over quota", async () => {
    const { shown } = await asking(lena, "how is my team doing?");
    expect(shown.skill).toBe("team_summary");
    expect(figure(shown, "attainment")).toBe("0.5");
    expect(figure(shown, "credited")).toBe("180000.00");
    expect(shown.tables?.[0]?.rows.map(([name]) => name)).toEqual([
      { kind: "text", text: "Dana Fairbank" },
      { kind: "text", text: "Maya Chen" },
    ]);
  });

  test.each([
    { who: maya, text: "how is my team doing?", allow: false, why: "nobody reports to her" },
    { who: lena, text: "how is West doing?", allow: false, why: "West is not hers" },
    { who: lena, text: "how is the company doing?", allow: false, why: "the rest would follow by subtraction" },
    { who: vera, text: "how is West doing?", allow: true, why: "everybody in it stands below her" },
    { who: ada, text: "how is East doing?", allow: true, why: "she is an admin" },
  ])("$who.name: $text is $allow, because $why", async ({ who, text, allow }) => {
    expect((await asking(who, text)).shown.outcome).toBe(allow ? "answer" : "denied");
  });
});

describe("outside a one-to-one conversation", () => {
  test.each(["public", "private", "group"] as const)("in a %s channel pay goes to the asker alone", async (channel) => {
    const { shown, privately } = await asking(maya, "how much have I earned?", { channel });
    expect(shown).toMatchObject({
      headline: "I've answered you privately.",
      figures: [],
      input: {},
      confidential: false,
    });
    expect(JSON.stringify(shown)).not.toMatch(/7,?200|90,?000/);
    expect(privately && figure(privately, "earned")).toBe("7200.00");
  });

  test("help is shown to everybody", async () => {
    expect((await asking(maya, "help", { channel: "public" })).shown.skill).toBe("help");
  });
});

describe("a conversation", () => {
  const conversation = "test:1";
  const later = (minutes: number) => ({ conversation, now: new Date(NOW.getTime() + minutes * 60_000) });

  test("goes on for half an hour, for the person who asked only", async () => {
    await asking(maya, "how close am I to quota?", later(0));
    const next = await asking(maya, "and last quarter?", later(29));
    expect(next.shown.skill).toBe("attainment");
    expect(figure(next.shown, "attainment")).toBe("1.25");
    store.reads.length = 0;
    await asking(paul, "why?", later(29));
    expect(store.reads.filter((read) => read.includes("Maya"))).toEqual([]);
  });

  test("is forgotten after half an hour", async () => {
    await asking(maya, "what is my quota?", later(0));
    expect((await asking(maya, "and last quarter?", later(30))).shown.skill).not.toBe("quota_detail");
  });

  test("earlier messages stand in for a conversation where none is kept", async () => {
    const { shown } = await asking(lena, "and what did she earn?", {
      after: ["how is Maya doing?", "what about Dana last quarter?"],
    });
    expect(shown).toMatchObject({ skill: "payout", input: { person: "dana-fairbank", period: "last_quarter" } });
  });

  test("what a manager asked is not inherited by a refusal's way round", async () => {
    const { shown } = await asking(maya, "and what did she earn?", { after: ["how is Dana doing?"] });
    expect(shown.outcome).toBe("denied");
  });
});

describe("when something goes wrong", () => {
  test("the asker gets one sentence with a reference, and the log has the reference without any data", async () => {
    const broken = fakeStore({
      people: [maya],
      desks: {
        "Maya Chen": {
          plans: [
            {
              key: "ae",
              version: "1",
              name: "P",
              document: "name: broken 12345",
              validFrom: "2026-01-01",
              validTo: null,
            },
          ],
        },
      },
    });
    const asked = createAsk({
      store: broken,
      log: pino({ level: "trace" }, { write: (line: string) => lines.push(line) }),
    });
    const { shown } = await asked({
      orgId: organisation.id,
      askerId: maya.id,
      text: "how close am I to quota?",
      channel: "dm",
      now: NOW,
    });
    expect(shown).toMatchObject({ outcome: "error", figures: [] });
    const reference = /P-[2-9A-Z]{7}/.exec(shown.body ?? "")?.[0];
    expect(reference).toBeDefined();
    const logged = lines.join("");
    expect(logged).toContain(reference);
    expect(logged).not.toMatch(/Maya|quota\?|12345/);
  });

  test("an unknown asker and an unknown organisation are told so", async () => {
    expect((await asking({ id: "nobody" }, "hi")).shown.outcome).toBe("error");
    expect((await asking(maya, "hi", { orgId: "elsewhere" })).shown.outcome).toBe("error");
  });
});

test("the reading for programs says which days a period means", async () => {
  const { understood } = await asking(maya, "what did I earn last quarter?");
  expect(understood).toMatchObject({ period: "last_quarter", days: { start: "2026-07-01", end: "2026-10-01" } });
  expect((await asking(maya, "what is my quota?")).understood?.days).toBeNull();
});

describe("a message that asks several things", () => {
  test("is answered in full, in the order of the questions, each for the period it names", async () => {
    const { shown, more, understood } = await asking(
      maya,
      "what is my attainment this quarter? and which deals counted last quarter?",
    );
    expect(understood?.skills).toEqual(["attainment", "deals"]);
    expect(shown.skill).toBe("attainment");
    expect(more?.map((part) => part.shown.skill)).toEqual(["deals"]);
    expect([shown, ...(more ?? []).map((part) => part.shown)].map(({ period }) => period?.start)).toEqual([
      "2026-10-01",
      "2026-07-01",
    ]);
  });

  test("keeps every confidential part out of a channel", async () => {
    const { shown, privately, more } = await asking(maya, "what is my attainment? and which deals counted?", {
      channel: "public",
    });
    for (const part of [{ shown, privately }, ...(more ?? [])]) {
      expect(part.shown).toMatchObject({ confidential: false, figures: [], input: {} });
      expect(part.privately?.confidential).toBe(true);
    }
    expect(more).toHaveLength(1);
  });

  test("is refused as a whole when the first question is", async () => {
    const { shown, more } = await asking(maya, "what is Dana's payout? and which deals of Dana counted?");
    expect(shown.outcome).toBe("denied");
    expect(more).toBeUndefined();
  });
});

describe("what was said before", () => {
  const inThread = { conversation: "slack:T1:C9:thread" };

  test("is never inherited by another member of the same conversation", async () => {
    await asking(maya, "how much did I earn last quarter?", inThread);
    expect((await asking(dana, "why?", inThread)).shown.outcome).toBe("clarify");
    expect((await asking(maya, "why?", inThread)).understood).toMatchObject({
      skill: "payout_explain",
      period: "last_quarter",
    });
  });

  test("is gone after half an hour", async () => {
    await asking(maya, "how much did I earn last quarter?", inThread);
    const later = new Date(NOW.getTime() + 30 * 60_000);
    expect((await asking(maya, "why?", { ...inThread, now: later })).shown.outcome).toBe("clarify");
  });

  test.each(["forget that", "vergiss das", "Forget everything.", "olvida eso", "oublie ça"])(
    "is forgotten on request: %s",
    async (request) => {
      await asking(maya, "how much did I earn last quarter?", inThread);
      const { shown } = await asking(maya, request, inThread);
      expect(shown).toMatchObject({ outcome: "answer", skill: "forget", confidential: false });
      expect((await asking(maya, "why?", inThread)).shown.outcome).toBe("clarify");
    },
  );
});

describe("what a question takes for granted", () => {
  test("is put right first, and then the question is answered", async () => {
    const { shown } = await asking(maya, "since I hit my quota, how much have I earned this quarter?");
    expect(shown).toMatchObject({ outcome: "answer", skill: "payout" });
    expect(shown.headline).toBe("You have not reached quota in Q4 2026 yet: you are at 50.0%, with $90,000.00 to go.");
    expect(shown.body).toContain("You have earned $7,200.00 in Q4 2026 so far.");
  });

  test("is the asker's own business: asked about somebody else nothing is checked", async () => {
    const { shown } = await asking(lena, "since I hit my quota, how close is Maya to hers?");
    expect(shown.headline).not.toContain("You have not reached");
  });
});

describe("what runs the organisation, or tells about others' pay", () => {
  test.each([
    { who: dana, text: "announce to everyone that quotas change" },
    { who: lena, text: "close the october period" },
    { who: dana, text: "rank the team by payout" },
    { who: dana, text: "send me the statement of Maya Chen" },
  ])("$text is refused in the words of any refusal", async ({ who, text }) => {
    const { shown } = await asking(who, text);
    const { shown: other } = await asking(dana, "what did Maya Chen earn?");
    expect(shown).toMatchObject({ outcome: "denied", headline: other.headline, body: other.body, figures: [] });
  });

  test("an admin is told what there is", async () => {
    expect((await asking(ada, "announce to everyone that quotas change")).shown.outcome).not.toBe("denied");
  });
});

test("what comes with an answer goes where the answer goes: never into a channel", async () => {
  const reply = await asking(maya, "send me my statement", { channel: "public" });
  expect(reply.shown.attachments).toBeUndefined();
  expect(reply.privately?.attachments?.map(({ mediaType }) => mediaType)).toEqual(["text/csv", "text/html"]);
});

test.each([
  ["was hat Dana verdient", "was hat Ottokar verdient", "Das kann ich dir nicht zeigen."],
  ["cuánto ganó Dana", "cuánto ganó Clementina", "No puedo mostrarte eso."],
  ["combien a gagné Dana", "combien a gagné Ottoline", "Je ne peux pas te montrer cela."],
])("%s is refused like %s, in its language", async (known, unknown, headline) => {
  const [one, other] = [await asking(maya, known), await asking(maya, unknown)];
  expect(one.shown).toMatchObject({ outcome: "denied", headline });
  expect(other.shown).toEqual(one.shown);
});

test("a goal for somebody nobody knows never becomes the asker's own", async () => {
  const { shown } = await asking(ada, "give Ottoline a goal of 90k");
  expect(shown).toMatchObject({ outcome: "clarify", headline: 'I don\'t know anybody called "Ottoline".' });
});

test("everybody may ask how old the data is, and only admins what was imported", async () => {
  const [rep, admin] = [await asking(maya, "how old is the data"), await asking(ada, "close october")];
  expect(rep.shown).toMatchObject({ outcome: "answer", skill: "admin_ops" });
  expect(rep.shown.tables ?? []).toEqual([]);
  expect(admin.shown.outcome).toBe("answer");
  expect((await asking(maya, "close october")).shown.outcome).toBe("denied");
});
