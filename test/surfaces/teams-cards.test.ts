import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { AskError } from "../../src/errors.js";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import { type RunningTeams, startTeams } from "../../src/surfaces/teams/index.js";
import { eventually } from "../stand-ins/http.js";
import { BOT_ID, TENANT, TeamsStandIn } from "../stand-ins/teams-server.js";
import { answer, NOW, PAY, RecordingAsk, recordingLog, SmallStore } from "./company.js";

const CHANNEL = { id: "19:sales@thread.tacv2;messageid=1", conversationType: "channel", tenantId: TENANT };
const QUESTION = { skill: "payout", input: { period: "2026-Q4" } };
const DIALOG = {
  title: "Try an amount",
  skill: "what_if",
  input: { period: "2026-Q4" },
  fields: [{ key: "amount", label: "Amount", kind: "amount", required: true }],
};

let teams: TeamsStandIn;
let http: Http;
let bot: RunningTeams;
let url: string;
let store: SmallStore;
let asked: RecordingAsk;
let log: ReturnType<typeof recordingLog>;
let maya: string;

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
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  teams = await TeamsStandIn.start();
  maya = teams.addMember("maya", "maya.okafor@acme.example");
  teams.addMember("dana", "dana@acme.example");
  teams.addMember("guest", "dana@acme.example", { userRole: "guest" });
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

/** Sends an invoke and reads what Teams is told in the response. */
async function invoked(activity: Record<string, unknown>) {
  const { status, body } = await teams.send(url, activity);
  expect(status).toBe(200);
  return JSON.parse(body) as {
    type?: string;
    value?: Record<string, unknown>;
    task?: { type: string; value: { title?: string; card?: { content: unknown } } };
  };
}
const everything = (sent: unknown) => JSON.stringify(sent);

describe("a card that answers in place", () => {
  const show = (name: string, fields: Record<string, unknown> = {}, data: unknown = QUESTION) =>
    invoked(teams.press(name, data, fields, "show"));

  test("the response is the card with current figures, for whoever looked at it, and no message is sent", async () => {
    const { type, value } = await show("maya");
    expect(type).toBe("application/vnd.microsoft.card.adaptive");
    expect(everything(value)).toContain(PAY);
    expect(asked.questions).toMatchObject([{ askerId: "p-maya", pressed: QUESTION, channel: "dm", text: "" }]);
    await bot.stop();
    expect(teams.sent).toEqual([]);
  });

  test("it is not what its reader last asked: a follow-up has another conversation", async () => {
    await show("maya");
    await teams.send(url, teams.message("maya", "and last quarter?"));
    await eventually("the answer", () => teams.sent[0]);
    const [card, message] = asked.questions.map(({ conversation }) => conversation);
    expect(message).toBe(`teams:${TENANT}:${teams.direct("maya")}`);
    expect(card).not.toBe(message);
  });

  test("a page is turned in the card, within the same limits as a message", async () => {
    const rows = Array.from({ length: 90 }, (_, i) => [{ kind: "text" as const, text: `Deal number ${i}` }]);
    asked.next = async () => ({ shown: answer({ tables: [{ columns: [{ label: "Deal" }], rows }] }) });
    const first = everything((await show("maya")).value);
    const second = everything((await show("maya", {}, { ...QUESTION, page: 2 })).value);
    expect(first).toContain("Page 1 of");
    expect(second).toContain("Page 2 of");
    expect(second).not.toContain('"Deal number 0"');
    expect(asked.questions.map(({ pressed }) => pressed)).toEqual([QUESTION, QUESTION]);
  });

  test("in a channel nobody's figures are shown, and nothing is sent for a card that was only looked at", async () => {
    const { type, value } = await show("maya", { conversation: CHANNEL });
    expect(type).toBe("application/vnd.microsoft.activity.message");
    expect(everything(value)).not.toContain(PAY);
    await bot.stop();
    expect(everything(teams.sent)).not.toContain(PAY);
  });

  test("a guest, and a question that cannot be answered, get one sentence", async () => {
    expect(everything((await show("guest")).value)).toContain("You are a guest");
    asked.next = () => Promise.reject(new AskError("No period is called Q7.", "Try Q4."));
    expect((await show("maya")).value).toBe("No period is called Q7. Try Q4.");
  });

  test("the same press delivered again changes nothing", async () => {
    const press = teams.press("maya", QUESTION, {}, "show");
    expect(everything((await invoked(press)).value)).toContain(PAY);
    expect(await invoked(press)).toEqual({});
    expect(asked.questions).toHaveLength(1);
  });

  test("the card in the personal chat refreshes for its reader; the one sent privately from a channel, too", async () => {
    asked.next = async () => {
      const period = { label: "Q4 2026", start: "2026-10-01", end: "2027-01-01" };
      return { shown: answer({ period }) };
    };
    await teams.send(url, teams.message("maya", "payout"));
    await teams.send(url, teams.mention("dana", CHANNEL, "payout"));
    await eventually("both answers", () => teams.sent.length >= 3 && teams.sent);
    const viewers = teams.sent.flatMap(({ activity }) => {
      const card = activity.attachments?.[0]?.content as { refresh?: { userIds: string[] } } | undefined;
      return card?.refresh?.userIds ?? [];
    });
    expect(viewers.sort()).toEqual(["29:dana", "29:maya"]);
  });
});

