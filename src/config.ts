import { existsSync } from "node:fs";
import { z } from "zod";
import type { QueueHome } from "./jobs/queue.js";

const flag = z.enum(["on", "off"]).transform((value) => value === "on");

const limit = z.coerce
  .number("must be a whole number a day, 0 for none at all")
  .int("must be a whole number a day, 0 for none at all")
  .min(0, "must be a whole number a day, 0 for none at all");
const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, "must be an amount a day in the currency of the prices, such as 0.50");

const Environment = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must look like postgres://user@host:5432/database" })
    .optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must look like redis://host:6379" }).optional(),
  PACER_DATA_DIR: z.string().min(1).default(".pacer"),
  PACER_NOW: z.iso.datetime({ offset: true, error: "must be a moment such as 2026-11-18T09:00:00Z" }).optional(),
  PACER_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce
    .number("must be a port number, 0 to 65535")
    .int("must be a port number, 0 to 65535")
    .min(0, "must be a port number, 0 to 65535")
    .max(65535, "must be a port number, 0 to 65535")
    .default(3978),
  PACER_ORG: z.string().min(1).default("demo"),
  PACER_PLAYGROUND: flag.optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith("xoxb-", { error: "must start with xoxb- (OAuth & Permissions page)" })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-", { error: "must start with xapp- (Basic Information page)" })
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_API_URL: z.url().optional(),
  TEAMS_APP_ID: z.uuid({ error: "must be the bot's Microsoft App ID, a UUID" }).optional(),
  TEAMS_APP_PASSWORD: z.string().min(1).optional(),
  TEAMS_TENANT_ID: z.uuid({ error: "must be the directory (tenant) ID, a UUID" }).optional(),
  TEAMS_OPENID_METADATA_URL: z.url().optional(),
  TEAMS_TOKEN_ISSUER: z.string().optional(),
  TEAMS_LOGIN_URL: z.url().optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: "must look like http://localhost:11434/v1" }).optional(),
  PACER_LLM: z.enum(["off", "choose", "full"]).optional(),
  PACER_LLM_MODEL: z.string().min(1).default("gpt-4.1-mini"),
  PACER_LLM_NAMES: z.enum(["tokens", "plain"]).default("tokens"),
  PACER_LLM_TIMEOUT_MS: z.coerce
    .number("must be milliseconds, 200 to 6000")
    .int("must be milliseconds, 200 to 6000")
    .min(200, "must be milliseconds, 200 to 6000")
    .max(6_000, "must be milliseconds, 200 to 6000")
    .default(4_000),
  PACER_LLM_PRICES: z
    .string()
    .regex(
      /^[^=,\s]+=\d{1,6}(\.\d{1,6})?\/\d{1,6}(\.\d{1,6})?(,[^=,\s]+=\d{1,6}(\.\d{1,6})?\/\d{1,6}(\.\d{1,6})?)*$/,
      "must be prices per million tokens in and out, such as gpt-4.1-mini=0.40/1.60",
    )
    .optional(),
  PACER_LLM_CALLS_PER_PERSON: limit.default(300),
  PACER_LLM_TOKENS_PER_PERSON: limit.default(300_000),
  PACER_LLM_COST_PER_PERSON: price.default("1"),
  PACER_LLM_COST_PER_ORG: price.default("50"),
});

/** Settings that make sense only with others. Judged by which are set, so that a setting with a mistake counts as set. */
function missingSettings(isSet: (name: keyof typeof Environment.shape) => boolean, isOff: boolean): string[] {
  const problems: string[] = [];
  const needs = (given: keyof typeof Environment.shape, required: (keyof typeof Environment.shape)[], why: string) => {
    for (const name of required) {
      if (isSet(given) && !isSet(name)) problems.push(`${name} is needed with ${given}: ${why}`);
    }
  };
  if (isSet("SLACK_BOT_TOKEN") && !isSet("SLACK_APP_TOKEN") && !isSet("SLACK_SIGNING_SECRET")) {
    problems.push(
      "SLACK_SIGNING_SECRET is needed with SLACK_BOT_TOKEN to receive events over HTTP (or set SLACK_APP_TOKEN for Socket Mode)",
    );
  }
  needs("SLACK_APP_TOKEN", ["SLACK_BOT_TOKEN"], "the bot cannot answer without it");
  needs("SLACK_SIGNING_SECRET", ["SLACK_BOT_TOKEN"], "the bot cannot answer without it");
  needs(
    "TEAMS_APP_ID",
    ["TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"],
    "a bot is registered for one tenant and proves itself with a secret",
  );
  if (isSet("PACER_LLM") && !isSet("OPENAI_API_KEY") && !isSet("OPENAI_BASE_URL") && !isOff)
    problems.push(
      "OPENAI_API_KEY or OPENAI_BASE_URL is needed with PACER_LLM: there is no model to ask without either",
    );
  needs("TEAMS_APP_PASSWORD", ["TEAMS_APP_ID"], "a secret belongs to an app");
  needs("TEAMS_TENANT_ID", ["TEAMS_APP_ID"], "a tenant alone connects nothing");
  return problems;
}

