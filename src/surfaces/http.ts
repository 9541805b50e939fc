import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler, type Express } from "express";
import { newReference, trace } from "../failure.js";
import type { Logger } from "../log.js";
import { within } from "./within.js";

/** Chat events are a few kilobytes; more than this is not one. */
export const BODY_LIMIT = "256kb";
const PING_PATIENCE_MS = 2_000;
const CLOSE_PATIENCE_MS = 5_000;

export interface Http {
  /** Surfaces mount their routes here before `listen`, each with the body parser it needs. */
  readonly app: Express;
  listen(host: string, port: number): Promise<{ readonly host: string; readonly port: number; readonly url: string }>;
  /** Answers everything new but `/healthz` with 503 from here on: balancers look elsewhere, platforms deliver again later. */
  drain(): void;
  /** Takes no new connection, waits a bounded time for requests under way, then closes what is left. */
  close(): Promise<void>;
}

/** How messages that Pacer sends on its own are doing: no names, no figures of anybody. */
interface DeliveryHealth {
  readonly ok: boolean;
  readonly late: number;
  readonly warnings: readonly string[];
}

/**
 * The HTTP frame that every surface is mounted on. `ping` says whether the process can answer (the database does):
 * `/healthz` = the process lives, and how delivery is doing; `/readyz` = it can answer now. A delivery that needs looking after is
 * "degraded", which stops no answer, so the status stays 200.
 */
export function createHttp({
  log,
  ping,
  delivery = () => undefined,
}: {
  log: Logger;
  ping: () => Promise<void>;
  delivery?: () => DeliveryHealth | undefined;
}): Http {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  let draining = false;
  let server: Server | undefined;
  app.use((_request, response, next) => {
    // A connection kept alive would hold the end up for seconds after its last answer.
    response.on("close", () => {
      if (draining) setImmediate(() => server?.closeIdleConnections());
    });
    response.set({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    next();
  });

  app.get("/healthz", (_request, response) => {
    const health = delivery();
    response.json({ status: health?.ok === false ? "degraded" : "ok", ...(health ? { delivery: health } : {}) });
  });
  app.get("/readyz", async (_request, response) => {
    if (draining) return response.status(503).json({ status: "shutting down" });
    try {
      await within(PING_PATIENCE_MS, ping());
      return response.json({ status: "ready" });
    } catch (error) {
      log.warn({ event: "not_ready", ...trace(error) }, "the store does not answer");
      return response.status(503).json({ status: "the store does not answer" });
    }
  });

  app.use((_request, response, next) => {
    if (!draining) return next();
    response.status(503).json({ error: "shutting down" });
  });

  return {
    app,
    async listen(host, port) {
      // Express takes handlers in order, so these two come after every surface's routes.
      app.use((_request, response) => {
        response.status(404).json({ error: "not found" });
      });
      app.use(lastResort(log));
      const listening = await new Promise<Server>((resolve, reject) => {
        const starting = app.listen(port, host, (error?: Error) =>
          error ? reject(listenFault(error, host, port)) : resolve(starting),
        );
      });
      server = listening;
      const { port: taken } = listening.address() as AddressInfo;
      return { host, port: taken, url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}` };
    },
    drain() {
      draining = true;
    },
    async close() {
      draining = true;
      const closing = server;
      if (!closing?.listening) return;
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
      closing.closeIdleConnections();
      await within(CLOSE_PATIENCE_MS, closed).catch(() => closing.closeAllConnections());
      await closed;
    },
  };
}

/** Says which setting to change where the address cannot be listened on. */
function listenFault(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `Something else already listens on ${host}:${port}. Stop it, or choose another port with PORT (0 takes a free one).`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `${host} is not the name of an address of this machine. Set HOST to one that is, such as 127.0.0.1.`,
    EACCES: `Listening on port ${port} is not allowed for this user. Choose another with PORT, such as 3978.`,
  };
  return new Error(why[error.code ?? ""] ?? `Cannot listen on ${host}:${port}: ${error.message}`, { cause: error });
}

/** A client's own mistake (bad JSON, too large a body) keeps its status; anything else is ours: 500 and a reference. */
function lastResort(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = clientError(error);
    if (status !== undefined) {
      response.status(status).json({ error: status === 413 ? "the body is too large" : "the request cannot be read" });
      return;
    }
    const reference = newReference();
    log.error({ event: "request_failed", reference, path: request.path, ...trace(error) }, "a request failed");
    response.status(500).json({ error: "Something went wrong on our side.", reference });
  };
}

function clientError(error: unknown): number | undefined {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
