import { existsSync } from "node:fs";
import { z } from "zod";
import type { QueueHome } from "./jobs/queue.js";
import type { SecretKey } from "./keyring.js";

const flag = z.enum(["on", "off"]).transform((value) => value === "on");

const limit = z.coerce
  .number("must be a whole number a day, 0 for none at all")
  .int("must be a whole number a day, 0 for none at all")
  .min(0, "must be a whole number a day, 0 for none at all");
const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, "must be an amount a day in the currency of the prices, such as 0.50");

/** More bots, each for its tenant: JSON, because an environment has no lists. */
const TeamsBots = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "must be a JSON list of bots" });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.strictObject({
          appId: z.uuid({ error: "appId must be a UUID" }),
          tenantId: z.uuid({ error: "tenantId must be a UUID" }),
          appPassword: z.string().min(1).optional(),
          org: z.string().min(1).optional(),
        }),
      )
      .refine(
        (bots) => new Set(bots.map(({ tenantId }) => tenantId.toLowerCase())).size === bots.length,
        "names a tenant twice",
      ),
  );

const KEYS_FORM = "must be keys such as 2026-11:BASE64, the newest first, each 32 bytes (openssl rand -base64 32)";
const secretKeys = z.string().transform((text, ctx): readonly [SecretKey, ...SecretKey[]] => {
  const keys = text.split(",").map((entry) => {
    const [, id = "", base64 = ""] = /^\s*([\w.-]{1,40}):([A-Za-z0-9+/]{43}=)\s*$/.exec(entry) ?? [];
    return { id, key: Buffer.from(base64, "base64") };
  });
  const [first, ...rest] = keys;
  if (first && keys.every(({ key }) => key.length === 32) && new Set(keys.map(({ id }) => id)).size === keys.length)
    return [first, ...rest];
  ctx.addIssue({ code: "custom", message: KEYS_FORM });
  return z.NEVER;
});

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
  PACER_URL: z
    .url({ protocol: /^https?$/, error: "must be the address Pacer is reached at, such as https://pacer.example.com" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  PACER_SECRET_KEYS: secretKeys.optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith("xoxb-", { error: "must start with xoxb- (OAuth & Permissions page)" })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-", { error: "must start with xapp- (Basic Information page)" })
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, "must be the Client ID of the Basic Information page, such as 123.456")
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_API_URL: z.url().optional(),
  TEAMS_APP_ID: z.uuid({ error: "must be the bot's Microsoft App ID, a UUID" }).optional(),
  TEAMS_APP_PASSWORD: z.string().min(1).optional(),
  TEAMS_APP_TYPE: z.enum(["SingleTenant", "UserAssignedMSI"]).optional(),
  TEAMS_BOTS: TeamsBots.optional(),
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

/** The bot of the TEAMS_APP_ settings first, then those of TEAMS_BOTS. */
function teamsOf(env: z.infer<typeof Environment>) {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: tenantId } = env;
  const bots = [
    ...(appId && tenantId ? [{ appId, tenantId, appPassword, org: undefined }] : []),
    ...(env.TEAMS_BOTS ?? []),
  ];
  if (bots.length === 0) return undefined;
  return {
    /** One for each tenant. Without a secret the bot is the managed identity that Pacer runs under. */
    bots: bots.map(({ org, ...bot }) => ({ ...bot, orgSlug: org ?? env.PACER_ORG })),
    openIdMetadataUrl: env.TEAMS_OPENID_METADATA_URL,
    tokenIssuer: env.TEAMS_TOKEN_ISSUER,
    loginUrl: env.TEAMS_LOGIN_URL,
  };
}