describe("a dialog", () => {
  const open = (data: unknown) => invoked(teams.task("maya", "fetch", data));
  const submit = (data: unknown, fields: Record<string, unknown> = {}) =>
    invoked(teams.task("maya", "submit", data, fields));

  test("opens with its fields, without asking anything", async () => {
    const { task } = await open({ msteams: { type: "task/fetch" }, dialog: DIALOG });
    expect(task?.type).toBe("continue");
    expect(everything(task?.value.card)).toContain('"type":"Input.Text"');
    expect(asked.questions).toEqual([]);
  });

  test("what is filled in becomes the question; the answer stands above the fields, filled in as they were", async () => {
    const { task } = await submit({ amount: "50k", dialog: DIALOG });
    expect(asked.questions[0]?.pressed).toEqual({
      skill: "what_if",
      input: { period: "2026-Q4", amount: { value: "50000", unit: "plain", currency: null } },
    });
    const card = everything(task?.value.card);
    expect(card).toContain(PAY);
    expect(card).toContain('"value":"50k"');
    await bot.stop();
    expect(teams.sent).toEqual([]);
  });

  test("a field that cannot be read says so beside itself, and nothing is asked", async () => {
    const { task } = await submit({ amount: "lots", dialog: DIALOG });
    expect(everything(task?.value.card)).toContain("Write it like 50,000, 50k or 110%.");
    expect(everything(task?.value.card)).toContain('"value":"lots"');
    expect(asked.questions).toEqual([]);
  });

  test("only its own fields count: another person cannot be slipped in beside them", async () => {
    await submit({ amount: "1", person: "dana", skill: "payout", dialog: DIALOG });
    expect(asked.questions[0]?.pressed?.input).not.toHaveProperty("person");
    expect(asked.questions[0]).toMatchObject({ askerId: "p-maya", pressed: { skill: "what_if" } });
  });

  test("opened from a channel the figures go to the asker's own chat", async () => {
    const { task } = await submit({ amount: "50k", dialog: DIALOG }, { conversation: CHANNEL });
    expect(everything(task)).not.toContain(PAY);
    await eventually("the private answer", () => teams.sent[0]);
    expect(teams.sent.map(({ conversation }) => conversation)).toEqual([teams.direct("maya")]);
  });

  test.each([null, {}, { dialog: { title: "x" } }, { dialog: { ...DIALOG, fields: [{ key: "x", kind: "file" }] } }])(
    "that is not one of ours opens nothing: %j",
    async (data) => {
      expect(await open(data)).toEqual({});
      expect(asked.questions).toEqual([]);
    },
  );

  test("a client without dialogs asks its question as it is", async () => {
    await teams.send(url, teams.activity("maya", { value: { msteams: { type: "task/fetch" }, dialog: DIALOG } }));
    await eventually("the answer", () => teams.sent[0]);
    expect(asked.questions[0]?.pressed).toEqual({ skill: "what_if", input: { period: "2026-Q4" } });
  });
});