/** With an endpoint and nothing said, a model may do all it can; "off", or no endpoint at all, means that there is none. */
function modelOf(env: z.infer<typeof Environment>) {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, PACER_LLM: mode = "full" } = env;
  if (mode === "off" || !(apiKey || baseUrl)) return undefined;
  const million = (decimal: string) => Math.round(Number(decimal) * 1_000_000);
  const entries = (env.PACER_LLM_PRICES ?? "").split(",").filter((entry) => entry !== "");
  return {
    mode,
    apiKey,
    baseUrl,
    model: env.PACER_LLM_MODEL,
    names: env.PACER_LLM_NAMES,
    timeoutMs: env.PACER_LLM_TIMEOUT_MS,
    /** By model, in millionths of the currency per million tokens. */
    prices: new Map(
      entries.map((entry) => {
        const [name = "", both = ""] = entry.split("=");
        const [tokensIn = "0", tokensOut = "0"] = both.split("/");
        return [name, { tokensIn: million(tokensIn), tokensOut: million(tokensOut) }] as const;
      }),
    ),
    limits: {
      callsPerPerson: env.PACER_LLM_CALLS_PER_PERSON,
      tokensPerPerson: env.PACER_LLM_TOKENS_PER_PERSON,
      costMicrosPerPerson: million(env.PACER_LLM_COST_PER_PERSON),
      costMicrosPerOrg: million(env.PACER_LLM_COST_PER_ORG),
    },
  };
}

/** Redis where it is named, else beside the data. */
function queueOf({ REDIS_URL: redis, DATABASE_URL: database }: z.infer<typeof Environment>): QueueHome {
  if (redis) return { kind: "redis", url: redis };
  return database ? { kind: "postgres", url: database } : { kind: "process" };
}

const Config = Environment.transform((env) => ({
  databaseUrl: env.DATABASE_URL,
  queue: queueOf(env),
  dataDir: env.PACER_DATA_DIR,
  now: env.PACER_NOW ? new Date(env.PACER_NOW) : undefined,
  logLevel: env.PACER_LOG_LEVEL,
  host: env.HOST,
  port: env.PORT,
  orgSlug: env.PACER_ORG,
  slack: env.SLACK_BOT_TOKEN
    ? {
        botToken: env.SLACK_BOT_TOKEN,
        appToken: env.SLACK_APP_TOKEN,
        signingSecret: env.SLACK_SIGNING_SECRET,
        apiUrl: env.SLACK_API_URL,
      }
    : undefined,
  teams:
    env.TEAMS_APP_ID && env.TEAMS_APP_PASSWORD && env.TEAMS_TENANT_ID
      ? {
          appId: env.TEAMS_APP_ID,
          appPassword: env.TEAMS_APP_PASSWORD,
          tenantId: env.TEAMS_TENANT_ID,
          openIdMetadataUrl: env.TEAMS_OPENID_METADATA_URL,
          tokenIssuer: env.TEAMS_TOKEN_ISSUER,
          loginUrl: env.TEAMS_LOGIN_URL,
        }
      : undefined,
  /** Undefined = no model: nothing is sent anywhere. */
  model: modelOf(env),
  /** Choosing a person is choosing an identity, so beside a real workspace the playground is off unless asked for. */
  playground: env.PACER_PLAYGROUND ?? !(env.SLACK_BOT_TOKEN || env.TEAMS_APP_ID),
}));

export type Config = z.infer<typeof Config>;
export type SlackConfig = NonNullable<Config["slack"]>;
export type TeamsConfig = NonNullable<Config["teams"]>;
export type ModelConfig = NonNullable<Config["model"]>;

/** The process' environment; a `.env` file in the working folder fills in what is not set. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

/** Reads the whole configuration once. Empty variables count as absent. Throws one Error that lists every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = environment()): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = Config.safeParse(given);
  const missing = missingSettings((name) => given[name] !== undefined, given.PACER_LLM === "off");
  if (parsed.success && missing.length === 0) return parsed.data;
  const mistakes = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const problems = [...mistakes, ...missing].map((problem) => `  ${problem}`);
  throw new Error(
    `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}`,
  );
}
