import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.js";

test("nothing set: embedded store, demo company, playground on loopback", () => {
  expect(readConfig({})).toMatchObject({
    databaseUrl: undefined,
    dataDir: ".pacer",
    orgSlug: "demo",
    host: "127.0.0.1",
    port: 3978,
    playground: true,
    slack: undefined,
    teams: undefined,
  });
});

test("one error lists every problem with what to do", () => {
  const read = () =>
    readConfig({
      DATABASE_URL: "mysql://x",
      PORT: "99999",
      SLACK_BOT_TOKEN: "abc",
      TEAMS_APP_PASSWORD: "secret-value",
      PACER_NOW: "yesterday",
    });
  expect(read).toThrow(/DATABASE_URL must look like postgres:\/\//);
  expect(read).toThrow(/PORT/);
  expect(read).toThrow(/SLACK_BOT_TOKEN must start with xoxb-/);
  expect(read).toThrow(/PACER_NOW must be a moment/);
  expect(read).not.toThrow(/secret-value/);
});

test("what is missing is said together with what is wrong", () => {
  const read = () => readConfig({ PORT: "abc", SLACK_APP_TOKEN: "xapp-1", TEAMS_APP_ID: "no-uuid" });
  expect(read).toThrow(/PORT must be a port number, 0 to 65535/);
  expect(read).toThrow(/SLACK_BOT_TOKEN is needed with SLACK_APP_TOKEN/);
  expect(read).toThrow(/TEAMS_APP_ID must be/);
  expect(read).toThrow(/TEAMS_APP_PASSWORD is needed with TEAMS_APP_ID/);
});

test.each([
  { env: { SLACK_BOT_TOKEN: "xoxb-1" }, missing: "SLACK_SIGNING_SECRET", why: "HTTP needs the signing secret" },
  { env: { SLACK_APP_TOKEN: "xapp-1" }, missing: "SLACK_BOT_TOKEN", why: "Socket Mode alone cannot answer" },
  {
    env: { TEAMS_APP_ID: "7a1a7d30-6a5b-4c0a-9d32-4be5a0f3f2b1" },
    missing: "TEAMS_TENANT_ID",
    why: "one tenant per bot",
  },
  {
    env: { TEAMS_TENANT_ID: "7a1a7d30-6a5b-4c0a-9d32-4be5a0f3f2b1" },
    missing: "TEAMS_APP_ID",
    why: "half a configuration would leave Teams out silently",
  },
])("$missing is asked for: $why", ({ env, missing }) => {
  expect(() => readConfig(env)).toThrow(missing);
});

describe("Teams bots", () => {
  const app = "7a1a7d30-6a5b-4c0a-9d32-4be5a0f3f2b1";
  const tenant = "11111111-2222-4333-8444-555555555555";
  const more = (...bots: object[]) => ({ TEAMS_BOTS: JSON.stringify(bots) });

  test("a single-tenant bot needs its secret, a managed identity must have none", () => {
    const single = { TEAMS_APP_ID: app, TEAMS_TENANT_ID: tenant };
    const managed = { ...single, TEAMS_APP_TYPE: "UserAssignedMSI" };
    expect(() => readConfig(single)).toThrow("TEAMS_APP_PASSWORD is needed");
    expect(() => readConfig({ ...managed, TEAMS_APP_PASSWORD: "s" })).toThrow("TEAMS_APP_PASSWORD must not be set");
    expect(readConfig(managed).teams?.bots).toEqual([
      { appId: app, tenantId: tenant, appPassword: undefined, orgSlug: "demo" },
    ]);
  });

  test("further tenants have bots of their own, each speaking for its organisation", () => {
    const { teams, playground } = readConfig({
      PACER_ORG: "acme",
      ...more({ appId: app, tenantId: tenant, appPassword: "s", org: "emea" }, { appId: app, tenantId: app }),
    });
    expect(teams?.bots.map(({ tenantId, orgSlug }) => [tenantId, orgSlug])).toEqual([
      [tenant, "emea"],
      [app, "acme"],
    ]);
    expect(playground).toBe(false);
  });

  test.each([
    { env: { TEAMS_BOTS: "{" }, says: "TEAMS_BOTS must be a JSON list of bots" },
    { env: more({ appId: app }), says: "tenantId must be a UUID" },
    { env: more({ appId: app, tenantId: tenant, secret: "s" }), says: "secret" },
    { env: more({ appId: app, tenantId: tenant }, { appId: app, tenantId: tenant }), says: "names a tenant twice" },
  ])("what is wrong with the list is said, without what is secret in it: $says", ({ env, says }) => {
    expect(() => readConfig(env)).toThrow(says);
  });
});

const KEY = Buffer.alloc(32, 7).toString("base64");
const MANY = {
  SLACK_CLIENT_ID: "123.456",
  SLACK_CLIENT_SECRET: "secret",
  SLACK_SIGNING_SECRET: "s",
  PACER_URL: "https://pacer.example.com/",
  PACER_SECRET_KEYS: `2026-11:${KEY},2025:${Buffer.alloc(32, 8).toString("base64")}`,
};

test("many workspaces need what an installation takes, and keys to keep their tokens under", () => {
  const { slack, playground } = readConfig(MANY);
  expect(slack?.install).toMatchObject({ clientId: "123.456", publicUrl: "https://pacer.example.com" });
  expect(slack?.install?.keys.map(({ id, key }) => [id, key.length])).toEqual([
    ["2026-11", 32],
    ["2025", 32],
  ]);
  expect(slack?.botToken).toBeUndefined();
  expect(playground).toBe(false);
  for (const name of Object.keys(MANY) as (keyof typeof MANY)[])
    expect(() => readConfig({ ...MANY, [name]: undefined }), name).toThrow(name);
  expect(() => readConfig({ ...MANY, SLACK_BOT_TOKEN: "xoxb-1" })).toThrow("set one of them");
  expect(readConfig({ ...MANY, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: "xapp-1" }).slack?.appToken).toBe(
    "xapp-1",
  );
});

test.each(["short:AAAA", KEY, `a:${KEY},a:${KEY}`, `a b:${KEY}`, ""])("%j are no keys", (keys) => {
  expect(() => readConfig({ ...MANY, PACER_SECRET_KEYS: keys })).toThrow("PACER_SECRET_KEYS");
});

test("beside a real workspace the playground is off unless asked for", () => {
  const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
  expect(readConfig(slack).playground).toBe(false);
  expect(readConfig({ ...slack, PACER_PLAYGROUND: "on" }).playground).toBe(true);
});

test("without an endpoint, or switched off, there is no model", () => {
  expect(readConfig({}).model).toBeUndefined();
  expect(readConfig({ OPENAI_API_KEY: "k", PACER_LLM: "off" }).model).toBeUndefined();
  expect(readConfig({ PACER_LLM: "off" }).model).toBeUndefined();
  expect(() => readConfig({ PACER_LLM: "full" })).toThrow(/OPENAI_API_KEY or OPENAI_BASE_URL is needed with PACER_LLM/);
});

test("a model by its address alone, with names as tokens, a time and limits", () => {
  expect(
    readConfig({ OPENAI_BASE_URL: "http://localhost:11434/v1", PACER_LLM_PRICES: "a=0.40/1.60,b=1/2" }).model,
  ).toEqual({
    mode: "full",
    apiKey: undefined,
    baseUrl: "http://localhost:11434/v1",
    model: "gpt-4.1-mini",
    names: "tokens",
    timeoutMs: 4000,
    prices: new Map([
      ["a", { tokensIn: 400_000, tokensOut: 1_600_000 }],
      ["b", { tokensIn: 1_000_000, tokensOut: 2_000_000 }],
    ]),
    limits: {
      callsPerPerson: 300,
      tokensPerPerson: 300_000,
      costMicrosPerPerson: 1_000_000,
      costMicrosPerOrg: 50_000_000,
    },
  });
});

test.each([
  { PACER_LLM_TIMEOUT_MS: "9000" },
  { PACER_LLM_PRICES: "gpt-4.1-mini" },
  { PACER_LLM_COST_PER_ORG: "-1" },
  { OPENAI_BASE_URL: "ftp://x" },
  { PACER_LLM: "on" },
])("%j is refused by name", (settings) => {
  expect(() => readConfig({ OPENAI_API_KEY: "k", ...settings })).toThrow(Object.keys(settings)[0]);
});

test("an empty variable counts as absent", () => {
  expect(readConfig({ SLACK_BOT_TOKEN: "", PORT: " " })).toMatchObject({ slack: undefined, port: 3978 });
});

test(".env.example explains every setting and no other", () => {
  const source = readFileSync("src/config.ts", "utf8");
  const known = new Set([...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name));
  const explained = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=$/gm)].map(([, name]) => name);
  expect(explained.sort()).toEqual([...known].sort());
});
