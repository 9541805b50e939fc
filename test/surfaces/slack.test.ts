import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AskError } from "../../src/errors.js";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import { startSlack } from "../../src/surfaces/slack/index.js";
import type { RunningSurface } from "../../src/surfaces/surface.js";
import { eventually } from "../stand-ins/http.js";
import { SIGNING_SECRET, type Signing, SlackSender } from "../stand-ins/slack-sender.js";
import { APP_TOKEN, BOT, BOT_TOKEN, BOT_USER, SlackStandIn, TEAM } from "../stand-ins/slack-server.js";
import { answer, NOW, PAY, quietHome, quietWhatIf, RecordingAsk, recordingLog, SmallStore } from "./company.js";

const MAYA = "U0MAYA";
const DANA = "U0DANA";
const CHANNEL = "C0SALES";

let slack: SlackStandIn;
let http: Http;
let bot: RunningSurface;
let send: SlackSender;
let store: SmallStore;
let asked: RecordingAsk;
let log: ReturnType<typeof recordingLog>;

async function startBot(config: { appToken?: string } = {}): Promise<void> {
  http = createHttp({ log: log.log, ping: async () => undefined });
  bot = await startSlack({
    config: {
      botToken: BOT_TOKEN,
      appToken: config.appToken,
      signingSecret: config.appToken ? undefined : SIGNING_SECRET,
      apiUrl: slack.apiUrl,
    },
    store: store.asStore(),
    ask: (question) => asked.ask(question),
    log: log.log,
    now: () => NOW,
    orgSlug: "acme",
    home: quietHome,
    whatIf: quietWhatIf,
    http,
  });
  const { url } = await http.listen("127.0.0.1", 0);
  send = new SlackSender(url, slack);
}

beforeAll(async () => {
  slack = await SlackStandIn.start();
  slack.addUser(MAYA, "maya.okafor@ACME.example");
  slack.addUser(DANA, "dana@acme.example");
});
beforeEach(async () => {
  store = new SmallStore();
  asked = new RecordingAsk();
  log = recordingLog();
  await startBot();
  slack.forget();
});
afterEach(async () => {
  await bot.stop();
  await http.close();
});
afterAll(() => slack.close());

/** Messages taken by Slack once everything under way has ended. */
async function settled() {
  await bot.stop();
  return slack.posted;
}
/** A later question of somebody else is answered, and nothing else was: the events before it were left alone. */
async function onlyALaterQuestionIsAnswered(): Promise<void> {
  await send.send(send.message(DANA, "a later question"));
  await eventually("the later answer", () => seenIn(slack.direct(DANA))[0]);
  await settled();
  expect(slack.posted.map(({ channel }) => channel)).toEqual([slack.direct(DANA)]);
  expect(asked.questions.map(({ text }) => text)).toEqual(["a later question"]);
}
const seenIn = (channel: string) => slack.posted.filter((posted) => posted.channel === channel);
const everything = (posted: unknown) => JSON.stringify(posted);
const posted = (count: number) => eventually(`${count} messages`, () => slack.posted.length >= count && slack.posted);

