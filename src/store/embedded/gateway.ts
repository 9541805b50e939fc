import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketHandler, type PGLiteSocketHandlerOptions } from "@electric-sql/pglite-socket";
import { ExclusiveSession } from "./exclusive-session.js";

/** How another process of this machine reaches the embedded database. */
export type Endpoint =
  | { readonly kind: "socket"; readonly folder: string }
  | { readonly kind: "port"; readonly port: number; readonly password: string };

export interface Gateway {
  readonly endpoint: Endpoint;
  /**
   * Waits up to `graceMs` for clients to finish (they may still open further connections), then cuts off the rest; what
   * they left open is rolled back.
   */
  stop(graceMs: number): Promise<void>;
}

/** The file name PostgreSQL clients look for in a folder given as host. */
const SOCKET_NAME = ".s.PGSQL.5432";
/** 108 bytes with the closing zero on Linux, 104 on macOS. */
const LONGEST_SOCKET_PATH = 100;
const IDLE_IN_TRANSACTION_MS = 60_000;
const DRAIN_POLL_MS = 20;

/**
 * Where to listen: a socket in the data folder, which is closed to other users; where the path is too long, in a folder of our
 * own under the system's temporary one; on Windows, which has no such sockets for PostgreSQL clients, a loopback port with a
 * password that stands in the lock file.
 */
async function chooseEndpoint(dataDir: string, platform: NodeJS.Platform): Promise<Endpoint> {
  if (platform === "win32") return { kind: "port", port: 0, password: randomBytes(24).toString("base64url") };
  const folder = resolve(dataDir);
  if (Buffer.byteLength(join(folder, SOCKET_NAME)) <= LONGEST_SOCKET_PATH) return { kind: "socket", folder };
  return { kind: "socket", folder: await mkdtemp(join(tmpdir(), "pacer-")) };
}

/** Lets other processes use the embedded database through this one, each statement or transaction in its turn. */
export async function openGateway(
  database: PGlite,
  dataDir: string,
  { platform = process.platform, idleMs = IDLE_IN_TRANSACTION_MS } = {},
): Promise<Gateway> {
  const chosen = await chooseEndpoint(dataDir, platform);
  const password = chosen.kind === "port" ? chosen.password : null;
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    const session = new ExclusiveSession(database, password, idleMs, () => socket.destroy());
    const handler = new PGLiteSocketHandler({
      closeOnDetach: true,
      // The library names its own class here and uses these three methods of it.
      queryQueue: session as unknown as PGLiteSocketHandlerOptions["queryQueue"],
    });
    void handler.attach(socket);
  });

  const path = chosen.kind === "socket" ? join(chosen.folder, SOCKET_NAME) : null;
  // We hold the folder's lock, so a socket that still lies there belongs to nobody.
  if (path) await rm(path, { force: true });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(path === null ? { host: "127.0.0.1", port: 0 } : { path }, () => listening());
  });
  if (path) await chmod(path, 0o600);
  const address = server.address();
  const endpoint: Endpoint =
    chosen.kind === "port" && address !== null && typeof address === "object"
      ? { ...chosen, port: address.port }
      : chosen;

  return {
    endpoint,
    async stop(graceMs) {
      const deadline = Date.now() + graceMs;
      while (sockets.size > 0 && Date.now() < deadline) await sleep(DRAIN_POLL_MS);
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
      if (path) await rm(path, { force: true });
      if (chosen.kind === "socket" && chosen.folder !== resolve(dataDir))
        await rm(chosen.folder, { recursive: true, force: true });
    },
  };
}
