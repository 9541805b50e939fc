import { parse } from "node:querystring";
import { type WebSocket, WebSocketServer } from "ws";
import { eventually, json, type Listening, listenLocally, misbehave, Script } from "./http.js";

export const TEAM = "T0PACER";
export const BOT_USER = "U0PACERBOT";
export const BOT = "B0PACER";
export const BOT_TOKEN = "xoxb-stand-in";
export const APP_TOKEN = "xapp-stand-in";

/** A message that Slack took. `to` is set for one that a single person sees. */
export interface Posted {
  readonly channel: string;
  readonly text: string;
  readonly blocks: unknown[];
  readonly threadTs?: string;
  readonly to?: string;
  readonly ts?: string;
}

/** A window or Home tab that Slack was given. */
export interface ShownView {
  readonly id: string;
  readonly hash: string;
  readonly userId?: string;
  readonly view: { readonly type: string; readonly blocks: unknown[]; readonly [field: string]: unknown };
}

interface SlackUser {
  readonly id: string;
  readonly [field: string]: unknown;
}

/**
 * Slack's Web API, response URLs and Socket Mode as far as Pacer uses them, on a free port. Checks the token, keeps what it
 * took, counts calls, and misbehaves on request (`script`, by method name; "respond" for response URLs).
 */
export class SlackStandIn {
  readonly script = new Script();
  readonly calls: { readonly method: string; readonly args: Record<string, string> }[] = [];
  readonly posted: Posted[] = [];
  readonly users = new Map<string, SlackUser>();
  readonly acknowledged: string[] = [];
  /** By id; a Home tab's is that of its user. */
  readonly views = new Map<string, ShownView>();
  readonly files: {
    readonly name: string;
    readonly body: string;
    readonly channel: string;
    readonly threadTs?: string;
  }[] = [];
  readonly prompts: Record<string, unknown>[] = [];
  readonly statuses: Record<string, string>[] = [];
  /** What grew in a stream, by the message's `ts`; undefined once it ended. */
  readonly streams = new Map<string, string[]>();
  /** Tokens that are taken besides the workspace's own, each with who it says it is. */
  readonly tokens = new Map<string, Record<string, unknown>>();
  /** What `oauth.v2.access` answers for a code or a refresh token, once. */
  readonly grants = new Map<string, Record<string, unknown>>();
  #usedTriggers = new Set<string>();
  #uploads = new Map<string, { name: string; body: string }>();
  #sockets = new Set<WebSocket>();

  private constructor(
    private readonly http: Listening,
    private readonly socketServer: WebSocketServer,
  ) {}