describe("a form", () => {
  const FORM = { title: "Set a goal", skill: "goal_form", input: {}, form: true };
  const FIELDS = [{ key: "amount", label: "How much", kind: "amount" as const }];
  const form = answer({
    outcome: "clarify",
    headline: "Set a goal",
    body: "It is yours alone.",
    figures: [],
    actions: [{ label: "Preview", ask: { skill: "goal_form", input: { filled: true } }, fields: FIELDS }],
  });
  type Card = { body: unknown[]; actions: { title: string; data: { dialog: unknown } }[] };
  const cardOf = async (step: "fetch" | "submit", data: unknown) =>
    (await invoked(teams.task("maya", step, data))).task?.value.card?.content as Card;

  test("opens with what is to be filled in for whoever opens it, is previewed, and confirmed in the same dialog", async () => {
    asked.next = async () => ({ shown: form });
    const opened = await cardOf("fetch", { msteams: { type: "task/fetch" }, dialog: FORM });
    expect(asked.questions).toMatchObject([{ askerId: "p-maya", pressed: { skill: "goal_form", input: {} } }]);
    expect(everything(opened.body)).toContain("It is yours alone.");
    asked.next = async () => ({
      shown: answer({
        outcome: "confirm",
        headline: "Your goal: 5 deals",
        figures: [],
        actions: [
          { label: "Set the goal", ask: { skill: "confirm", input: { proposal: "P-1" } } },
          { label: "Cancel", ask: { skill: "cancel", input: { proposal: "P-1" } } },
          { label: "Elsewhere", ask: { skill: "payout", input: {} } },
        ],
      }),
    });
    const preview = await cardOf("submit", { ...opened.actions[0]?.data, amount: "5" });
    expect(asked.questions[1]?.pressed).toMatchObject({ input: { filled: true, amount: { value: "5" } } });
    expect(everything(preview.body)).toContain("Your goal: 5 deals");
    expect(preview.actions.map(({ title }) => title)).toEqual(["Set the goal", "Cancel"]);
    asked.next = async () => ({ shown: answer({ headline: "Your goal is set.", figures: [], actions: [] }) });
    const done = await cardOf("submit", preview.actions[0]?.data);
    expect(asked.questions[2]?.pressed).toEqual({ skill: "confirm", input: { proposal: "P-1" } });
    expect(everything(done.body)).toContain("Your goal is set.");
    expect(done.actions).toEqual([]);
    await bot.stop();
    expect(teams.sent).toEqual([]);
  });

  test("says what is wrong beside the field, filled in as it was", async () => {
    asked.next = async () => ({ shown: { ...form, faults: { amount: "A whole number, please." } } });
    const dialog = { title: "Set a goal", ...form.actions?.[0]?.ask, fields: FIELDS };
    const back = await cardOf("submit", { dialog, amount: "5.5" });
    expect(everything(back.body)).toContain("A whole number, please.");
    expect(everything(back.body)).toContain('"value":"5.5"');
  });
});

