import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { AskError } from "../../src/errors.js";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import type { RunningSurface } from "../../src/surfaces/surface.js";
import { startTeams } from "../../src/surfaces/teams/index.js";
import { eventually } from "../stand-ins/http.js";
import { BOT_ID, TENANT, TeamsStandIn, type TokenFault } from "../stand-ins/teams-server.js";
import { answer, NOW, PAY, RecordingAsk, recordingLog, SmallStore } from "./company.js";

const CHANNEL = { id: "19:sales@thread.tacv2;messageid=1", conversationType: "channel" };
const GROUP = { id: "19:three@thread.v2", conversationType: "groupChat" };

let teams: TeamsStandIn;
let http: Http;
let bot: RunningSurface;
let url: string;
let store: SmallStore;
let asked: RecordingAsk;
let log: ReturnType<typeof recordingLog>;
let maya: string;

const send = (activity: Record<string, unknown>, fault?: TokenFault) => teams.send(url, activity, fault);

async function startBot(config: Partial<TeamsStandIn["config"]> = {}): Promise<void> {
  http = createHttp({ log: log.log, ping: async () => undefined });
  bot = await startTeams({
    config: { ...teams.config, ...config },
    store: store.asStore(),
    ask: (question) => asked.ask(question),
    log: log.log,
    now: () => NOW,
    orgSlug: "acme",
    http,
  });
  ({ url } = await http.listen("127.0.0.1", 0));
}

beforeAll(async () => {
  // The SDK prints refused tokens' errors.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  teams = await TeamsStandIn.start();
  maya = teams.addMember("maya", "maya.okafor@ACME.example");
  teams.addMember("dana", "dana@acme.example");
});
beforeEach(async () => {
  store = new SmallStore();
  asked = new RecordingAsk();
  log = recordingLog();
  await startBot();
  teams.forget();
});
afterEach(async () => {
  await bot.stop();
  await http.close();
});
afterAll(() => teams.close());

const everything = (sent: unknown) => JSON.stringify(sent);
const sentTo = (conversation: string) => teams.sent.filter((sent) => sent.conversation === conversation);
const sent = (count: number) => eventually(`${count} messages`, () => teams.sent.length >= count && teams.sent);
const logged = (event: string) => log.lines().filter((line) => line.event === event);

/** A later question of somebody else is answered, and nothing else was: the activities before it were left alone. */
async function onlyALaterQuestionIsAnswered(): Promise<void> {
  expect((await send(teams.message("dana", "a later question"))).status).toBe(200);
  await eventually("the later answer", () => sentTo(teams.direct("dana"))[0]);
  await bot.stop();
  expect(teams.sent.map(({ conversation }) => conversation)).toEqual([teams.direct("dana")]);
  expect(asked.questions.map(({ text }) => text)).toEqual(["a later question"]);
}

describe("where an answer goes", () => {
  test("a message in the personal chat is answered there with a card", async () => {
    expect((await send(teams.message("maya", "how close am I to quota&nbsp;&amp; what&#39;s left?"))).status).toBe(200);
    const [answered, ...more] = await sent(1);
    expect(more).toEqual([]);
    expect(answered?.conversation).toBe(teams.direct("maya"));
    expect(everything(answered?.activity.attachments)).toContain(PAY);
    expect(answered?.activity.summary).not.toContain(PAY);
    expect(answered?.activity.text).toBeUndefined();
    expect(asked.questions).toMatchObject([
      {
        orgId: "org-1",
        askerId: "p-maya",
        text: "how close am I to quota & what's left?",
        channel: "dm",
        now: NOW,
        conversation: `teams:${TENANT}:${teams.direct("maya")}`,
      },
    ]);
  });

  test.each([
    { where: CHANNEL, kind: "public" },
    { where: GROUP, kind: "group" },
    { where: { id: "19:new-kind", conversationType: "something new" }, kind: "public" },
  ])("a mention in $where.conversationType is answered privately, with one line in place", async ({ where, kind }) => {
    await send(teams.mention("maya", where, "what did I earn?"));
    await sent(2);
    expect(everything(sentTo(teams.direct("maya")))).toContain(PAY);
    expect(sentTo(where.id)).toHaveLength(1);
    expect(everything(sentTo(where.id))).not.toMatch(/\d,\d{3}|18437/);
    expect(asked.questions).toMatchObject([{ text: "what did I earn?", channel: kind }]);
  });

  test("an answer that is wrongly handed over for a channel still goes to the asker alone", async () => {
    asked.next = async () => ({ shown: answer() });
    await send(teams.mention("maya", CHANNEL, "what did I earn?"));
    await sent(2);
    expect(everything(sentTo(teams.direct("maya")))).toContain(PAY);
    expect(everything(sentTo(CHANNEL.id))).not.toContain(PAY);
  });

  test("a mention without words asks for help", async () => {
    await send(teams.mention("maya", CHANNEL, "&nbsp;"));
    await sent(1);
    expect(asked.questions[0]?.text).toBe("help");
  });

  test("other people who are mentioned stand in the question by name", async () => {
    const entities = [
      { type: "mention", mentioned: { id: BOT_ID, name: "Pacer" }, text: "<at>Pacer</at>" },
      { type: "mention", mentioned: { id: "29:dana", name: "Dana Roth" }, text: "<at>Dana</at>" },
      { type: "clientInfo", locale: "en-US" },
    ];
    await send(teams.message("maya", "<at>Pacer</at> what about <at>Dana</at>?", { entities }));
    await sent(1);
    expect(asked.questions[0]?.text).toBe("what about Dana Roth?");
  });
});

