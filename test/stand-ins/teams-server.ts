import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { parse } from "node:querystring";
import type { TeamsConfig } from "../../src/config.js";
import { json, type Listening, listenLocally, misbehave, Script } from "./http.js";

const APP_ID = "11111111-2222-4333-8444-555555555555";
const APP_PASSWORD = "stand-in-secret";
export const TENANT = "99999999-8888-4777-8666-555555555555";
export const BOT_ID = `28:${APP_ID}`;
const ISSUER = "https://api.botframework.com";

/** An activity that Teams took. */
export interface Sent {
  readonly conversation: string;
  readonly replyTo?: string;
  readonly activity: {
    readonly text?: string;
    readonly summary?: string;
    readonly attachments?: { readonly contentType?: string; readonly name?: string; readonly content: unknown }[];
  };
}

interface Member {
  readonly id: string;
  readonly aadObjectId: string;
  readonly [field: string]: unknown;
}

/** What is wrong with the token of a request to the bot; everything but `valid` is to be refused. */
export type TokenFault =
  | "valid"
  | "none"
  | "not-a-token"
  | "wrong-audience"
  | "wrong-issuer"
  | "expired"
  | "not-yet"
  | "other-service-url"
  | "no-service-url"
  | "other-key"
  | "unsigned"
  | "unendorsed-key";

/**
 * The parts of Microsoft's cloud that a Teams bot talks to, on a free port: the key server, the token endpoint and the
 * connector. Checks the bot's token, keeps what it took, counts calls, and misbehaves on request (`script`, by call name:
 * token, keys, activities, conversations, members).
 */
export class TeamsStandIn {
  readonly script = new Script();
  readonly calls: string[] = [];
  readonly sent: Sent[] = [];
  /** Files that were put into somebody's OneDrive, and the token that came with them, which should be none. */
  readonly files: { readonly content: string; readonly authorization: string | undefined }[] = [];
  readonly members = new Map<string, Member>();
  readonly #tokens = new Set<string>();
  readonly #key = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 });
  #sequence = 0;

  private constructor(
    private readonly http: Listening,
    private readonly orgSlug: string,
  ) {}

  /** `orgSlug`: the organisation that the tenant speaks for. */
  static async start(orgSlug = "acme"): Promise<TeamsStandIn> {
    const http = await listenLocally((request, body, response) =>
      standIn.#answer(`${request.method} ${request.url ?? ""}`, request.headers.authorization, body, response),
    );
    const standIn: TeamsStandIn = new TeamsStandIn(http, orgSlug);
    return standIn;
  }

  get config(): TeamsConfig {
    return {
      bots: [{ appId: APP_ID, appPassword: APP_PASSWORD, tenantId: TENANT, orgSlug: this.orgSlug }],
      openIdMetadataUrl: `${this.http.url}/keys/openid`,
      tokenIssuer: undefined,
      loginUrl: this.http.url,
    };
  }

  /** Where the managed identity of a machine in Azure gets its tokens. */
  get identityUrl(): string {
    return `${this.http.url}/msi/token`;
  }

  get oneDriveUrl(): string {
    return `${this.http.url}/onedrive/file`;
  }

  get serviceUrl(): string {
    return `${this.http.url}/connector/`;
  }

  /** A full member of the tenant, unless `fields` say otherwise. Gives the object id. */
  addMember(name: string, email: string | undefined, fields: Record<string, unknown> = {}): string {
    const aadObjectId = (fields.aadObjectId as string | undefined) ?? randomUUID();
    const id = `29:${name}`;
    this.members.set(id, {
      id,
      name,
      email,
      userPrincipalName: email,
      tenantId: TENANT,
      userRole: "user",
      ...fields,
      aadObjectId,
    });
    return aadObjectId;
  }

  /** The one-to-one conversation between Pacer and a member. */
  direct(name: string): string {
    return `a:direct-29:${name}`;
  }

  count(call: string): number {
    return this.calls.filter((made) => made === call).length;
  }

  forget(): void {
    this.calls.length = 0;
    this.sent.length = 0;
    this.files.length = 0;
    this.script.clear();
  }

  close(): Promise<void> {
    return this.http.close();
  }