describe("files", () => {
  const FILE = {
    name: "statement 2026-Q3.csv",
    mediaType: "text/csv" as const,
    content: "Deal\nGlobex\n",
    label: "Your statement",
  };
  const offers = () =>
    teams.sent
      .flatMap(({ activity }) => activity.attachments ?? [])
      .filter(({ contentType }) => contentType?.endsWith("file.consent"));
  const accept = (uploadUrl: string, more: Record<string, unknown> = {}, who = "maya") => {
    const [offer] = offers().map(({ content }) => content as { acceptContext: Record<string, unknown> });
    const uploadInfo = {
      name: FILE.name,
      uploadUrl,
      contentUrl: "https://acme-my.sharepoint.com/f",
      uniqueId: "u1",
      fileType: "csv",
    };
    const value = { type: "fileUpload", action: "accept", context: offer?.acceptContext, uploadInfo, ...more };
    return invoked(teams.activity(who, { type: "invoke", name: "fileConsent/invoke", value }));
  };
  beforeEach(async () => {
    asked.next = async () => ({ shown: answer({ attachments: [FILE] }) });
    await teams.send(url, teams.message("maya", "my statement please"));
    await eventually("the offer", () => offers()[0]);
  });

  test("are offered below the answer, without an amount or their content, and put into the reader's OneDrive on a yes", async () => {
    expect(offers()).toMatchObject([{ name: FILE.name, content: { description: "Your statement", sizeInBytes: 12 } }]);
    expect(everything(offers())).not.toMatch(/Globex|18,437/);
    await accept(teams.oneDriveUrl);
    await eventually("the file", () => teams.sent.find(({ activity }) => everything(activity).includes("file.info")));
    // No token of ours goes where a file goes.
    expect(teams.files).toEqual([{ content: FILE.content, authorization: undefined }]);
    expect(asked.questions.at(-1)).toMatchObject({ askerId: "p-maya", pressed: { skill: "payout" } });
  });

  test("are made for whoever says yes: somebody else gets their own answer, and no file that it has not", async () => {
    asked.next = async () => ({ shown: answer() });
    await accept(teams.oneDriveUrl, {}, "dana");
    await eventually("a sentence", () =>
      teams.sent.find(({ activity }) => activity.text?.includes("not there any more")),
    );
    expect(asked.questions.at(-1)?.askerId).toBe("p-dana");
    expect(teams.files).toEqual([]);
  });

  test.each([
    "https://evil.example/sharepoint.com",
    "https://sharepoint.com.evil.example/x",
    "http://acme-my.sharepoint.com/x",
  ])("go to no address that is not OneDrive's: %s", async (address) => {
    await accept(address);
    await eventually("a sentence", () => teams.sent.find(({ activity }) => activity.text?.includes("own OneDrive")));
    expect(teams.files).toEqual([]);
  });

  test("a no, and a yes in a channel, put nothing anywhere", async () => {
    const before = asked.questions.length;
    await accept(teams.oneDriveUrl, { action: "decline" });
    expect(
      await invoked(
        teams.activity("maya", { type: "invoke", name: "fileConsent/invoke", value: { action: "accept" } }),
      ),
    ).toEqual({});
    expect(asked.questions).toHaveLength(before);
    expect(teams.files).toEqual([]);
  });
});

