import type { ServerResponse } from "node:http";
import { parse } from "node:querystring";
import { setTimeout as sleep } from "node:timers/promises";
import { json, type Listening, listenLocally } from "./http.js";

/** A message that the recorder took for good. */
export interface Taken {
  readonly deliveryId: string;
  readonly channel: string;
  readonly text: string;
  readonly at: number;
}

/** What happens to one call. `take` = the message stands, whatever the caller gets to know of it. */
export interface Fate {
  readonly take: boolean;
  /** Before the call is looked at. */
  readonly before?: () => Promise<void> | void;
  /** After it was taken (or not), before the answer. */
  readonly after?: () => Promise<void> | void;
  /** After the answer is out. */
  readonly finally?: () => Promise<void> | void;
  readonly answer:
    | "ok"
    | "cut"
    | { readonly status: number; readonly retryAfter?: string }
    | { readonly error: string };
}

export const OK: Fate = { take: true, answer: "ok" };

/**
 * Slack as the sender of messages sees it, at its worst: it keeps every message that it took with time and delivery id, recognises no
 * repetition, and does with each call what `fateOf` says. History is what it took.
 */
export class SlackRecorder {
  readonly taken: Taken[] = [];
  readonly calls: { readonly method: string; readonly at: number; readonly args: Readonly<Record<string, string>> }[] =
    [];
  fateOf: (method: string, args: Readonly<Record<string, string>>) => Fate = () => OK;

  private constructor(private readonly http: Listening) {}

  static async start(): Promise<SlackRecorder> {
    const http = await listenLocally((request, body, response) => recorder.#answer(request.url ?? "", body, response));
    const recorder: SlackRecorder = new SlackRecorder(http);
    return recorder;
  }

  get apiUrl(): string {
    return `${this.http.url}/api/`;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  count(method: string): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  /** Messages that stand more than once. */
  get duplicates(): number {
    return this.taken.length - new Set(this.taken.map(({ deliveryId }) => deliveryId)).size;
  }

  forget(): void {
    this.taken.length = 0;
    this.calls.length = 0;
    this.fateOf = () => OK;
  }

  async #answer(url: string, body: string, response: ServerResponse): Promise<void> {
    const method = url.replace(/^\/api\//, "");
    const args = Object.fromEntries(Object.entries(parse(body)).map(([name, value]) => [name, String(value)]));
    this.calls.push({ method, at: performance.now(), args });
    const fate = this.fateOf(method, args);
    await fate.before?.();
    if (fate.take && method === "chat.postMessage") this.#take(args);
    await fate.after?.();
    this.#say(fate, method, args, response);
    await fate.finally?.();
  }

  #take(args: Readonly<Record<string, string>>): void {
    const metadata = JSON.parse(args.metadata ?? "{}") as { event_payload?: { delivery_id?: string } };
    this.taken.push({
      deliveryId: metadata.event_payload?.delivery_id ?? "none",
      channel: args.channel ?? "",
      text: args.text ?? "",
      at: performance.now(),
    });
  }

  #say({ answer }: Fate, method: string, args: Readonly<Record<string, string>>, response: ServerResponse): void {
    if (answer === "ok") json(response, this.#result(method, args));
    else if (answer === "cut") response.destroy();
    else if ("error" in answer) json(response, { ok: false, error: answer.error });
    else {
      if (answer.retryAfter !== undefined) response.setHeader("retry-after", answer.retryAfter);
      json(response, { ok: false, error: answer.status === 429 ? "ratelimited" : "trouble" }, answer.status);
    }
  }

  #result(method: string, args: Readonly<Record<string, string>>): unknown {
    switch (method) {
      case "chat.postMessage":
        return { ok: true, channel: `D${args.channel}`, ts: `${this.taken.length}.000100` };
      case "conversations.open":
        return { ok: true, channel: { id: `D${args.users}` } };
      case "conversations.history": {
        const messages = this.taken
          .filter(({ channel }) => `D${channel}` === args.channel)
          .map(({ deliveryId }, i) => ({
            ts: `${i}.000100`,
            metadata: { event_type: "pacer_delivery", event_payload: { delivery_id: deliveryId } },
          }));
        return { ok: true, messages, has_more: false };
      }
      default:
        return { ok: false, error: "unknown_method" };
    }
  }
}

export const slow = (ms: number) => (): Promise<void> => sleep(ms);