  activity(name: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
    this.#sequence += 1;
    const member = this.members.get(`29:${name}`);
    return {
      type: "message",
      id: `${1_700_000_000_000 + this.#sequence}`,
      channelId: "msteams",
      serviceUrl: this.serviceUrl,
      timestamp: "2026-11-18T09:00:00.000Z",
      from: { id: `29:${name}`, name, aadObjectId: member?.aadObjectId },
      recipient: { id: BOT_ID, name: "Pacer" },
      conversation: { id: this.direct(name), conversationType: "personal", tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      ...fields,
    };
  }

  message(name: string, text: string, fields: Record<string, unknown> = {}) {
    return this.activity(name, { text, textFormat: "plain", ...fields });
  }

  mention(name: string, conversation: Record<string, unknown>, text: string) {
    return this.message(name, `<at>Pacer</at>&nbsp;${text}`, {
      conversation: { tenantId: TENANT, isGroup: true, ...conversation },
      entities: [{ type: "mention", mentioned: { id: BOT_ID, name: "Pacer" }, text: "<at>Pacer</at>" }],
    });
  }

  press(name: string, data: unknown, fields: Record<string, unknown> = {}, verb = "ask") {
    const value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" };
    return this.activity(name, { type: "invoke", name: "adaptiveCard/action", value, ...fields });
  }

  /** A dialog is opened or handed in. */
  task(name: string, step: "fetch" | "submit", data: unknown, fields: Record<string, unknown> = {}) {
    return this.activity(name, { type: "invoke", name: `task/${step}`, value: { data, context: {} }, ...fields });
  }

  /** Sends an activity as Teams would and gives the HTTP status and body. */
  async send(
    botUrl: string,
    activity: Record<string, unknown>,
    fault: TokenFault = "valid",
  ): Promise<{ status: number; body: string }> {
    const token = this.token(fault, String(activity.serviceUrl));
    const response = await fetch(`${botUrl}/api/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(activity),
    });
    return { status: response.status, body: await response.text() };
  }

  token(fault: TokenFault, serviceUrl: string): string | undefined {
    if (fault === "none") return undefined;
    if (fault === "not-a-token") return "let.me.in";
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: fault === "wrong-issuer" ? "https://evil.example" : ISSUER,
      aud: fault === "wrong-audience" ? randomUUID() : APP_ID,
      exp: fault === "expired" ? now - 3600 : now + 3600,
      nbf: fault === "not-yet" ? now + 3600 : now - 60,
      ...(fault === "no-service-url"
        ? {}
        : { serviceurl: fault === "other-service-url" ? "https://evil.example/" : serviceUrl }),
    };
    if (fault === "unsigned") return `${encode({ alg: "none", typ: "JWT", kid: "k1" })}.${encode(claims)}.`;
    const key = fault === "other-key" ? this.#otherKey.privateKey : this.#key.privateKey;
    return signed(claims, key, fault === "unendorsed-key" ? "k2" : "k1");
  }

  async #answer(
    line: string,
    authorization: string | undefined,
    body: string,
    response: Parameters<typeof json>[0],
  ): Promise<void> {
    const call = CALLS.find(([, pattern]) => pattern.test(line));
    if (!call) return json(response, { error: { code: "NotFound" } }, 404);
    const [name, pattern] = call;
    const parts = (pattern.exec(line) ?? []).slice(1).map((part) => decodeURIComponent(part ?? ""));
    this.calls.push(name);
    if (name === "upload") this.files.push({ content: body, authorization });
    if (!["keys", "token", "identity", "upload"].includes(name) && !this.#tokens.has(authorization ?? ""))
      return json(response, {}, 401);
    const take = () => this.#take(name, parts, body);
    if (await misbehave(this.script.take(name), response, take)) return;
    take();
    const [status, result] = this.#result(name, line, parts, body);
    json(response, result, status);
  }

  #take(name: string, [conversation = "", replyTo = ""]: string[], body: string): void {
    if (name !== "activities") return;
    this.sent.push({ conversation, ...(replyTo ? { replyTo } : {}), activity: JSON.parse(body) as Sent["activity"] });
  }

  #result(name: string, line: string, parts: string[], body: string): [number, unknown] {
    switch (name) {
      case "keys": {
        if (line.endsWith("/openid")) return [200, { issuer: ISSUER, jwks_uri: `${this.http.url}/keys/jwks` }];
        const jwk = this.#key.publicKey.export({ format: "jwk" });
        const keys = [
          { ...jwk, use: "sig", kid: "k1", endorsements: ["msteams"] },
          { ...jwk, use: "sig", kid: "k2", endorsements: ["webchat"] },
        ];
        return [200, { keys }];
      }
      case "token": {
        const { client_id, client_secret } = parse(body);
        if (client_id !== APP_ID || client_secret !== APP_PASSWORD) return [401, { error: "invalid_client" }];
        const token = randomUUID();
        this.#tokens.add(`Bearer ${token}`);
        return [200, { token_type: "Bearer", expires_in: 3600, access_token: token }];
      }
      case "identity": {
        const token = randomUUID();
        this.#tokens.add(`Bearer ${token}`);
        const until = Math.floor(Date.now() / 1000) + 3600;
        return [200, { token_type: "Bearer", expires_on: String(until), access_token: token, resource: ISSUER }];
      }
      case "conversations": {
        const { members } = JSON.parse(body) as { members: { id: string }[] };
        return [201, { id: `a:direct-${members[0]?.id}` }];
      }
      case "members": {
        const member = this.members.get(parts[1] ?? "");
        return member ? [200, member] : [404, { error: { code: "MemberNotFoundInConversation" } }];
      }
      default:
        return [201, { id: `sent-${this.sent.length}` }];
    }
  }
}

const CALLS: [string, RegExp][] = [
  ["keys", /^GET \/keys\/(?:openid|jwks)$/],
  ["token", /^POST \/[^/]+\/oauth2\/v2\.0\/token$/],
  ["upload", /^PUT \/onedrive\//],
  ["identity", /^GET \/msi\/token\?/],
  ["activities", /^POST \/connector\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/],
  ["conversations", /^POST \/connector\/v3\/conversations$/],
  ["members", /^GET \/connector\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/],
];

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(claims: unknown, key: KeyObject, kid: string): string {
  const content = `${encode({ alg: "RS256", typ: "JWT", kid })}.${encode(claims)}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(key).toString("base64url")}`;
}
