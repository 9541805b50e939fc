import { randomBytes } from "node:crypto";
import { WebClient } from "@slack/web-api";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SlackConfig, SlackInstallConfig } from "../../src/config.js";
import { createKeyring } from "../../src/keyring.js";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import { startSlack } from "../../src/surfaces/slack/index.js";
import { installedWorkspaces } from "../../src/surfaces/slack/install/installed-workspaces.js";
import { BOT_SCOPES } from "../../src/surfaces/slack/install/scopes.js";
import { makeTicket } from "../../src/surfaces/slack/install/ticket.js";
import { openTokens, sealTokens } from "../../src/surfaces/slack/install/tokens.js";
import type { RunningSurface } from "../../src/surfaces/surface.js";
import { eventually, listenLocally } from "../stand-ins/http.js";
import { SIGNING_SECRET, SlackSender } from "../stand-ins/slack-sender.js";
import { SlackStandIn } from "../stand-ins/slack-server.js";
import { NOW, quietHome, quietWhatIf, RecordingAsk, recordingLog, SmallStore } from "./company.js";

const CLIENT_ID = "123.456";
const CLIENT_SECRET = "stand-in-client-secret";
const keys = [{ id: "k1", key: randomBytes(32) }] as const;
const keyring = createKeyring(keys);

/** Starts a bot that workspaces install; `publicUrl` has to be known before it listens. */
async function startBot(apiUrl: string) {
  const port = await listenLocally(async () => undefined);
  await port.close();
  const publicUrl = `http://127.0.0.1:${port.port}`;
  const store = new SmallStore();
  const asked = new RecordingAsk();
  const log = recordingLog();
  const http: Http = createHttp({ log: log.log, ping: async () => undefined });
  const install: SlackInstallConfig = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, publicUrl, keys };
  const config: SlackConfig = { install, signingSecret: SIGNING_SECRET, apiUrl };
  const deps = { store: store.asStore(), log: log.log, now: () => NOW, orgSlug: "acme" };
  const running: RunningSurface = await startSlack({
    ...deps,
    config,
    ask: (question) => asked.ask(question),
    home: quietHome,
    whatIf: quietWhatIf,
    http,
  });
  await http.listen("127.0.0.1", port.port);
  const ticket = () => makeTicket({ store: store.asStore(), clock: () => new Date() }, "org-1");
  return {
    store,
    asked,
    log,
    publicUrl,
    config,
    install,
    ticket,
    async stop() {
      await running.stop();
      await http.close();
    },
  };
}
type Bot = Awaited<ReturnType<typeof startBot>>;

/** A browser as far as an installation needs one: it keeps the cookie and follows nothing by itself. */
async function toConsent(bot: Bot, ticket: string) {
  const response = await fetch(`${bot.publicUrl}/slack/install?ticket=${ticket}`, { redirect: "manual" });
  const location = response.headers.get("location") ?? "";
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { status: response.status, page: await response.text(), location, cookie };
}
const back = async (url: string, cookie: string) => {
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  return { status: response.status, page: await response.text() };
};

