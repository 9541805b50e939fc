import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type App, openApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { demoPeople, firstRepEmail } from "../../src/demo/index.js";
import { createLog } from "../../src/log.js";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import type { Door } from "../../src/surfaces/teams/gate.js";
import { openDoors, type RunningTeams } from "../../src/surfaces/teams/index.js";
import { eventually } from "../stand-ins/http.js";
import { AgentsPlayground, fetchPlayground, type PlaygroundSetup, type Received } from "./agents-playground.js";

const TENANT = "11111111-0000-4000-8000-000000000001";
const found = await fetchPlayground();
if ("missing" in found) {
  const reason = `Microsoft's Agents Playground cannot be had: ${found.missing}`;
  if (process.env.CI) throw new Error(reason);
  process.stderr.write(`${reason}. Its tests are left out.\n`);
}

/**
 * The client knows no tokens, so this test brings a gate that lets it in: there is no such gate in `src`, and none can be set. Everything behind
 * it is what the server runs.
 */
function openGate(): Door {
  const framework = new ConfigurationBotFrameworkAuthentication({});
  return {
    tenantId: TENANT,
    appId: "",
    orgSlug: "demo",
    gate: {
      framework,
      mayReceive: () => true,
      check: async (activity) => ({
        ok: true,
        authenticated: await framework.authenticateRequest(activity as never, ""),
      }),
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const withMail = demoPeople.flatMap(({ name, email }) => (email === null ? [] : [{ name, email }]));
const rep = withMail.find(({ email }) => email === firstRepEmail);
const others = withMail.filter(({ email }) => email !== firstRepEmail).slice(0, 4);
const setup: PlaygroundSetup = {
  tenantId: TENANT,
  botId: "00000000-0000-4000-8000-000000000011",
  users: [rep, ...others, { name: "Nora Elsewhere", email: "nora@elsewhere.example" }].map((person, i) => ({
    id: `user-${i}`,
    name: person?.name ?? "",
    email: person?.email ?? "",
    objectId: `11111111-0000-4000-8000-00000000010${i}`,
  })) as unknown as PlaygroundSetup["users"],
};

describe.skipIf("missing" in found)("Microsoft's Agents Playground", () => {
  let app: App;
  let http: Http;
  let bot: RunningTeams;
  let client: AgentsPlayground;
  let folder: string;
  let botUrl: string;
  const cli = "cli" in found ? found.cli : "";

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "pacer-playground-"));
    const settings = { PACER_DATA_DIR: path.join(folder, "data"), PACER_NOW: "2026-11-18T09:00:00Z" };
    app = await openApp(readConfig({ ...settings, PACER_LOG_LEVEL: "silent" }), createLog("silent"), { serve: true });
    http = createHttp({ log: app.log, ping: () => app.store.ping() });
    const deps = { store: app.store, ask: app.ask, log: app.log, now: app.now, orgSlug: "demo", http };
    bot = await openDoors(deps, [openGate()]);
    botUrl = `${(await http.listen("127.0.0.1", 0)).url}/api/messages`;
    client = await AgentsPlayground.start(cli, folder, botUrl, await freePort(), setup);
    await client.post("/_debug/conversation/personal-chat-id/installation");
  });
  afterAll(async () => {
    await client?.stop();
    await bot?.stop();
    await http?.close();
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    client.received.length = 0;
  });

  // Each test asks in words of its own: the same words again within seconds are taken for the same message, sent twice.
  const first = () => eventually("a message", () => client.received[0], 30_000);
  const inCard = (message: Received | undefined) => JSON.stringify(message?.card);
  const buttons = (message: Received) =>
    (message.card?.actions ?? []) as { type: string; title: string; verb?: string; data?: unknown }[];
  const button = (message: Received, title: string) => {
    const action = buttons(message).find((one) => one.title === title);
    if (!action)
      throw new Error(
        `no button ${title}: ${buttons(message)
          .map((one) => one.title)
          .join(", ")}`,
      );
    return action;
  };

  test("a question in the personal chat is answered with a card that the client takes", async () => {
    await client.say("how close am I to quota?");
    const message = await first();
    expect(message.conversation).toBe("personal-chat-id");
    expect(inCard(message)).toMatch(/You are at \d+\.\d% of quota in Q4 2026\./);
    expect(inCard(message)).toContain('"type":"Chart.Line"');
    expect(inCard(message)).toContain('"type":"ProgressBar"');
  });

  test("a button asks its question, and a follow-up in words finds it", async () => {
    await client.say("what is my attainment?");
    const message = await first();
    const response = await client.press(message, button(message, "Why this payout?"));
    expect(response).toMatchObject({ type: "application/vnd.microsoft.activity.message" });
    const why = await eventually("the next card", () => client.received[1], 30_000);
    expect(inCard(why)).toContain('"id":"explanation"');
    await client.say("and last quarter?");
    expect(inCard(await eventually("the follow-up", () => client.received[2], 30_000))).toContain("Q3 2026");
  });

  test("a card that is looked at again answers in place, and sends nothing", async () => {
    await client.say("what is my attainment this quarter?");
    const message = await first();
    const { refresh } = message.card as { refresh: { action: { type: string; verb: string; data: unknown } } };
    const response = (await client.press(message, refresh.action)) as { type: string; value: unknown };
    expect(response.type).toBe("application/vnd.microsoft.card.adaptive");
    expect(JSON.stringify(response.value)).toMatch(/You are at \d+\.\d% of quota in Q4 2026\./);
    expect(client.received.filter(({ card }) => card !== null)).toHaveLength(1);
  });

  test("a client without dialogs asks what a dialog would have asked, and is asked back", async () => {
    await client.say("how close am I to quota this quarter?");
    const message = await first();
    await client.press(message, button(message, "Try an amount"));
    expect(inCard(await eventually("the question back", () => client.received[1], 30_000))).toContain(
      "Which deal, or what amount?",
    );
  });

  test.each([{ where: "team-id" }, { where: "group-chat-id" }])(
    "mentioned in $where it answers in the personal chat, and says so in one line without a figure",
    async ({ where }) => {
      await client.say("what did I earn this quarter?", where);
      const messages = await eventually("both messages", () => client.received.length >= 2 && client.received, 30_000);
      const here = messages.filter(({ conversation }) => conversation === "personal-chat-id");
      const there = messages.filter(({ conversation }) => conversation.startsWith(where));
      expect(here).toHaveLength(1);
      expect(inCard(here[0])).toMatch(/\$\d/);
      expect(there).toHaveLength(1);
      expect(JSON.stringify(there)).not.toMatch(/\$\d|\d%/);
    },
  );

  test("what nobody asked for reaches the person's own chat", async () => {
    const { ask, store } = app;
    const organisation = await store.findOrganisation("demo");
    const [user] = setup.users;
    const linked = await store.findIdentity("teams", TENANT, user.objectId);
    const { shown } = await ask({
      orgId: organisation?.id ?? "",
      askerId: linked?.personId ?? "",
      text: "what did I earn?",
      channel: "dm",
      now: app.now(),
    });
    expect(await bot.sendTo({ workspaceId: TENANT, userId: user.objectId }, shown)).toMatchObject({ kind: "sent" });
    expect(inCard(await first())).toContain(shown.headline.slice(0, 20));
  });

  test("somebody whom the company does not know gets one sentence and no figure", async () => {
    const [rep, ...others] = setup.users;
    const stranger = others.at(-1) ?? rep;
    const users = [stranger, rep, ...others.slice(0, -1)] as const;
    const elsewhere = mkdtempSync(path.join(tmpdir(), "pacer-playground-"));
    const theirs = await AgentsPlayground.start(cli, elsewhere, botUrl, await freePort(), { ...setup, users });
    try {
      await theirs.say("what did everybody earn?");
      const told = await eventually("a sentence", () => theirs.received[0], 30_000);
      expect(told).toMatchObject({ card: null, text: expect.stringContaining("could not match your account") });
      expect(JSON.stringify(theirs.received)).not.toMatch(/\$\d|\d%/);
    } finally {
      await theirs.stop();
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