describe("where an answer goes", () => {
  test("a direct message is answered in its thread, as the person behind the account", async () => {
    expect(await send.send(send.message(MAYA, "how close am I to quota &amp; what&apos;s left?"))).toBe(200);
    const [answered] = await posted(1);
    expect(answered).toMatchObject({ channel: slack.direct(MAYA), threadTs: expect.any(String) });
    expect(everything(answered?.blocks)).toContain(PAY);
    expect(answered?.text).not.toContain(PAY);
    expect(asked.questions).toMatchObject([
      {
        orgId: "org-1",
        askerId: "p-maya",
        text: "how close am I to quota & what&apos;s left?",
        channel: "dm",
        now: NOW,
        conversation: `slack:${TEAM}:${slack.direct(MAYA)}`,
      },
    ]);
  });

  test("a mention in a channel is answered privately, and the channel gets one line without a figure", async () => {
    await send.send(send.mention(MAYA, CHANNEL, "what did I earn?"));
    await posted(2);
    expect(everything(seenIn(slack.direct(MAYA)))).toContain(PAY);
    expect(seenIn(CHANNEL)).toHaveLength(1);
    expect(everything(seenIn(CHANNEL))).not.toMatch(/\d,\d{3}|18437/);
    expect(seenIn(CHANNEL)[0]?.threadTs).toBeDefined();
    expect(asked.questions).toMatchObject([{ text: "what did I earn?", channel: "public" }]);
  });

  test("an answer that is wrongly handed over for a channel still goes to the asker alone", async () => {
    asked.next = async () => ({ shown: answer() });
    await send.send(send.mention(MAYA, CHANNEL, "what did I earn?"));
    await posted(2);
    expect(everything(seenIn(slack.direct(MAYA)))).toContain(PAY);
    expect(everything(seenIn(CHANNEL))).not.toContain(PAY);
  });

  test("a command in a channel is answered privately with a line that only its user sees", async () => {
    await send.send(send.command(MAYA, CHANNEL, "payout"));
    await posted(2);
    expect(everything(seenIn(slack.direct(MAYA)))).toContain(PAY);
    expect(seenIn(CHANNEL)).toMatchObject([{ to: MAYA }]);
    expect(everything(seenIn(CHANNEL))).not.toContain(PAY);
  });

  test.each([
    { name: "privategroup", channel: "G0DEALS", kind: "private" },
    { name: "mpdm-maya--dana-1", channel: "G0THREE", kind: "group" },
    { name: "directmessage", channel: "D0OTHERPEOPLE", kind: "group" },
    { name: "directmessage", channel: `D${MAYA}`, kind: "dm" },
  ])("a command in $name $channel counts as $kind", async ({ name, channel, kind }) => {
    await send.send(send.command(MAYA, channel, "payout", name));
    await eventually("the question", () => asked.questions[0]);
    expect(asked.questions[0]?.channel).toBe(kind);
    await settled();
    if (kind !== "dm") expect(everything(seenIn(channel))).not.toContain(PAY);
  });

  test("a command or a mention without words asks for help", async () => {
    await send.send(send.command(MAYA, CHANNEL, "  "));
    await send.send(send.mention(MAYA, CHANNEL, ""));
    await eventually("both questions", () => asked.questions.length === 2);
    expect(asked.questions.map(({ text, pressed }) => pressed?.skill ?? text)).toEqual(["help", "help"]);
  });

  test("people who are mentioned stand in the question by name", async () => {
    await send.send(send.message(MAYA, `what about <@${DANA}>, see <https://acme.example/x|the deal> or <@U0NOBODY>?`));
    await posted(1);
    expect(asked.questions[0]?.text).toBe("what about Dana Roth, see the deal or somebody?");
  });
});

