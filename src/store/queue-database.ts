import { EventEmitter } from "node:events";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { Logger } from "../log.js";

/** Where the job queue keeps its own tables: never anything that is not also in the store. */
export const QUEUE_SCHEMA = "bullmq";

/** As much of a pg.Pool as a queue needs, whatever stands behind it. */
export interface QueueDatabase {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** A database for the queue inside this process. It lasts as long as the process does; the outbox makes the queue anew. */
export async function openQueueInProcess(): Promise<QueueDatabase> {
  const lite = await PGlite.create();
  await lite.exec(`create schema if not exists ${QUEUE_SCHEMA}; set search_path to ${QUEUE_SCHEMA}`);
  return { pool: new LitePool(lite) as unknown as pg.Pool, close: () => lite.close() };
}

/** The queue's schema on the server. Its listening connection must be a session: not through a pooler that shares them. */
export async function openQueueOnServer(databaseUrl: string, log: Logger): Promise<QueueDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: "pacer queue",
    keepAlive: true,
    max: 8,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that is lent out reports its loss itself, and unheard that would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", () => log.warn({ event: "queue_connection_lost" }, "a connection of the queue was lost"));
  return { pool, close: () => pool.end() };
}

class LiteClient extends EventEmitter {
  readonly #stop: () => void;

  constructor(private readonly lite: PGlite) {
    super();
    this.#stop = lite.onNotification((channel, payload) => this.emit("notification", { channel, payload }));
  }

  async query(text: string, params?: readonly unknown[]) {
    if (!params?.length) {
      const last = (await this.lite.exec(text)).at(-1);
      return { rows: last?.rows ?? [], rowCount: last?.rows.length || last?.affectedRows || 0 };
    }
    const result = await this.lite.query(text, [...params]);
    return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length };
  }

  release(): void {
    this.#stop();
  }
}

class LitePool extends EventEmitter {
  readonly #client: LiteClient;

  constructor(private readonly lite: PGlite) {
    super();
    this.#client = new LiteClient(lite);
  }
  query(text: string, params?: readonly unknown[]) {
    return this.#client.query(text, params);
  }
  async connect() {
    return new LiteClient(this.lite);
  }
  async end() {}
}