describe("installing, with a Slack of somebody else's making", () => {
  let emulator: Emulator;
  let bot: Bot;
  let taken: number;

  beforeAll(async () => {
    // The redirect address must be registered beforehand, so the bot starts first.
    const port = await listenLocally(async () => undefined);
    await port.close();
    taken = port.port;
    bot = await startBot(`http://127.0.0.1:${taken}/api/`);
    emulator = await createEmulator({
      service: "slack",
      port: taken,
      seed: {
        slack: {
          team: { name: "Acme", domain: "acme" },
          users: [{ name: "maya", real_name: "Maya Okafor", email: "maya.okafor@acme.example" }],
          oauth_apps: [
            {
              client_id: CLIENT_ID,
              client_secret: CLIENT_SECRET,
              app_id: "A0PACER",
              name: "Pacer",
              redirect_uris: [`${bot.publicUrl}/slack/oauth_redirect`],
              scopes: [...BOT_SCOPES],
              bot_name: "pacer",
            },
          ],
          strict_scopes: true,
          signing_secret: SIGNING_SECRET,
        },
      },
    });
  });
  afterAll(async () => {
    await bot.stop();
    await emulator.close();
  });

  /** What a person does on Slack's page: choose who they are and agree. */
  async function agree(location: string): Promise<string> {
    const page = await (await fetch(location)).text();
    const form = page.match(/<form[^>]*callback"[\s\S]*?<\/form>/g)?.find((one) => one.includes("maya")) ?? "";
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    const sent = await fetch(new URL("/oauth/v2/authorize/callback", location), {
      method: "POST",
      body: new URLSearchParams(Object.fromEntries(fields)),
      redirect: "manual",
    });
    return sent.headers.get("location") ?? "";
  }

  test("from the link to a token that works, sealed, with the scopes that were asked for and no other", async () => {
    const { status, location, cookie } = await toConsent(bot, await bot.ticket());
    expect(status).toBe(302);
    expect(new URL(location).searchParams.get("scope")?.split(",")).toEqual([...BOT_SCOPES]);
    const returned = await agree(location);
    const done = await back(returned, cookie);
    expect(done).toMatchObject({ status: 200, page: expect.stringContaining("Pacer is installed in Acme") });

    const [row] = bot.store.installations.values();
    if (!row) throw new Error("nothing was installed");
    expect(row).toMatchObject({ orgWide: false, name: "Acme", keyId: "k1", scopes: [...BOT_SCOPES] });
    expect(bot.store.workspaces.get(`slack:${row.key}`)).toBe("org-1");
    const { bot: token } = openTokens(keyring, row);
    expect(token).toMatch(/^xoxb-/);
    expect(JSON.stringify([...bot.store.installations.values()]), "a dump of the store").not.toContain(token);
    expect(bot.log.text()).not.toContain(token);

    // The same code, state and ticket again: nothing.
    expect((await back(returned, cookie)).status).toBe(400);
    expect(bot.store.installations.get(row.key)?.version).toBe(1);

    // The token serves what Pacer does, under strict scopes.
    const web = new WebClient(token, { slackApiUrl: `${emulator.url}/api/`, retryConfig: { retries: 0 } });
    const { user } = await web.users.lookupByEmail({ email: "maya.okafor@acme.example" });
    const { channel } = await web.conversations.open({ users: user?.id ?? "" });
    const direct = channel?.id ?? "";
    const posted = await web.chat.postMessage({ channel: direct, text: "hello" });
    await web.chat.update({ channel: direct, ts: posted.ts ?? "", text: "hello again" });
    const { messages } = await web.conversations.history({ channel: direct });
    expect(messages?.[0]?.text).toBe("hello again");
    expect((await web.files.uploadV2({ channel_id: direct, filename: "a.csv", content: "a,b\n" })).ok).toBe(true);
    expect((await web.views.publish({ user_id: user?.id ?? "", view: { type: "home", blocks: [] } })).ok).toBe(true);
    const beyond = await web.conversations.list({ types: "private_channel" }).catch((error) => error.data);
    expect(beyond).toMatchObject({ ok: false, error: "missing_scope" });

    // And a question of the workspace is answered over it, as the person that Slack says it is.
    const sender = new SlackSender(bot.publicUrl, { direct: () => direct } as unknown as SlackStandIn);
    const event = sender.message(user?.id ?? "", "how close am I?", { thread_ts: posted.ts });
    await sender.send({ ...event, team_id: row.key, authorizations: [{ team_id: row.key, is_bot: true }] });
    await eventually("the question", () => bot.asked.questions[0]);
    expect(bot.asked.questions).toMatchObject([{ askerId: "p-maya", orgId: "org-1" }]);
    await eventually("the answer", () => bot.log.text().includes("question_answered"));
    const after = await web.conversations.replies({ channel: direct, ts: posted.ts ?? "" });
    expect(JSON.stringify(after.messages)).toContain("18,437.29");
  });

  test("whoever declines is told that nothing was installed", async () => {
    const before = bot.store.installations.size;
    const { location, cookie } = await toConsent(bot, await bot.ticket());
    const state = new URL(location).searchParams.get("state");
    const done = await back(`${bot.publicUrl}/slack/oauth_redirect?error=access_denied&state=${state}`, cookie);
    expect(done).toMatchObject({ status: 400, page: expect.stringContaining("Nothing was installed") });
    expect(bot.store.installations.size).toBe(before);
  });
});

describe("installing, where somebody cheats or something fails", () => {
  let slack: SlackStandIn;
  let bot: Bot;
  beforeAll(async () => {
    slack = await SlackStandIn.start();
  });
  beforeEach(async () => {
    bot = await startBot(slack.apiUrl);
    slack.forget();
  });
  afterEach(() => bot.stop());
  afterAll(() => slack.close());

  const grant = (token: string, more: Record<string, unknown> = {}) => {
    slack.tokens.set(token, { team_id: "T1", user_id: "U0BOT1", bot_id: "B1", url: "https://one.slack.com/" });
    return {
      access_token: token,
      token_type: "bot",
      scope: BOT_SCOPES.join(","),
      bot_user_id: "U0BOT1",
      app_id: "A0PACER",
      team: { id: "T1", name: "One" },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: "U9" },
      ...more,
    };
  };
  const redirect = (state: string | null, code: string) =>
    `${bot.publicUrl}/slack/oauth_redirect?code=${code}&state=${state}`;
  const install = async (code: string, given: Record<string, unknown>) => {
    slack.grants.set(code, given);
    const { location, cookie } = await toConsent(bot, await bot.ticket());
    return back(redirect(new URL(location).searchParams.get("state"), code), cookie);
  };

  test.each(["", "made-up", "../x"])(
    "without a ticket of an admin (%j) nobody gets to Slack's page",
    async (ticket) => {
      const { status, page, location } = await toConsent(bot, ticket);
      expect(status).toBe(403);
      expect(page).toContain("pacer slack connect");
      expect(location).toBe("");
    },
  );

  test("a state of another browser, a made-up one, or none installs nothing", async () => {
    slack.grants.set("c1", grant("xoxb-1"));
    const [mine, theirs] = [await toConsent(bot, await bot.ticket()), await toConsent(bot, await bot.ticket())];
    const state = new URL(mine.location).searchParams.get("state");
    expect((await back(redirect(state, "c1"), theirs.cookie)).status).toBe(400);
    expect((await back(redirect(state, "c1"), "")).status).toBe(400);
    expect((await back(redirect("made-up", "c1"), "slack-app-oauth-state=made-up")).status).toBe(400);
    expect((await back(`${bot.publicUrl}/slack/oauth_redirect?code=c1`, mine.cookie)).status).toBe(400);
    expect(slack.count("oauth.v2.access")).toBe(0);
    expect(bot.store.installations.size).toBe(0);
  });

  test("a ticket is good for one workspace", async () => {
    slack.grants.set("c1", grant("xoxb-1"));
    slack.grants.set("c2", grant("xoxb-2", { team: { id: "T2", name: "Two" } }));
    const ticket = await bot.ticket();
    const [first, second] = [await toConsent(bot, ticket), await toConsent(bot, ticket)];
    const finish = ({ location, cookie }: typeof first, code: string) =>
      back(redirect(new URL(location).searchParams.get("state"), code), cookie);
    expect((await finish(first, "c1")).status).toBe(200);
    expect(await finish(second, "c2")).toMatchObject({ status: 400 });
    expect([...bot.store.installations.keys()]).toEqual(["T1"]);
  });

  test("a workspace that speaks for another organisation is not taken from it", async () => {
    bot.store.workspaces.set("slack:T1", "org-2");
    bot.store.organisations.push({
      ...(bot.store.organisations[0] as (typeof bot.store.organisations)[0]),
      id: "org-2",
      slug: "beta",
    });
    expect(await install("c1", grant("xoxb-1"))).toMatchObject({
      status: 400,
      page: expect.stringContaining("connected to another organisation"),
    });
    expect(bot.store.installations.size).toBe(0);
    expect(bot.store.workspaces.get("slack:T1")).toBe("org-2");
  });

  test("fewer scopes than needed are not enough", async () => {
    expect(await install("c1", grant("xoxb-1", { scope: "chat:write,commands" }))).toMatchObject({
      status: 400,
      page: expect.stringContaining("did not grant everything"),
    });
    expect(bot.store.installations.size).toBe(0);
  });

  test("a name of a workspace is shown as text", async () => {
    const done = await install("c1", grant("xoxb-1", { team: { id: "T1", name: "<script>alert(1)</script>" } }));
    expect(done.page).not.toContain("<script>");
  });

  test("org-wide: one installation answers for every workspace of the organisation, and for its members alone", async () => {
    const wide = grant("xoxb-wide", {
      team: null,
      enterprise: { id: "E1", name: "Big Co" },
      is_enterprise_install: true,
    });
    expect((await install("c1", wide)).status).toBe(200);
    expect(bot.store.installations.get("E1")).toMatchObject({ orgWide: true });
    slack.addUser("W1", "maya.okafor@acme.example", { team_id: "T7", enterprise_user: { enterprise_id: "E1" } });
    slack.addUser("W2", "dana@acme.example", { team_id: "T7", enterprise_user: { enterprise_id: "E2" } });
    const sender = new SlackSender(bot.publicUrl, slack);
    const from = (user: string, team: string) => ({
      ...sender.message(user, "payout"),
      team_id: team,
      enterprise_id: "E1",
      is_enterprise_install: true,
      authorizations: [{ team_id: team, enterprise_id: "E1", is_enterprise_install: true, is_bot: true }],
    });
    await sender.send(from("W1", "T7"));
    await eventually("the answer", () => slack.posted[0]);
    await sender.send(from("W2", "T7"));
    await eventually("the refusal", () => slack.posted[1]);
    expect(bot.asked.questions).toMatchObject([{ askerId: "p-maya", conversation: "slack:E1:DW1" }]);
    expect(slack.posted[1]?.text).toContain("another workspace");
    expect([...bot.store.identities.keys()]).toEqual(["slack:E1:W1"]);
  });

  test("an event of a workspace that never installed the app, or removed it, is left alone", async () => {
    expect((await install("c1", grant("xoxb-1"))).status).toBe(200);
    slack.addUser("U1", "maya.okafor@acme.example", { team_id: "T1" });
    const sender = new SlackSender(bot.publicUrl, slack);
    const from = (team: string, event: Record<string, unknown>) => ({
      ...event,
      team_id: team,
      authorizations: [{ team_id: team }],
    });
    expect(await sender.send(from("T9", sender.message("U1", "payout")))).toBe(200);
    await eventually("the line in the log", () => bot.log.text().includes("slack_workspace_unknown"));
    await sender.send(from("T1", sender.message("U1", "payout")));
    await eventually("the answer", () => slack.posted[0]);
    expect(bot.asked.questions).toHaveLength(1);

    // Late news of an earlier removal: the token still works, so it stays.
    const gone = (type: string, more = {}) => from("T1", sender.envelope({ type, ...more }));
    await sender.send(gone("app_uninstalled"));
    await eventually("a look at the token", () => slack.count("auth.test") >= 2);
    expect(bot.store.installations.has("T1")).toBe(true);
    // A person's own token is not the app's.
    await sender.send(gone("tokens_revoked", { tokens: { oauth: ["U5"] } }));
    slack.tokens.delete("xoxb-1");
    await sender.send(gone("tokens_revoked", { tokens: { bot: ["U0BOT1"] } }));
    await eventually("the tokens to be gone", () => !bot.store.installations.has("T1"));
    await sender.send(from("T1", sender.message("U1", "payout again")));
    expect(bot.asked.questions).toHaveLength(1);
  });
});