describe("messages that nobody asked for", () => {
  const toMaya = () => bot.sendTo({ workspaceId: TENANT, userId: maya }, answer());
  const met = () => eventually("the reference", () => store.references.get(`${TENANT}:${maya}`));

  test("go to the chat that was seen, by the newest service URL, with no amount in the notification", async () => {
    store.references.set(`${TENANT}:${maya}`, {
      serviceUrl: "http://127.0.0.1:9/old/",
      userId: "29:maya",
      botId: BOT_ID,
      conversationId: teams.direct("maya"),
    });
    await teams.send(url, teams.activity("maya", { type: "conversationUpdate" }));
    await eventually("the newer URL", () => store.references.get(`${TENANT}:${maya}`)?.serviceUrl === teams.serviceUrl);
    expect(await toMaya()).toMatchObject({ kind: "sent" });
    expect(teams.sent.map(({ conversation }) => conversation)).toEqual([teams.direct("maya")]);
    expect(everything(teams.sent[0]?.activity.attachments)).toContain(PAY);
    expect(teams.sent[0]?.activity.summary).not.toContain(PAY);
    expect(teams.count("conversations")).toBe(0);
  });

  test("open the chat of somebody who was met in a channel alone", async () => {
    await teams.send(url, teams.message("maya", "thanks", { conversation: CHANNEL, from: undefined }));
    await teams.send(url, teams.activity("maya", { type: "messageReaction", conversation: CHANNEL }));
    expect((await met()).conversationId).toBeNull();
    expect(await toMaya()).toMatchObject({ kind: "sent" });
    expect(teams.count("conversations")).toBe(1);
    expect(teams.sent[0]?.conversation).toBe(teams.direct("maya"));
  });

  test.each([
    { behaviour: { kind: "limited", retryAfter: "7" } as const, outcome: { kind: "limited", retryInMs: 7_000 } },
    { behaviour: { kind: "status", status: 502 } as const, outcome: { kind: "doubt", reason: "status_502" } },
    { behaviour: { kind: "lost" } as const, outcome: { kind: "doubt", reason: "no_answer" } },
    { behaviour: { kind: "status", status: 403 } as const, outcome: { kind: "refused", reason: "not_installed" } },
    { behaviour: { kind: "status", status: 413 } as const, outcome: { kind: "refused", reason: "status_413" } },
    { behaviour: { kind: "status", status: 401 } as const, outcome: { kind: "shut_out" } },
  ])("are tried once, and the outcome is told as it is: $outcome.kind", async ({ behaviour, outcome }) => {
    await teams.send(url, teams.activity("maya", { type: "conversationUpdate" }));
    await met();
    teams.script.always("activities", behaviour);
    expect(await toMaya()).toMatchObject(outcome);
    expect(teams.count("activities")).toBe(1);
  });

  test("are not sent to who took Pacer away, was never met, or stands behind a host that is not Teams'", async () => {
    expect(await toMaya()).toEqual({ kind: "refused", reason: "never_met" });
    await teams.send(url, teams.activity("maya", { type: "conversationUpdate" }));
    await met();
    await teams.send(url, teams.activity("maya", { type: "installationUpdate", action: "remove" }));
    expect(await toMaya()).toEqual({ kind: "refused", reason: "never_met" });
    store.references.set(`${TENANT}:${maya}`, {
      serviceUrl: "https://evil.example/",
      userId: "29:maya",
      botId: BOT_ID,
      conversationId: "a:1",
    });
    expect(await toMaya()).toEqual({ kind: "refused", reason: "service_url" });
    expect(await bot.sendTo({ workspaceId: BOT_ID, userId: maya }, answer())).toMatchObject({ kind: "refused" });
    expect(teams.calls).toEqual([]);
  });
});

describe("bots of several tenants", () => {
  const OTHER = "99999999-8888-4777-8666-000000000001";
  const OTHER_APP = "11111111-2222-4333-8444-000000000002";
  const both = () => ({
    bots: [...teams.config.bots, { appId: OTHER_APP, appPassword: "x", tenantId: OTHER, orgSlug: "acme" }],
  });
  const restart = async (config: Partial<TeamsStandIn["config"]>) => {
    await bot.stop();
    await http.close();
    await startBot(config);
  };

  test("a token of one tenant's bot opens no other tenant", async () => {
    await restart(both());
    const conversation = { id: "a:1", conversationType: "personal", tenantId: OTHER };
    const activity = teams.message("maya", "payout", { conversation, channelData: { tenant: { id: OTHER } } });
    expect((await teams.send(url, activity)).status).toBe(401);
    expect((await teams.send(url, teams.message("maya", "payout"))).status).toBe(200);
    await eventually("the answer", () => teams.sent[0]);
    expect(asked.questions).toHaveLength(1);
  });

  test("a bot without a secret proves itself as the managed identity of its machine", async () => {
    vi.stubEnv("IDENTITY_ENDPOINT", teams.identityUrl);
    vi.stubEnv("IDENTITY_HEADER", "of-this-machine");
    vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential");
    try {
      const [own] = teams.config.bots;
      if (!own) throw new Error("no bot");
      const { appPassword: _, ...managed } = own;
      await restart({ bots: [managed] });
      await teams.send(url, teams.message("maya", "payout"));
      await eventually("the answer", () => teams.sent[0]);
      expect(teams.count("identity")).toBeGreaterThan(0);
      expect(teams.count("token")).toBe(0);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