/** Settings that make sense only with others. Judged by which are set, so that a setting with a mistake counts as set. */
function missingSettings(
  isSet: (name: keyof typeof Environment.shape) => boolean,
  { isOff, isManaged }: { isOff: boolean; isManaged: boolean },
): string[] {
  const problems: string[] = [];
  const needs = (given: keyof typeof Environment.shape, required: (keyof typeof Environment.shape)[], why: string) => {
    for (const name of required) {
      if (isSet(given) && !isSet(name)) problems.push(`${name} is needed with ${given}: ${why}`);
    }
  };
  for (const given of ["SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"] as const)
    if (isSet(given) && !isSet("SLACK_APP_TOKEN") && !isSet("SLACK_SIGNING_SECRET"))
      problems.push(
        `SLACK_SIGNING_SECRET is needed with ${given} to receive events over HTTP (or set SLACK_APP_TOKEN for Socket Mode)`,
      );
  if (isSet("SLACK_BOT_TOKEN") && isSet("SLACK_CLIENT_ID"))
    problems.push("SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: set one of them");
  if (!isSet("SLACK_CLIENT_ID")) {
    needs("SLACK_APP_TOKEN", ["SLACK_BOT_TOKEN"], "the bot cannot answer without it");
    needs("SLACK_SIGNING_SECRET", ["SLACK_BOT_TOKEN"], "the bot cannot answer without it");
  }
  needs(
    "SLACK_CLIENT_ID",
    ["SLACK_CLIENT_SECRET", "PACER_URL", "PACER_SECRET_KEYS"],
    "workspaces install the app over this address, and their tokens are kept sealed",
  );
  needs("SLACK_CLIENT_SECRET", ["SLACK_CLIENT_ID"], "a secret belongs to an app");
  needs("TEAMS_APP_ID", ["TEAMS_TENANT_ID"], "a bot is registered for one tenant");
  if (isSet("TEAMS_APP_ID") && !isSet("TEAMS_APP_PASSWORD") && !isManaged)
    problems.push(
      "TEAMS_APP_PASSWORD is needed with TEAMS_APP_ID: a single-tenant bot proves itself with a secret (or set TEAMS_APP_TYPE=UserAssignedMSI)",
    );
  if (isSet("TEAMS_APP_PASSWORD") && isManaged)
    problems.push(
      "TEAMS_APP_PASSWORD must not be set with TEAMS_APP_TYPE=UserAssignedMSI: a managed identity has no secret",
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

/** What many workspaces need to install the app. `missingSettings` has said what is absent. */
function installOf(env: z.infer<typeof Environment>) {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, PACER_URL: publicUrl } = env;
  const keys = env.PACER_SECRET_KEYS;
  return clientId && clientSecret && publicUrl && keys ? { clientId, clientSecret, publicUrl, keys } : undefined;
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
  slack:
    env.SLACK_BOT_TOKEN || env.SLACK_CLIENT_ID
      ? {
          /** Of the one workspace; absent where many install the app. */
          botToken: env.SLACK_BOT_TOKEN,
          install: installOf(env),
          appToken: env.SLACK_APP_TOKEN,
          signingSecret: env.SLACK_SIGNING_SECRET,
          apiUrl: env.SLACK_API_URL,
        }
      : undefined,
  teams: teamsOf(env),
  /** Undefined = no model: nothing is sent anywhere. */
  model: modelOf(env),
  /** Choosing a person is choosing an identity, so beside a real workspace the playground is off unless asked for. */
  playground:
    env.PACER_PLAYGROUND ?? !(env.SLACK_BOT_TOKEN || env.SLACK_CLIENT_ID || env.TEAMS_APP_ID || env.TEAMS_BOTS),
}));

export type Config = z.infer<typeof Config>;
export type SlackConfig = Partial<NonNullable<Config["slack"]>>;
export type SlackInstallConfig = NonNullable<SlackConfig["install"]>;
export type TeamsConfig = NonNullable<Config["teams"]>;
export type TeamsBot = TeamsConfig["bots"][number];
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
  const missing = missingSettings((name) => given[name] !== undefined, {
    isOff: given.PACER_LLM === "off",
    isManaged: given.TEAMS_APP_TYPE === "UserAssignedMSI",
  });
  if (parsed.success && missing.length === 0) return parsed.data;
  const mistakes = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const problems = [...mistakes, ...missing].map((problem) => `  ${problem}`);
  throw new Error(
    `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}`,
  );
}