describe("tokens that end after hours", () => {
  let slack: SlackStandIn;
  beforeAll(async () => {
    slack = await SlackStandIn.start();
  });
  afterAll(() => slack.close());

  const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
  const row = (store: SmallStore, hours: number) =>
    store.slackInstallations.save({
      key: "T1",
      orgWide: false,
      name: "One",
      botId: "B1",
      botUserId: "U0BOT1",
      scopes: [],
      ...sealTokens(keyring, "T1", { bot: "xoxe-old", refresh: "r1" }),
      expiresAt: at(hours),
      installedBy: "U9",
      installedAt: NOW,
    });
  const processOn = (store: SmallStore) => {
    const log = recordingLog();
    const install: SlackInstallConfig = {
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      publicUrl: "http://x",
      keys,
    };
    const config: SlackConfig = { install, apiUrl: slack.apiUrl };
    const given = { store: store.asStore(), keyring, config, install, log: log.log, clock: () => NOW };
    return { workspaces: installedWorkspaces(given), log };
  };
  const renewal = () =>
    slack.grants.set("r1", { access_token: "xoxe-new", refresh_token: "r2", expires_in: 43_200, token_type: "bot" });
  const query = { teamId: "T1", isEnterpriseInstall: false };

  test("four processes of which each needs the next token fetch it once, and all have it", async () => {
    slack.forget();
    const store = new SmallStore();
    await row(store, -1);
    renewal();
    const found = await Promise.all(Array.from({ length: 4 }, () => processOn(store).workspaces.find(query)));
    expect(found.map((one) => one?.botToken)).toEqual(Array(4).fill("xoxe-new"));
    expect(
      slack.calls.filter(({ method }) => method === "oauth.v2.access").map(({ args }) => args.refresh_token),
    ).toEqual(["r1"]);
    const kept = store.installations.get("T1");
    expect(kept).toMatchObject({ version: 2, expiresAt: at(12) });
    expect(kept && openTokens(keyring, kept)).toEqual({ bot: "xoxe-new", refresh: "r2" });
  });

  test("one that is about to end is renewed ahead; when that fails it still serves, and the log says so", async () => {
    slack.forget();
    const store = new SmallStore();
    await row(store, 1);
    slack.script.next("oauth.v2.access", { kind: "status", status: 503 });
    const { workspaces, log } = processOn(store);
    expect((await workspaces.find(query))?.botToken).toBe("xoxe-old");
    expect(log.text()).toContain("slack_token_not_renewed");
    expect(log.text()).not.toMatch(/xoxe|"r1"/);
  });

  test("one that has time left is left alone", async () => {
    slack.forget();
    const store = new SmallStore();
    await row(store, 6);
    expect((await processOn(store).workspaces.find(query))?.botToken).toBe("xoxe-old");
    expect(slack.calls).toEqual([]);
  });
});