describe("buttons", () => {
  const data = { skill: "payout_explain", input: { rep: null } };
  const pressed = { pressed: data, channel: "dm", askerId: "p-dana" };

  test("a card's button is acknowledged at once and asks its question as whoever pressed it", async () => {
    const { status, body } = await send(teams.press("dana", data));
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 200, statusCode: 200 });
    await sent(1);
    expect(asked.questions).toMatchObject([pressed]);
  });

  test("a client without Universal Actions sends the same as a message", async () => {
    await send(teams.activity("dana", { value: data }));
    await sent(1);
    expect(asked.questions).toMatchObject([pressed]);
  });

  test("a button in a channel answers the presser privately", async () => {
    await send(teams.press("dana", data, { conversation: { ...CHANNEL, tenantId: TENANT } }));
    await sent(2);
    expect(everything(sentTo(teams.direct("dana")))).toContain(PAY);
    expect(everything(sentTo(CHANNEL.id))).not.toContain(PAY);
  });

  test.each([null, "text", {}, { skill: "" }, { skill: "payout", input: [] }])(
    "a button with %j asks nothing",
    async (bad) => {
      expect((await send(teams.press("maya", bad))).status).toBe(200);
      await onlyALaterQuestionIsAnswered();
    },
  );
});

describe("who asks", () => {
  test("a person is matched by e-mail once and by object id from then on", async () => {
    await send(teams.message("maya", "payout"));
    await sent(1);
    teams.addMember("maya", "dana@acme.example", { aadObjectId: maya });
    await send(teams.message("maya", "what did I earn"));
    await sent(2);
    teams.addMember("maya", "maya.okafor@ACME.example", { aadObjectId: maya });
    expect(teams.count("members")).toBe(1);
    expect(asked.questions.map((question) => question.askerId)).toEqual(["p-maya", "p-maya"]);
  });

  test("the sign-in name counts where the mailbox is another", async () => {
    teams.addMember("d2", "sales@acme.example", { userPrincipalName: "dana@acme.example" });
    await send(teams.message("d2", "payout"));
    await sent(1);
    expect(asked.questions[0]?.askerId).toBe("p-dana");
  });

  test.each([
    { why: "nobody has the address", email: "stranger@acme.example", fields: {} },
    { why: "there is no address", email: undefined, fields: {} },
    {
      why: "two addresses point at two people",
      email: "dana@acme.example",
      fields: { userPrincipalName: "maya.okafor@acme.example" },
    },
    { why: "a guest by role", email: "dana@acme.example", fields: { userRole: "guest" } },
    {
      why: "a guest by sign-in name",
      email: "dana@acme.example",
      fields: { userPrincipalName: "dana_x#EXT#@acme.example" },
    },
    {
      why: "a member of another tenant",
      email: "dana@acme.example",
      fields: { tenantId: "00000000-0000-4000-8000-000000000000" },
    },
    { why: "no tenant is named", email: "dana@acme.example", fields: { tenantId: undefined } },
    { why: "the person has left", email: "lee@acme.example", fields: {} },
  ])("no figures when $why", async ({ email, fields }) => {
    teams.addMember("x", email, fields);
    await send(teams.message("x", "payout of Dana"));
    const [told] = await sent(1);
    expect(told?.activity.text).toMatch(/^(I could not match|You are a guest|Your account belongs)/);
    expect(asked.questions).toEqual([]);
    expect(store.identities.size).toBe(0);
  });

  test("the directory names another object id than the activity: no figures", async () => {
    teams.addMember("x", "dana@acme.example");
    const from = { id: "29:x", name: "x", aadObjectId: maya };
    await send(teams.message("x", "payout", { from }));
    expect((await sent(1))[0]?.activity.text).toContain("another workspace");
    expect(asked.questions).toEqual([]);
  });
});

