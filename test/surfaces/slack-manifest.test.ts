import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { BOT_SCOPES } from "../../src/surfaces/slack/install/scopes.js";
import { judgeByTypes } from "../contracts/type-judge.js";

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const manifest = read("manifest.json") as {
  display_information: { name: string; description: string; long_description: string };
  features: {
    agent_view: { agent_description: string; suggested_prompts: unknown[] };
    shortcuts: { name: string; callback_id: string }[];
    slash_commands: { command: string; description: string; usage_hint: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] }; socket_mode_enabled: boolean };
};
const bySchema = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
  read("test/schemas/slack-manifest.schema.json"),
);

/** Slack's own types know features, events and scopes, but not yet the scope of the agent view. */
function judge(candidate: typeof manifest): string[] {
  const known = structuredClone(candidate);
  known.oauth_config.scopes.bot = known.oauth_config.scopes.bot.filter((scope) => scope !== "assistant:write");
  const type = 'Exclude<AppsManifestCreateArguments["manifest"], string>';
  return judgeByTypes('import type { AppsManifestCreateArguments } from "@slack/web-api";', type, [known]);
}

test("Slack's types take the manifest, and refuse an unknown scope, event or feature", () => {
  expect(judge(manifest)).toEqual([]);
  const wrong = [structuredClone(manifest), structuredClone(manifest), structuredClone(manifest)] as const;
  wrong[0].oauth_config.scopes.bot.push("pay:read");
  wrong[1].settings.event_subscriptions.bot_events.push("message.pay");
  Object.assign(wrong[2].features.agent_view, { pay: true });
  for (const candidate of wrong) expect(judge(candidate)).not.toEqual([]);
});

test("Slack's schema takes the manifest, and refuses what is too long, too many or misspelt", () => {
  expect(bySchema(manifest), JSON.stringify(bySchema.errors)).toBe(true);
  const breaks: ((candidate: typeof manifest) => void)[] = [
    ({ display_information }) => Object.assign(display_information, { name: "x".repeat(36) }),
    ({ features }) => Object.assign(features, { assistant: {} }),
    ({ features }) => features.agent_view.suggested_prompts.push({ title: "a", message: "b" }),
    ({ features }) => Object.assign(features.slash_commands[0] ?? {}, { command: "pacer" }),
  ];
  for (const spoil of breaks) {
    const candidate = structuredClone(manifest);
    spoil(candidate);
    expect(bySchema(candidate)).toBe(false);
  }
});

test("texts keep within what Slack takes", () => {
  const { display_information: shown, features } = manifest;
  expect(shown.name.length).toBeLessThanOrEqual(35);
  expect(shown.description.length).toBeLessThanOrEqual(140);
  // App settings refuse a long description below 174 characters.
  expect(shown.long_description.length).toBeGreaterThanOrEqual(174);
  expect(shown.long_description.length).toBeLessThanOrEqual(4000);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(features.slash_commands.map(({ command }) => command)).toEqual(["/pacer"]);
  expect(features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(["ask_about_deal"]);
});

test("what the app's settings ask for is what an installation asks for, and each scope and event is explained", () => {
  expect(manifest.oauth_config.scopes.bot).toEqual([...BOT_SCOPES]);
  const guide = readFileSync("docs/slack.md", "utf8");
  const { bot_events } = manifest.settings.event_subscriptions;
  for (const name of [...BOT_SCOPES, ...bot_events]) expect(guide, name).toContain(`\`${name}\``);
  // Nothing that reads channels, and nothing that is written in somebody's name.
  expect(BOT_SCOPES.filter((scope) => /^(channels|groups|mpim|search|admin)|:write\.customize/.test(scope))).toEqual(
    [],
  );
});

test("every event that is subscribed to is listened to, and none else", () => {
  const source = ["questions", "changes"]
    .map((file) => readFileSync(`src/surfaces/slack/listeners/${file}.ts`, "utf8"))
    .join("\n");
  const heard = [...source.matchAll(/bolt\.event\("([\w.]+)"/g)].map(([, name]) =>
    name === "message" ? "message.im" : name,
  );
  expect(heard.sort()).toEqual([...manifest.settings.event_subscriptions.bot_events].sort());
});