  static async start(): Promise<SlackStandIn> {
    const http = await listenLocally((request, body, response) =>
      standIn.#answer(request.url ?? "", request.headers.authorization, body, response),
    );
    const socketServer = new WebSocketServer({ server: http.server });
    const standIn: SlackStandIn = new SlackStandIn(http, socketServer);
    socketServer.on("connection", (socket) => standIn.#welcome(socket));
    return standIn;
  }

  get apiUrl(): string {
    return `${this.http.url}/api/`;
  }

  responseUrl(userId: string, channel: string): string {
    return `${this.http.url}/respond/${userId}/${channel}`;
  }

  /** A member with a confirmed address, unless `fields` say otherwise. */
  addUser(id: string, email: string | undefined, fields: Record<string, unknown> = {}): void {
    this.users.set(id, {
      id,
      team_id: TEAM,
      deleted: false,
      is_bot: false,
      is_email_confirmed: true,
      profile: { email },
      ...fields,
    });
  }

  /** The direct conversation between Pacer and a user. */
  direct(userId: string): string {
    return `D${userId}`;
  }

  count(method: string): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  forget(): void {
    this.calls.length = 0;
    this.posted.length = 0;
    this.views.clear();
    this.files.length = 0;
    this.prompts.length = 0;
    this.statuses.length = 0;
    this.script.clear();
  }

  /** Sends an envelope over the open Socket Mode connection and waits for its acknowledgement. */
  async sendOverSocket(
    type: "events_api" | "slash_commands" | "interactive",
    envelopeId: string,
    payload: unknown,
  ): Promise<void> {
    const socket = await eventually("a socket connection", () => [...this.#sockets][0]);
    socket.send(
      JSON.stringify({ type, envelope_id: envelopeId, payload, accepts_response_payload: type !== "events_api" }),
    );
    await eventually("an acknowledgement", () => this.acknowledged.includes(envelopeId));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.socketServer.close();
    await this.http.close();
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("message", (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string };
      if (envelope_id) this.acknowledged.push(envelope_id);
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: 1, connection_info: { app_id: "A0PACER" } }));
  }

  async #answer(
    url: string,
    authorization: string | undefined,
    body: string,
    response: Parameters<typeof json>[0],
  ): Promise<void> {
    if (url.startsWith("/respond/")) return this.#respond(url, body, response);
    if (url.startsWith("/upload/")) {
      const upload = this.#uploads.get(url.slice("/upload/".length));
      if (upload) upload.body = body;
      return json(response, { ok: true });
    }
    const method = url.replace(/^\/api\//, "");
    const args = Object.fromEntries(Object.entries(parse(body)).map(([name, value]) => [name, String(value)]));
    this.calls.push({ method, args });
    const token = authorization?.replace(/^Bearer /, "") ?? "";
    const expected = method === "apps.connections.open" ? APP_TOKEN : BOT_TOKEN;
    const known = method === "oauth.v2.access" || token === expected || this.tokens.has(token);
    if (!known) return json(response, { ok: false, error: "invalid_auth" });
    if (await misbehave(this.script.take(method), response, () => this.#take(method, args))) return;
    json(response, this.#result(method, args, token));
  }

  async #respond(url: string, body: string, response: Parameters<typeof json>[0]): Promise<void> {
    const [, , to = "", channel = ""] = url.split("/");
    const message = JSON.parse(body) as { text: string; blocks?: unknown[]; response_type?: string };
    this.calls.push({ method: "respond", args: { text: message.text } });
    const take = () => {
      const audience = message.response_type === "ephemeral" ? { to } : {};
      this.posted.push({ channel, text: message.text, blocks: message.blocks ?? [], ...audience });
    };
    if (await misbehave(this.script.take("respond"), response, take)) return;
    take();
    json(response, { ok: true });
  }

  #take(method: string, args: Record<string, string>): void {
    if (method !== "chat.postMessage" && method !== "chat.postEphemeral") return;
    this.posted.push({
      channel: args.channel ?? "",
      text: args.text ?? "",
      blocks: args.blocks ? (JSON.parse(args.blocks) as unknown[]) : [],
      ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
      ...(method === "chat.postEphemeral" && args.user ? { to: args.user } : {}),
    });
  }

  #view(id: string, view: string, userId?: string): ShownView {
    const shown = {
      id,
      hash: `h${this.calls.length}`,
      ...(userId ? { userId } : {}),
      view: JSON.parse(view) as ShownView["view"],
    };
    this.views.set(id, shown);
    return shown;
  }

  #result(method: string, args: Record<string, string>, token: string): unknown {
    switch (method) {
      case "oauth.v2.access": {
        const key = args.code ?? args.refresh_token ?? "";
        const grant = this.grants.get(key);
        this.grants.delete(key);
        return grant ? { ok: true, ...grant } : { ok: false, error: "invalid_code" };
      }
      case "assistant.threads.setStatus":
        this.statuses.push(args);
        return { ok: true };
      case "assistant.threads.setSuggestedPrompts":
        this.prompts.push({ ...args, prompts: JSON.parse(args.prompts ?? "[]") });
        return { ok: true };
      case "chat.startStream": {
        const ts = `${1_700_500_000 + this.calls.length}.000100`;
        this.streams.set(ts, []);
        return { ok: true, ts };
      }
      case "chat.appendStream":
      case "chat.stopStream": {
        const stream = this.streams.get(args.ts ?? "");
        if (!stream) return { ok: false, error: "message_not_in_streaming_state" };
        if (args.markdown_text) stream.push(args.markdown_text);
        if (method === "chat.stopStream") this.streams.delete(args.ts ?? "");
        return { ok: true };
      }
      case "chat.update":
        this.posted.push({
          channel: args.channel ?? "",
          text: args.text ?? "",
          blocks: JSON.parse(args.blocks ?? "[]") as unknown[],
          ...(args.ts ? { ts: args.ts } : {}),
        });
        return { ok: true, ts: args.ts };
      case "views.publish":
        return { ok: true, view: this.#view(`home:${args.user_id}`, args.view ?? "{}", args.user_id) };
      case "views.open":
        if (this.#usedTriggers.has(args.trigger_id ?? "")) return { ok: false, error: "expired_trigger_id" };
        this.#usedTriggers.add(args.trigger_id ?? "");
        return { ok: true, view: this.#view(`V${this.calls.length}`, args.view ?? "{}") };
      case "views.update": {
        const before = this.views.get(args.view_id ?? "");
        if (!before) return { ok: false, error: "not_found" };
        if (args.hash && args.hash !== before.hash) return { ok: false, error: "hash_conflict" };
        return { ok: true, view: this.#view(before.id, args.view ?? "{}") };
      }
      case "files.getUploadURLExternal": {
        const id = `F${this.calls.length}`;
        this.#uploads.set(id, { name: args.filename ?? "", body: "" });
        return { ok: true, upload_url: `${this.http.url}/upload/${id}`, file_id: id };
      }
      case "files.completeUploadExternal": {
        for (const { id } of JSON.parse(args.files ?? "[]") as { id: string }[]) {
          const upload = this.#uploads.get(id);
          if (upload)
            this.files.push({
              ...upload,
              channel: args.channel_id ?? args.channels ?? "",
              ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
            });
        }
        return { ok: true, files: [] };
      }
      case "auth.test":
        if (this.tokens.has(token)) return { ok: true, ...this.tokens.get(token) };
        return {
          ok: true,
          team_id: TEAM,
          team: "Stand-in",
          user_id: BOT_USER,
          bot_id: BOT,
          url: "https://stand-in.slack.com/",
        };
      case "users.info": {
        const user = this.users.get(args.user ?? "");
        return user ? { ok: true, user } : { ok: false, error: "user_not_found" };
      }
      case "conversations.open":
        return { ok: true, channel: { id: this.direct(args.users ?? "") } };
      case "chat.postMessage":
      case "chat.postEphemeral":
        this.#take(method, args);
        return { ok: true, channel: args.channel, ts: `${1_700_000_000 + this.posted.length}.000100` };
      case "apps.connections.open":
        return { ok: true, url: `${this.http.url.replace("http", "ws")}/link` };
      default:
        return { ok: false, error: "unknown_method" };
    }
  }
}