describe("what is not let in", () => {
  test.each<[TokenFault, number]>([
    ["none", 401],
    ["not-a-token", 401],
    ["wrong-audience", 401],
    ["wrong-issuer", 401],
    ["expired", 401],
    ["not-yet", 401],
    ["other-service-url", 401],
    ["no-service-url", 401],
    ["other-key", 401],
    ["unsigned", 401],
    ["unendorsed-key", 401],
  ])("a token that is: %s", async (fault, status) => {
    expect((await send(teams.message("maya", "payout"), fault)).status).toBe(status);
    expect((await send(teams.press("maya", { skill: "payout", input: {} }), fault)).status).toBe(status);
    await onlyALaterQuestionIsAnswered();
    expect(logged("teams_refused")).toHaveLength(2);
  });

  test.each([
    {
      what: "another tenant's conversation",
      fields: { conversation: { id: "a:1", conversationType: "personal", tenantId: BOT_ID } },
      status: 403,
    },
    { what: "another tenant's channel data", fields: { channelData: { tenant: { id: BOT_ID } } }, status: 403 },
    {
      what: "no tenant at all",
      fields: { channelData: {}, conversation: { id: "a:1", conversationType: "personal" } },
      status: 403,
    },
    { what: "a service URL that is not Teams'", fields: { serviceUrl: "https://evil.example/" }, status: 403 },
    {
      what: "a service URL that looks like Teams'",
      fields: { serviceUrl: "https://smba.trafficmanager.net.evil.example/" },
      status: 403,
    },
    { what: "another channel", fields: { channelId: "directline" }, status: 400 },
    { what: "the emulator", fields: { channelId: "emulator" }, status: 400 },
    { what: "no sender", fields: { from: undefined }, status: 400 },
  ])("$what, though the token is in order", async ({ fields, status }) => {
    expect((await send(teams.message("maya", "payout", fields))).status).toBe(status);
    await onlyALaterQuestionIsAnswered();
  });

  test("what is no JSON, or too large", async () => {
    const post = (body: string) =>
      fetch(`${url}/api/messages`, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect((await post("{")).status).toBe(400);
    expect((await post(JSON.stringify({ text: "x".repeat(300_000) }))).status).toBe(413);
  });

  test("nobody, while the keys cannot be read", async () => {
    await bot.stop();
    await http.close();
    await startBot({ openIdMetadataUrl: `${teams.config.loginUrl}/keys/nowhere` });
    expect((await send(teams.message("maya", "payout"))).status).toBe(503);
    expect(asked.questions).toEqual([]);
  });

  test("the start, without an app id", async () => {
    const [bot] = teams.config.bots;
    if (!bot) throw new Error("no bot");
    await expect(startBot({ bots: [{ ...bot, appId: "" }] })).rejects.toThrow("TEAMS_APP_ID");
    expect((await send(teams.message("dana", "payout"))).status).toBe(200);
  });
});

describe("what is left alone", () => {
  test.each([
    { what: "its own message", fields: { from: { id: BOT_ID, aadObjectId: "x" } } },
    { what: "another bot", fields: { from: { id: "28:other", role: "bot", aadObjectId: "x" } } },
    { what: "an asker without an object id", fields: { from: { id: "29:maya", name: "maya" } } },
    { what: "people joining", fields: { type: "conversationUpdate", membersAdded: [{ id: "29:maya" }] } },
    { what: "a reaction", fields: { type: "messageReaction", reactionsAdded: [{ type: "like" }] } },
    { what: "an edit", fields: { type: "messageUpdate" } },
    { what: "an invoke of something else", fields: { type: "invoke", name: "task/fetch" } },
  ])("$what", async ({ fields }) => {
    expect((await send(teams.message("maya", "payout", fields))).status).toBe(200);
    await onlyALaterQuestionIsAnswered();
  });

  test("redeliveries: one activity is answered once, also when it comes twice at the same time", async () => {
    const activity = teams.message("maya", "payout");
    await Promise.all([send(activity), send(activity)]);
    await send(activity);
    await sent(1);
    await send(teams.message("maya", "a later question"));
    await sent(2);
    await bot.stop();
    expect(teams.sent).toHaveLength(2);
    expect(asked.questions.map(({ text }) => text)).toEqual(["payout", "a later question"]);
  });
});

describe("the same again", () => {
  test("is answered again once the first was answered, with a clock that stands still", async () => {
    await send(teams.message("maya", "how am I doing"));
    await sent(1);
    const [key = ""] = store.alike.keys();
    await eventually("the end of the turn", () => (store.alike.get(key) ?? 0) < Date.now() - 15_000);
    await send(teams.message("maya", "how am I doing"));
    await sent(2);
    expect(asked.questions).toHaveLength(2);
    for (const at of store.takenAt) expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test("while the first is being answered it is a repetition, under another id too", async () => {
    let answerNow: () => void = () => undefined;
    asked.next = () =>
      new Promise((resolve) => {
        answerNow = () => resolve({ shown: answer() });
      });
    await send(teams.message("maya", "how am I doing"));
    await eventually("the question", () => asked.questions[0]);
    await send(teams.message("maya", "how am I doing"));
    answerNow();
    await bot.stop();
    expect(asked.questions).toHaveLength(1);
  });
});

describe("when something fails", () => {
  const reference = /P-[2-9A-Z]{7}/;

  test("a failing question ends in one honest sentence whose reference is in the log, without its details", async () => {
    asked.next = () => Promise.reject(new Error(`cannot read ${PAY} of Okafor`));
    await send(teams.message("maya", "what about my secret deal?"));
    const [told, ...more] = await sent(1);
    expect(more).toEqual([]);
    const [id] = told?.activity.text?.match(reference) ?? [];
    expect(logged("question_failed")).toMatchObject([{ reference: id, surface: "teams", step: "ask", error: "Error" }]);
    expect(log.text()).not.toMatch(/18,437|okafor|secret deal|stand-in-secret/i);
  });

  test("what the asker can put right is said as it stands", async () => {
    asked.next = () => Promise.reject(new AskError("No period is called Q7.", "Try Q4."));
    await send(teams.message("maya", "payout in Q7"));
    expect((await sent(1))[0]?.activity.text).toBe("No period is called Q7. Try Q4.");
  });

  test("a store that does not answer is told, too", async () => {
    store.broken = true;
    await send(teams.message("maya", "payout"));
    expect((await sent(1))[0]?.activity.text).toMatch(reference);
  });

  test("Teams limits a call: it is made again after the time Teams names, and the answer arrives once", async () => {
    teams.script.next("activities", { kind: "limited", retryAfter: "1" });
    const began = performance.now();
    await send(teams.message("maya", "payout"));
    await sent(1);
    expect(performance.now() - began).toBeGreaterThanOrEqual(1000);
    expect(teams.count("activities")).toBe(2);
  });

  test.each([
    { what: "an answer of Teams that is lost", behaviour: { kind: "lost" } as const },
    { what: "an error 500", behaviour: { kind: "status", status: 500 } as const },
    { what: "an error 502", behaviour: { kind: "status", status: 502 } as const },
  ])("$what: the message is not sent a second time, the asker is told in doubt", async ({ behaviour }) => {
    teams.script.next("activities", behaviour);
    await send(teams.message("maya", "payout"));
    await eventually("the failure in the log", () => logged("question_failed")[0]);
    await bot.stop();
    expect(teams.sent.filter((message) => everything(message).includes(PAY)).length).toBeLessThanOrEqual(1);
    expect(teams.sent.at(-1)?.activity.text).toContain("could not deliver it");
    expect(teams.count("activities")).toBe(2);
  });

  test("look-ups that fail for a moment are repeated", async () => {
    teams.script.next("members", { kind: "status", status: 503 }, { kind: "lost" });
    teams.script.next("conversations", { kind: "status", status: 502 });
    await send(teams.mention("maya", CHANNEL, "payout"));
    await sent(2);
    expect(teams.count("members")).toBe(3);
    expect(teams.count("conversations")).toBe(2);
  });

  test("Teams is down: calls stay few, and the log says that the asker could not be told", async () => {
    teams.script.always("activities", { kind: "status", status: 503 });
    await send(teams.message("maya", "payout"));
    await eventually("the failure in the log", () => logged("failure_untold")[0]);
    expect(teams.count("activities")).toBe(2);
    expect(logged("question_failed")).toMatchObject([{ step: "deliver", error: "ConnectorError", code: "503" }]);
  });

  test("no private conversation: nothing in the channel claims there was one", async () => {
    teams.script.always("conversations", { kind: "status", status: 403 });
    await send(teams.mention("maya", CHANNEL, "payout"));
    await sent(1);
    await bot.stop();
    expect(teams.sent).toMatchObject([
      { conversation: CHANNEL.id, activity: { text: expect.stringContaining("could not deliver") } },
    ]);
  });

  test("one token serves many answers", async () => {
    for (const text of ["a", "b", "c"]) await send(teams.message("dana", text));
    await sent(3);
    expect(teams.count("token")).toBe(1);
  });

  test("a slow answer does not keep Teams waiting", async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    asked.next = async () => {
      await gate;
      return { shown: answer() };
    };
    expect((await send(teams.message("maya", "payout"))).status).toBe(200);
    expect(teams.sent).toEqual([]);
    finish();
    await sent(1);
  });
});