describe("buttons", () => {
  /** The first button below the newest answer in a conversation. */
  const buttonIn = (channel: string) => {
    const blocks = (seenIn(channel).at(-1)?.blocks ?? []) as { type: string; elements?: Record<string, string>[] }[];
    const { value = "", action_id: actionId = "" } = blocks.find(({ type }) => type === "actions")?.elements?.[0] ?? {};
    return { value, actionId };
  };
  const answered = async (who: string) => {
    await send.send(send.message(who, "payout"));
    await posted(1);
    return buttonIn(slack.direct(who));
  };

  test("a button carries an id and nothing of what it asks", async () => {
    const { value, actionId } = await answered(MAYA);
    expect(actionId).toBe("ask:0");
    expect(value).toMatch(/^[\w-]{24}$/);
    expect(everything(slack.posted)).not.toContain("payout_explain");
  });

  test("a button asks its question in the thread it stands in", async () => {
    const { value } = await answered(MAYA);
    await send.send(send.press(MAYA, slack.direct(MAYA), value));
    await posted(2);
    expect(slack.posted[1]).toMatchObject({ channel: slack.direct(MAYA), threadTs: "1700000000.000100" });
    expect(asked.questions[1]).toMatchObject({
      askerId: "p-maya",
      channel: "dm",
      pressed: { skill: "payout_explain", input: { rep: null, period: null } },
    });
  });

  test("a button of somebody's private answer does nothing for another, wherever it got to", async () => {
    const { value } = await answered(MAYA);
    await send.send(send.press(DANA, CHANNEL, value));
    await posted(2);
    expect(slack.posted[1]).toMatchObject({
      channel: CHANNEL,
      to: DANA,
      text: expect.stringContaining("somebody else"),
    });
    expect(asked.questions).toHaveLength(1);
  });

  test("a button that everybody in a channel sees answers the presser alone, as the presser", async () => {
    asked.next = async ({ channel, pressed }) => ({
      shown: answer(
        channel === "dm" || pressed ? {} : { confidential: false, headline: "What I can answer", figures: [] },
      ),
    });
    await send.send(send.mention(MAYA, CHANNEL, "help"));
    await posted(1);
    const { value } = buttonIn(CHANNEL);
    await send.send(send.press(DANA, CHANNEL, value));
    await posted(3);
    expect(everything(seenIn(slack.direct(DANA)))).toContain(PAY);
    expect(seenIn(CHANNEL)[1]).toMatchObject({ to: DANA });
    expect(everything(seenIn(CHANNEL))).not.toContain(PAY);
    expect(asked.questions[1]).toMatchObject({ askerId: "p-dana" });
  });

  test("a press that is delivered twice asks once", async () => {
    const { value } = await answered(MAYA);
    const press = send.press(MAYA, slack.direct(MAYA), value);
    await Promise.all([send.send(press), send.send(press)]);
    await posted(2);
    await settled();
    expect(asked.questions).toHaveLength(2);
  });

  test("a button is forgotten after a month, and says so", async () => {
    const { value } = await answered(MAYA);
    const state = store.states.get(value);
    if (state) store.states.set(value, { ...state, expiresAt: NOW });
    await send.send(send.press(MAYA, slack.direct(MAYA), value));
    await posted(2);
    expect(slack.posted[1]).toMatchObject({ to: MAYA, text: expect.stringContaining("too old") });
    expect(asked.questions).toHaveLength(1);
  });

  test.each(["not json", '{"skill":"payout","input":{}}', "null", "", "../../etc"])(
    "a button with the made-up value %j asks nothing",
    async (bad) => {
      expect(await send.send(send.press(MAYA, slack.direct(MAYA), bad))).toBe(200);
      await posted(1);
      expect(slack.posted[0]?.text).toContain("too old");
      expect(asked.questions).toEqual([]);
    },
  );

  test("a made-up action id of a real answer asks nothing", async () => {
    const { value } = await answered(MAYA);
    await send.send(send.press(MAYA, slack.direct(MAYA), value, "ask:7"));
    await posted(2);
    expect(asked.questions).toHaveLength(1);
  });

  test("a button of something else is acknowledged and asks nothing", async () => {
    expect(await send.send(send.press(MAYA, slack.direct(MAYA), "x", "open_link"))).toBe(200);
    await onlyALaterQuestionIsAnswered();
  });
});

