import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { judgeByTypes } from "../contracts/type-judge.js";

const manifest = JSON.parse(readFileSync("manifest.json", "utf8")) as {
  display_information: { name: string; description: string; long_description: string };
  features: {
    agent_view: { agent_description: string; suggested_prompts: unknown[] };
    slash_commands: { command: string; description: string; usage_hint: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] }; socket_mode_enabled: boolean };
};

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
});

test("every scope has a use, and none beyond it is asked for", () => {
  const uses = {
    "app_mentions:read": "mentions",
    "assistant:write": "the agent view",
    "chat:write": "answers",
    commands: "/pacer",
    "im:history": "direct messages",
    "im:write": "opening the direct conversation for a private answer",
    "users:read": "guests and strangers are told from members",
    "users:read.email": "people are matched by e-mail once",
  };
  expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(uses));
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(["app_mention", "message.im"]);
});
