import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What a stand-in does instead of answering a call as usual. */
export type Misbehaviour =
  | { readonly kind: "limited"; readonly retryAfter?: string }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "malformed" }
  /** Takes the call, then drops the connection: the caller cannot know that it was taken. */
  | { readonly kind: "lost" }
  /** Slack's `ok: false`. */
  | { readonly kind: "refused"; readonly error: string };

/** What each named call does next, in order; the last one stays in force when `always` is set. */
export class Script {
  readonly #next = new Map<string, Misbehaviour[]>();
  readonly #always = new Map<string, Misbehaviour>();

  next(call: string, ...behaviours: Misbehaviour[]): void {
    this.#next.set(call, [...(this.#next.get(call) ?? []), ...behaviours]);
  }

  always(call: string, behaviour: Misbehaviour): void {
    this.#always.set(call, behaviour);
  }

  take(call: string): Misbehaviour | undefined {
    return this.#next.get(call)?.shift() ?? this.#always.get(call);
  }

  clear(): void {
    this.#next.clear();
    this.#always.clear();
  }
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

/** A server on a free port of the loopback. */
export async function listenLocally(
  answer: (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>,
): Promise<Listening> {
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => answer(request, body, response))
      .catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** True when the misbehaviour answered the call. `take` is called where the call is taken all the same. */
export async function misbehave(
  behaviour: Misbehaviour | undefined,
  response: ServerResponse,
  take: () => void,
): Promise<boolean> {
  switch (behaviour?.kind) {
    case undefined:
      return false;
    case "slow":
      await sleep(behaviour.ms);
      return false;
    case "limited":
      if (behaviour.retryAfter !== undefined) response.setHeader("retry-after", behaviour.retryAfter);
      json(response, { ok: false, error: "ratelimited" }, 429);
      return true;
    case "status":
      json(response, { ok: false }, behaviour.status);
      return true;
    case "malformed":
      take();
      response.writeHead(200, { "content-type": "application/json" });
      response.end("<html>not what was promised</html>");
      return true;
    case "lost":
      take();
      response.destroy();
      return true;
    case "refused":
      json(response, { ok: false, error: behaviour.error });
      return true;
  }
}

/** Waits until `seen` gives something; fails after `patienceMs` with `what` it waited for. */
export async function eventually<T>(what: string, seen: () => T | undefined | false, patienceMs = 10_000): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = seen();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await sleep(5);
  }
}
