import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import WebSocket from "ws";

/**
 * Microsoft's Agents Playground, a Teams client that nobody here wrote. Its licence keeps it out of the dependencies, so it is fetched
 * when the test runs, from whichever registry npm is set to, into a folder that is not committed.
 */
const PACKAGE = "@microsoft/m365agentsplayground";
const VERSION = "0.2.28";
const FOLDER = path.resolve(`test-output/clients/agents-playground-${VERSION}`);
const CLI = path.join(FOLDER, "node_modules", PACKAGE, "cli.js");

/** Null with the reason where it cannot be had: a machine without a registry. */
export async function fetchPlayground(): Promise<{ cli: string } | { missing: string }> {
  if (existsSync(CLI)) return { cli: CLI };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, "package.json"), '{ "private": true }\n');
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefix", FOLDER];
  try {
    await promisify(execFile)("npm", [...install, `${PACKAGE}@${VERSION}`], { timeout: 120_000 });
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split("\n")[0] ?? "npm failed") : "npm failed" };
  }
  return existsSync(CLI) ? { cli: CLI } : { missing: "npm installed something else" };
}

export interface PlaygroundUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly objectId: string;
}

export interface PlaygroundSetup {
  readonly tenantId: string;
  readonly botId: string;
  /** Who speaks in the client's own chat; then at least five others. */
  readonly users: readonly [PlaygroundUser, ...PlaygroundUser[]];
}

/** A message as the client was given it. */
export interface Received {
  readonly conversation: string;
  readonly text: string;
  readonly card: Record<string, unknown> | null;
  readonly id: string;
}

const userYaml = ({ id, name, email, objectId }: PlaygroundUser, indent: string): string =>
  [
    `id: ${id}`,
    `name: ${JSON.stringify(name)}`,
    `userPrincipleName: ${email}`,
    `aadObjectId: ${objectId}`,
    `givenName: ${JSON.stringify(name.split(" ")[0])}`,
    `surname: ${JSON.stringify(name.split(" ").at(-1))}`,
    `email: ${email}`,
  ].join(`\n${indent}`);

/** The client's own settings file; what is in it is what the bot learns about people. */
const settingsOf = ({ tenantId, botId, users: [current, ...others] }: PlaygroundSetup): string => `version: "0.1.1"
tenantId: ${tenantId}
bot:
  id: ${botId}
  name: Pacer
currentUser:
  ${userYaml(current, "  ")}
users:
${others.map((user) => `  - ${userYaml(user, "    ")}`).join("\n")}
personalChat:
  id: personal-chat-id
groupChat:
  id: group-chat-id
  name: Group Chat
team:
  id: team-id
  name: West Sales
  aadGroupId: 11111111-0000-4000-8000-0000000000c1
  channels:
    - id: channel-announcements-id
      name: Announcements
`;

export class AgentsPlayground {
  readonly received: Received[] = [];
  readonly #child: ChildProcess;
  #socket: WebSocket | undefined;

  private constructor(
    readonly setup: PlaygroundSetup,
    private readonly url: string,
    child: ChildProcess,
  ) {
    this.#child = child;
  }

  static async start(cli: string, folder: string, botUrl: string, port: number, setup: PlaygroundSetup) {
    writeFileSync(path.join(folder, ".m365agentsplayground.yml"), settingsOf(setup));
    // It opens a browser, and ends where there is nothing to open one with.
    writeFileSync(path.join(folder, "xdg-open"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
    const child = spawn(
      process.execPath,
      [cli, "start", "-e", botUrl, "-c", "msteams", "-p", String(port), "--disable-telemetry"],
      { cwd: folder, stdio: "ignore", env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ""}` } },
    );
    const playground = new AgentsPlayground(setup, `http://127.0.0.1:${port}`, child);
    await playground.#listen();
    return playground;
  }

  async #listen(): Promise<void> {
    const until = Date.now() + 60_000;
    while (
      !(await fetch(`${this.url}/_internal/v1/config`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (Date.now() > until || this.#child.exitCode !== null) throw new Error("the Agents Playground did not start");
      await sleep(100);
    }
    const socket = new WebSocket(`${this.url.replace("http", "ws")}/_ws_conversation/v1/conversations/stream`);
    socket.on("message", (data) => {
      const { message, actionConversationId = "" } = JSON.parse(String(data)) as {
        message?: Record<string, unknown>;
        actionConversationId?: string;
      };
      if (message) this.received.push(receivedOf(message, actionConversationId));
    });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    this.#socket = socket;
  }

  async post(at: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(`${this.url}${at}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${at}: ${response.status} ${text.slice(0, 300)}`);
    return text === "" ? null : JSON.parse(text);
  }

  say(text: string, conversation = "personal-chat-id"): Promise<unknown> {
    const isMention = conversation !== "personal-chat-id";
    const mention = { mentioned: { id: this.setup.botId, name: "Pacer" }, text: "<at>Pacer</at>" };
    return this.post(`/_conversation/v1/conversations/${conversation}/messages`, {
      type: "text",
      text: isMention ? `<at>Pacer</at> ${text}` : text,
      textFormat: "plain",
      from: { id: this.setup.users[0].id },
      ...(isMention ? { mentions: [mention] } : {}),
    });
  }

  /** Presses a button of a card as the client does: Action.Execute is an invoke, Action.Submit a message. */
  press(message: Received, action: { readonly type: string; readonly verb?: string; readonly data?: unknown }) {
    const common = {
      conversation: { id: "personal-chat-id" },
      replyToId: message.id,
      from: { id: this.setup.users[0].id },
    };
    if (action.type === "Action.Submit")
      return this.post("/_conversation/v1/submit", { ...common, value: action.data });
    return this.post("/_conversation/v1/invoke", {
      ...common,
      name: "adaptiveCard/action",
      value: { action, trigger: "manual" },
    });
  }

  async stop(): Promise<void> {
    this.#socket?.terminate();
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill();
    await ended;
  }
}

function receivedOf({ attachments, text, messageId }: Record<string, unknown>, conversation: string): Received {
  const [first] = (attachments ?? []) as { content?: Record<string, unknown> }[];
  return { conversation, text: String(text ?? ""), card: first?.content ?? null, id: String(messageId) };
}
