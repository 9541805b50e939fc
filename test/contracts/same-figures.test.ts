import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../../src/answer/answer.js";
import { type FigureRecord, toFigureRecord } from "../../src/answer/figures.js";
import { formatValue } from "../../src/answer/format.js";
import { type App, openApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { demoPeople, firstRepEmail } from "../../src/demo/index.js";
import { createLog } from "../../src/log.js";
import { previews } from "../../src/preview/index.js";
import type { Ask } from "../../src/question.js";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import { plain } from "../../src/surfaces/plain.js";
import { playgroundRouter } from "../../src/surfaces/playground/index.js";
import { startSlack } from "../../src/surfaces/slack/index.js";
import type { RunningSurface } from "../../src/surfaces/surface.js";
import { startTeams } from "../../src/surfaces/teams/index.js";
import { eventually } from "../stand-ins/http.js";
import { SIGNING_SECRET, SlackSender } from "../stand-ins/slack-sender.js";
import { BOT_TOKEN, SlackStandIn } from "../stand-ins/slack-server.js";
import { TENANT, TeamsStandIn } from "../stand-ins/teams-server.js";

const NOW = "2026-11-18T09:00:00Z";
const leader = demoPeople.find(({ role, email }) => role === "manager" && email !== null);
if (!leader) throw new Error("the demo company has no manager");

/** One conversation each: later messages follow up on earlier ones. */
const conversations = [
  {
    as: firstRepEmail,
    texts: [
      "how close am I to quota?",
      "and last quarter?",
      "what did I earn this quarter?",
      "why is my payout what it is?",
      "how much more do I need to reach my quota?",
      "what if I close another 50k?",
      "which of my deals counted this quarter?",
      "what is my quota and when was it set?",
      "what can you do?",
    ],
  },
  { as: leader.email, texts: ["how is my team doing this quarter?", "and last quarter?"] },
];

/** What a person was given by one surface: the exact figures behind it, and everything that was delivered to them. */
interface Given {
  readonly outcome: string;
  readonly skill: string;
  readonly figures: readonly FigureRecord[];
  readonly answer: Answer | null;
  readonly delivered: string;
}

let app: App;
let http: Http;
let slack: SlackStandIn;
let teams: TeamsStandIn;
let bots: RunningSurface[];
let url: string;
let dataDir: string;
const answers: Answer[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "pacer-same-figures-"));
  [slack, teams] = await Promise.all([SlackStandIn.start(), TeamsStandIn.start("demo")]);
  app = await openApp(
    readConfig({ PACER_DATA_DIR: dataDir, PACER_NOW: NOW, PACER_LOG_LEVEL: "silent" }),
    createLog("silent"),
    { serve: true },
  );
  // The one addition to what the server wires: the answer behind each delivery is kept.
  const ask: Ask = async (question) => {
    const reply = await app.ask(question);
    answers.push(reply.privately ?? reply.shown);
    return reply;
  };
  http = createHttp({ log: app.log, ping: () => app.store.ping() });
  const deps = { store: app.store, ask, log: app.log, now: app.now, orgSlug: "demo", http };
  http.app.use("/playground", playgroundRouter({ ...deps, home: app.home, previews }));
  const slackConfig = { botToken: BOT_TOKEN, appToken: undefined, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl };
  const { home, whatIf } = app;
  bots = [
    await startSlack({ ...deps, home, whatIf, config: slackConfig }),
    await startTeams({ ...deps, config: teams.config }),
  ];
  ({ url } = await http.listen("127.0.0.1", 0));
  for (const [i, { as }] of conversations.entries()) {
    slack.addUser(`U${i}`, as);
    teams.addMember(`user${i}`, as);
  }
});
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop()));
  await http.close();
  await app.close();
  await Promise.all([slack.close(), teams.close()]);
  rmSync(dataDir, { recursive: true, force: true });
});

function given(delivered: unknown): Given {
  const answer = answers.at(-1);
  if (!answer) throw new Error("nothing was asked");
  const { outcome, skill, figures } = answer;
  // Buttons in Slack carry ids, which are new with every message.
  const shown = JSON.stringify(delivered).replaceAll(/"value":"[\w-]{24}(:yes|:no)?"/g, '"value":"id"');
  return { outcome, skill, figures: figures.map(toFigureRecord), answer, delivered: shown };
}