describe("who asks", () => {
  test("a person is matched by e-mail once and by platform id from then on", async () => {
    await send.send(send.message(MAYA, "payout"));
    await posted(1);
    slack.addUser(MAYA, "dana@acme.example");
    await send.send(send.message(MAYA, "payout"));
    await posted(2);
    slack.addUser(MAYA, "maya.okafor@ACME.example");
    expect(slack.count("users.info")).toBe(1);
    expect(asked.questions.map((question) => question.askerId)).toEqual(["p-maya", "p-maya"]);
  });

  test.each([
    { why: "nobody has the address", user: ["U1", "stranger@acme.example", {}] },
    { why: "an alias is another address", user: ["U2", "dana+sales@acme.example", {}] },
    { why: "a look-alike is another address", user: ["U3", "dаna@acme.example", {}] },
    { why: "a person's name is no address", user: ["U4", "Dana Roth", {}] },
    { why: "the person has left", user: ["U5", "lee@acme.example", {}] },
    { why: "there is no address", user: ["U6", undefined, {}] },
    { why: "a guest", user: ["U7", "dana@acme.example", { is_restricted: true }] },
    { why: "a single-channel guest", user: ["U8", "dana@acme.example", { is_ultra_restricted: true }] },
    { why: "somebody of another workspace", user: ["U9", "dana@acme.example", { team_id: "T0OTHER" }] },
    { why: "a stranger", user: ["U10", "dana@acme.example", { is_stranger: true }] },
    { why: "a deactivated account", user: ["U11", "dana@acme.example", { deleted: true }] },
    { why: "an unconfirmed address", user: ["U12", "dana@acme.example", { is_email_confirmed: false }] },
    { why: "an app's account", user: ["U13", "dana@acme.example", { is_bot: true }] },
  ] as const)("no figures when $why", async ({ user: [id, email, fields] }) => {
    slack.addUser(id, email, fields);
    await send.send(send.message(id, "payout of Dana"));
    const [told, ...more] = await posted(1);
    expect(more).toEqual([]);
    expect(told?.channel).toBe(slack.direct(id));
    expect(told?.text).toMatch(
      /^(I could not match|You are a guest|Your account belongs|This account is|The e-mail|Pacer answers)/,
    );
    expect(asked.questions).toEqual([]);
    expect(store.identities.size).toBe(0);
  });

  test.each([
    { what: "deactivated", fields: { deleted: true }, told: "deactivated" },
    { what: "made a guest", fields: { is_restricted: true }, told: "guest" },
    { what: "moved to another workspace", fields: { team_id: "T0OTHER" }, told: "another workspace" },
  ])("somebody linked who is $what gets nothing once Slack says so", async ({ fields, told }) => {
    await send.send(send.message(MAYA, "payout"));
    await posted(1);
    slack.addUser(MAYA, "maya.okafor@ACME.example", fields);
    await send.send(send.envelope({ type: "user_change", user: { id: MAYA } }));
    await send.send(send.message(MAYA, "payout"));
    const [, refused] = await posted(2);
    slack.addUser(MAYA, "maya.okafor@ACME.example");
    expect(refused?.text).toContain(told);
    expect(asked.questions).toHaveLength(1);
  });

  test("an address that passes to another account opens nothing: the person has one already", async () => {
    await send.send(send.message(MAYA, "payout"));
    await posted(1);
    slack.addUser("U0NEW", "maya.okafor@acme.example");
    await send.send(send.message("U0NEW", "payout"));
    const [, refused] = await posted(2);
    expect(refused?.text).toContain("ask your Pacer admin to move the connection");
    expect(asked.questions).toHaveLength(1);
    expect([...store.identities.keys()]).toEqual([`slack:${TEAM}:${MAYA}`]);
  });

  test("in a thread where somebody else spoke, each message is its own author's", async () => {
    const thread = { thread_ts: "1700000009.000100" };
    await send.send(send.mention(MAYA, CHANNEL, "payout", thread));
    await send.send(send.mention(DANA, CHANNEL, "and mine?", thread));
    await posted(4);
    expect(asked.questions.map(({ askerId }) => askerId).sort()).toEqual(["p-dana", "p-maya"]);
    expect(everything(seenIn(CHANNEL))).not.toContain(PAY);
    expect(seenIn(slack.direct(DANA))).toHaveLength(1);
  });

  test("in a channel with people of other companies nothing is answered", async () => {
    await send.send({ ...send.mention(MAYA, CHANNEL, "payout"), is_ext_shared_channel: true });
    expect(await posted(1)).toMatchObject([
      { channel: CHANNEL, to: MAYA, text: expect.stringContaining("other companies") },
    ]);
    expect(asked.questions).toEqual([]);
  });

  test("somebody unknown in a channel is told so alone", async () => {
    slack.addUser("U14", "nobody@acme.example");
    await send.send(send.mention("U14", CHANNEL, "payout of Dana"));
    expect(await posted(1)).toMatchObject([{ channel: CHANNEL, to: "U14" }]);
  });

  test("a workspace whose organisation is not there yet shows nothing, and answers once it is", async () => {
    const absent = store.organisations.splice(0);
    store.workspaces.clear();
    await send.send(send.message(MAYA, "payout"));
    expect((await posted(1))[0]?.text).toContain("not connected");
    store.organisations.push(...absent);
    await send.send(send.message(MAYA, "payout"));
    await posted(2);
    expect(asked.questions).toHaveLength(1);
  });

  test("a link into another organisation opens nothing", async () => {
    store.identities.set(`slack:${TEAM}:${MAYA}`, { orgId: "org-2", personId: "p-elsewhere" });
    await send.send(send.message(MAYA, "payout"));
    expect((await posted(1))[0]?.text).toContain("could not match");
    expect(asked.questions).toEqual([]);
  });
});

describe("what is left alone", () => {
  test.each([
    { what: "its own message", event: { user: BOT_USER, bot_id: BOT } },
    { what: "another app's message", event: { bot_id: "B0OTHER" } },
    { what: "an app's message by subtype", event: { subtype: "bot_message" } },
    { what: "an edit", event: { subtype: "message_changed" } },
    { what: "a deletion", event: { subtype: "message_deleted" } },
    { what: "Slackbot", event: { user: "USLACKBOT" } },
    { what: "a message in a channel that mentions nobody", event: { channel: CHANNEL, channel_type: "channel" } },
  ])("$what", async ({ event }) => {
    expect(await send.send(send.message(MAYA, "payout", event))).toBe(200);
    await onlyALaterQuestionIsAnswered();
  });

  test("an event of another workspace", async () => {
    const foreign = { ...send.message(MAYA, "payout"), team_id: "T0OTHER", authorizations: [{ team_id: "T0OTHER" }] };
    await send.send(foreign);
    await onlyALaterQuestionIsAnswered();
  });

  test("the copy of a direct message that a mention in it makes", async () => {
    await send.send(send.mention(MAYA, slack.direct(MAYA), "payout"));
    await onlyALaterQuestionIsAnswered();
  });

  test("redeliveries: one event is answered once, also when it comes twice at the same time", async () => {
    const event = send.message(MAYA, "payout");
    const retry = { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" };
    const statuses = await Promise.all([send.send(event), send.send(event), send.send(event, "valid", retry)]);
    expect(statuses).toEqual([200, 200, 200]);
    await posted(1);
    await send.send(send.message(MAYA, "a later question"));
    await posted(2);
    expect(asked.questions.map(({ text }) => text)).toEqual(["payout", "a later question"]);
    expect(await settled()).toHaveLength(2);
  });

  test.each<Signing>(["none", "forged", "other-body", "old", "future", "no-time"])(
    "a request whose signature is: %s",
    async (signing) => {
      const payloads = [
        send.message(MAYA, "payout"),
        send.command(MAYA, CHANNEL, "payout"),
        send.press(MAYA, slack.direct(MAYA), '{"skill":"payout","input":{}}'),
      ];
      for (const payload of payloads) expect(await send.send(payload, signing)).toBe(401);
      await onlyALaterQuestionIsAnswered();
    },
  );

  test("a body too large for an event", async () => {
    expect(await send.send(send.message(MAYA, "x".repeat(300_000)))).toBeGreaterThanOrEqual(400);
    expect(asked.questions).toEqual([]);
  });
});

describe("when something fails", () => {
  const reference = /P-[2-9A-Z]{7}/;
  const logged = (event: string) => log.lines().filter((line) => line.event === event);

  test("a failing question ends in one honest sentence whose reference is in the log, without its details", async () => {
    asked.next = () => Promise.reject(new Error(`cannot read ${PAY} of Okafor`));
    await send.send(send.message(MAYA, "what about my secret deal?"));
    const [told, ...more] = await posted(1);
    expect(more).toEqual([]);
    expect(told?.text).toContain("Sorry, I could not answer that");
    const [id] = told?.text.match(reference) ?? [];
    expect(logged("question_failed")).toMatchObject([{ reference: id, surface: "slack", step: "ask", error: "Error" }]);
    expect(log.text()).not.toMatch(/18,437|okafor|secret deal|xoxb/i);
  });

  test("what the asker can put right is said as it stands", async () => {
    asked.next = () => Promise.reject(new AskError("No period is called Q7.", "Try Q4 or 'last quarter'."));
    await send.send(send.message(MAYA, "payout in Q7"));
    expect((await posted(1))[0]?.text).toBe("No period is called Q7. Try Q4 or 'last quarter'.");
  });

  test("a store that does not answer is told, too", async () => {
    store.broken = true;
    await send.send(send.command(MAYA, CHANNEL, "payout"));
    const [told] = await posted(1);
    expect(told).toMatchObject({ to: MAYA, text: expect.stringMatching(reference) });
    expect(log.text()).not.toContain(PAY);
  });

  test("Slack limits a call: it is made again after the time Slack names, and the answer arrives once", async () => {
    slack.script.next("chat.postMessage", { kind: "limited", retryAfter: "1" });
    const began = performance.now();
    await send.send(send.message(MAYA, "payout"));
    await posted(1);
    expect(performance.now() - began).toBeGreaterThanOrEqual(1000);
    expect(await settled()).toHaveLength(1);
    expect(slack.count("chat.postMessage")).toBe(2);
  });

  test("Slack limits without end: calls stay few, and the log says that the asker could not be told", async () => {
    slack.script.always("chat.postMessage", { kind: "limited", retryAfter: "0" });
    await send.send(send.message(MAYA, "payout"));
    await eventually("the failure in the log", () => logged("failure_untold")[0]);
    expect(slack.count("chat.postMessage")).toBeLessThanOrEqual(8);
    expect(logged("question_failed")).toMatchObject([
      { step: "deliver", code: expect.stringContaining("rate_limited") },
    ]);
  });

  test.each([
    { what: "an answer of Slack that is lost", behaviour: { kind: "lost" } as const },
    { what: "an answer of Slack that is not JSON", behaviour: { kind: "malformed" } as const },
    { what: "an error 500", behaviour: { kind: "status", status: 500 } as const },
  ])("$what: the message is not posted a second time, the asker is told in doubt", async ({ behaviour }) => {
    slack.script.next("chat.postMessage", behaviour);
    await send.send(send.message(MAYA, "payout"));
    await eventually("the failure in the log", () => logged("question_failed")[0]);
    const messages = await settled();
    expect(messages.filter((message) => everything(message).includes(PAY)).length).toBeLessThanOrEqual(1);
    expect(messages.at(-1)?.text).toContain("could not deliver it");
  });

  test("a look-up that fails for a moment is repeated", async () => {
    slack.script.next("users.info", { kind: "status", status: 503 }, { kind: "lost" });
    slack.script.next("conversations.open", { kind: "refused", error: "internal_error" });
    await send.send(send.mention(MAYA, CHANNEL, "payout"));
    await posted(2);
    expect(slack.count("users.info")).toBe(3);
    expect(slack.count("conversations.open")).toBe(2);
  });

  test("blocks that Slack refuses are drawn plainer", async () => {
    slack.script.next("chat.postMessage", { kind: "refused", error: "invalid_blocks" });
    await send.send(send.message(MAYA, "payout"));
    expect(everything(await posted(1))).toContain(PAY);
    expect(slack.count("chat.postMessage")).toBe(2);
  });

  test("no private conversation: nothing in the channel claims there was one", async () => {
    slack.script.always("conversations.open", { kind: "refused", error: "user_disabled" });
    await send.send(send.mention(MAYA, CHANNEL, "payout"));
    expect(await posted(1)).toMatchObject([
      { channel: CHANNEL, to: MAYA, text: expect.stringContaining("could not deliver") },
    ]);
    expect(everything(slack.posted)).not.toContain(PAY);
  });

  test("a channel that cannot be written to: the private answer still stands", async () => {
    slack.script.next("chat.postMessage", { kind: "slow", ms: 1 }, { kind: "refused", error: "is_archived" });
    await send.send(send.mention(MAYA, CHANNEL, "payout"));
    await eventually("the warning", () => logged("channel_line_failed")[0]);
    expect(await settled()).toMatchObject([{ channel: slack.direct(MAYA) }]);
  });

  test("a slow answer does not keep Slack waiting", async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    asked.next = async () => {
      await gate;
      return { shown: answer() };
    };
    expect(await send.send(send.message(MAYA, "payout"))).toBe(200);
    expect(slack.posted).toEqual([]);
    finish();
    await posted(1);
  });

  test("questions of one conversation are answered in their order", async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    asked.next = async ({ text }) => {
      if (text === "first") await gate;
      return { shown: answer({ headline: text, figures: [] }) };
    };
    await send.send(send.message(MAYA, "first"));
    await send.send(send.message(MAYA, "second"));
    await send.send(send.message(DANA, "other"));
    await posted(1);
    finish();
    await posted(3);
    expect(slack.posted.map(({ blocks }) => /first|second|other/.exec(everything(blocks))?.[0])).toEqual([
      "other",
      "first",
      "second",
    ]);
  });
});

describe("starting", () => {
  test("links the workspace to the configured organisation once, and never moves it", async () => {
    expect(store.workspaces).toEqual(new Map([[`slack:${TEAM}`, "org-1"]]));
  });

  test("a token that Slack refuses stops the start with a sentence that names the setting", async () => {
    slack.script.next("auth.test", { kind: "refused", error: "invalid_auth" });
    await expect(startBot()).rejects.toThrow("SLACK_BOT_TOKEN");
  });

  test("over Socket Mode: answered, acknowledged, and redelivery left alone", async () => {
    await bot.stop();
    await http.close();
    await startBot({ appToken: APP_TOKEN });
    slack.forget();
    const event = send.message(MAYA, "payout");
    await slack.sendOverSocket("events_api", "e-1", event);
    await posted(1);
    await slack.sendOverSocket("events_api", "e-2", event);
    await slack.sendOverSocket("slash_commands", "e-3", send.command(MAYA, CHANNEL, "payout"));
    await posted(3);
    const [id = ""] = store.states.keys();
    await slack.sendOverSocket("interactive", "e-4", send.press(MAYA, slack.direct(MAYA), id));
    await posted(4);
    expect(asked.questions).toHaveLength(3);
    expect(await send.send(event)).toBe(404);
  });
});