/** The command line, as another program would use it: a process of its own that works through the running one. */
async function inTerminal(): Promise<Given[]> {
  const lines = conversations.flatMap(({ as, texts }) =>
    texts.map((text, i) => JSON.stringify({ as, text, after: texts.slice(0, i) })),
  );
  const child = spawn("npx", ["tsx", "src/cli/main.ts", "ask", "--stdin", "--now", NOW], {
    env: { ...process.env, PACER_DATA_DIR: dataDir, DATABASE_URL: "", PACER_LOG_LEVEL: "silent" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stdin.end(lines.join("\n"));
  await new Promise((resolve) => child.on("close", resolve));
  return output
    .trim()
    .split("\n")
    .map((line) => {
      const { outcome, skill, figures, text } = JSON.parse(line) as Omit<Given, "delivered" | "answer"> & {
        text: string;
      };
      return { outcome, skill, figures, answer: null, delivered: text };
    });
}

async function inPlayground(look: "slack" | "teams"): Promise<Given[]> {
  const { people } = (await (await fetch(`${url}/playground/api/people`)).json()) as {
    people: { id: string; name: string }[];
  };
  const all: Given[] = [];
  for (const { as, texts } of conversations) {
    const name = demoPeople.find(({ email }) => email === as)?.name;
    const person = people.find((one) => one.name === name)?.id;
    for (const text of texts) {
      const response = await fetch(`${url}/playground/api/ask`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ person, text, channel: "dm", conversation: `same-figures-${look}` }),
      });
      const { shown } = (await response.json()) as { shown: Record<typeof look, unknown> };
      all.push(given(shown[look]));
    }
  }
  return all;
}

async function inSlack(): Promise<Given[]> {
  const sender = new SlackSender(url, slack);
  const all: Given[] = [];
  for (const [i, { texts }] of conversations.entries()) {
    for (const text of texts) {
      slack.forget();
      const user = `U${i}`;
      await sender.send(sender.message(user, text));
      const [message] = await eventually("the answer", () => slack.posted.length > 0 && slack.posted);
      all.push(given(message?.blocks));
    }
  }
  return all;
}

async function inTeams(): Promise<Given[]> {
  const all: Given[] = [];
  for (const [i, { texts }] of conversations.entries()) {
    for (const text of texts) {
      teams.forget();
      await teams.send(url, teams.message(`user${i}`, text));
      const [message] = await eventually("the answer", () => teams.sent.length > 0 && teams.sent);
      all.push(given(message?.activity.attachments));
    }
  }
  return all;
}

const exact = (all: readonly Given[]) => all.map(({ outcome, skill, figures }) => ({ outcome, skill, figures }));

test("the same conversation gives the same figures in terminal, playground, Slack and Teams, and all of them are seen", async () => {
  const inSlackDirectly = await inSlack();
  const surfaces = {
    terminal: await inTerminal(),
    "playground, Slack look": await inPlayground("slack"),
    "playground, Teams look": await inPlayground("teams"),
    Teams: await inTeams(),
  };
  for (const [name, all] of Object.entries(surfaces))
    expect({ name, all: exact(all) }).toEqual({ name, all: exact(inSlackDirectly) });

  // A question that none of the surfaces understood would make them equal, too.
  const skills = "attainment attainment payout payout_explain gap_to_goal what_if deals quota_detail help";
  expect(inSlackDirectly.map(({ skill }) => skill)).toEqual([...skills.split(" "), "team_summary", "team_summary"]);
  expect(inSlackDirectly.filter(({ figures }) => figures.length > 0)).toHaveLength(10);
  expect(inSlackDirectly[1]?.figures).not.toEqual(inSlackDirectly[0]?.figures);

  for (const [i, { answer }] of inSlackDirectly.entries()) {
    for (const { value } of answer?.figures ?? []) {
      if (value.kind === "text") continue;
      const seen = plain(formatValue(value, answer?.locale ?? "en-US"));
      for (const [name, all] of Object.entries({ Slack: inSlackDirectly, ...surfaces })) {
        expect(all[i]?.delivered, `answer ${i} in ${name}`).toContain(seen);
      }
    }
  }
});

test("asked in a channel, the figures are the same, and none of them is in the channel", async () => {
  const text = "how close am I to quota?";
  const sender = new SlackSender(url, slack);
  slack.forget();
  await sender.send(sender.message("U0", text));
  await eventually("the answer", () => slack.posted.length === 1);
  const directly = given(slack.posted[0]?.blocks);
  expect(directly.figures.length).toBeGreaterThan(3);

  slack.forget();
  await sender.send(sender.mention("U0", "C0SALES", text));
  await eventually("both messages", () => slack.posted.length === 2);
  const message = slack.posted.find((posted) => posted.channel === slack.direct("U0"));
  expect(given(message?.blocks)).toEqual(directly);
  expect(JSON.stringify(slack.posted.filter((posted) => posted.channel === "C0SALES"))).not.toMatch(/\$\d|\d%/);

  teams.forget();
  const channel = { id: "19:sales@thread.tacv2", conversationType: "channel", tenantId: TENANT };
  await teams.send(url, teams.mention("user0", channel, text));
  await eventually("both messages", () => teams.sent.length === 2);
  const card = teams.sent.find((sent) => sent.conversation === teams.direct("user0"));
  expect(exact([given(card?.activity.attachments)])).toEqual(exact([directly]));
  expect(JSON.stringify(teams.sent.filter((sent) => sent.conversation === channel.id))).not.toMatch(/\$\d|\d%/);
});
