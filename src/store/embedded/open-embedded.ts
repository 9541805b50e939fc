import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { Logger } from "../../log.js";
import { databaseOnPglite, databaseOnPool } from "../database.js";
import { migratePglite, migrationStatus } from "../migrate.js";
import { isLoss, StoreUnavailable } from "../postgres.js";
import type { Database } from "../prisma-store.js";
import { listMigrations } from "../schema-engine.js";
import { type FolderLock, findHolder, type Holder, takeFolder } from "./folder-lock.js";
import { type Endpoint, openGateway } from "./gateway.js";

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** The server, which holds the folder for as long as it runs, and of which there is one. */
  readonly serve: boolean;
  readonly migrate?: boolean;
  readonly log: Logger;
  /** How long to wait for a holder that is starting or about to end. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 60_000;
const RETRY_MS = 50;
/** A command that owns the folder lets those who came in through it finish; a server that is told to stop does not wait long. */
const GRACE_MS = { command: 30_000, server: 2_000 };

/**
 * The embedded database in `dataDir`: opened here when the folder is free, otherwise used through the process that holds it.
 * Two processes with the files open at once would lose each other's rows, so there is never more than one.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { dataDir, serve } = options;
  await makeFolder(dataDir);
  const deadline = Date.now() + (options.patienceMs ?? PATIENCE_MS);
  for (;;) {
    const lock = await takeFolder(dataDir, serve);
    if (lock) return openHere(lock, options);
    const holder = await findHolder(dataDir);
    if (holder && serve && holder.serving) throw heldByServer(dataDir, holder);
    if (holder?.endpoint && !serve) {
      const database = await openThrough(holder.endpoint, holder.pid, options);
      if (database) return database;
    }
    if (Date.now() > deadline) throw stuck(dataDir, holder);
    await sleep(RETRY_MS);
  }
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreUnavailable(
      `The data folder ${resolve(dataDir)} cannot be made (${(error as NodeJS.ErrnoException).code}). Check PACER_DATA_DIR and who may write there.`,
    );
  }
}

async function openHere(lock: FolderLock, { dataDir, serve, log, migrate = true }: EmbeddedOptions): Promise<Database> {
  let pglite: PGlite | undefined;
  try {
    const opened = await PGlite.create(join(dataDir, "db"));
    pglite = opened;
    await opened.exec("SET TIME ZONE 'UTC'");
    if (migrate) await migratePglite(opened, log);
    const gateway = await openGateway(opened, dataDir);
    await lock.announce(gateway.endpoint);
    const database = databaseOnPglite(opened);
    let closing: Promise<void> | undefined;
    const close = async () => {
      await lock.announce(null);
      await gateway.stop(serve ? GRACE_MS.server : GRACE_MS.command);
      await database.close();
      await lock.release();
    };
    return {
      ...database,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await pglite?.close();
    await lock.release();
    throw error;
  }
}

/** Null when nobody answers at the endpoint any more: the holder has just gone. */
async function openThrough(
  endpoint: Endpoint,
  pid: number,
  { dataDir, migrate = true }: EmbeddedOptions,
): Promise<Database | null> {
  const pool = new pg.Pool({
    ...(endpoint.kind === "socket"
      ? { host: endpoint.folder, port: 5432 }
      : { host: "127.0.0.1", port: endpoint.port, password: endpoint.password }),
    user: "postgres",
    database: "postgres",
    max: 4,
    // An open connection tells the holder that somebody still works through it.
    idleTimeoutMillis: 0,
  });
  // Idle connections end when the holder does; the next statement says so.
  pool.on("error", () => undefined);
  try {
    await pool.query("select 1");
  } catch {
    await pool.end();
    return null;
  }
  const database = databaseOnPool(pool, {
    explain: async (error) => (isLoss(error) || (await findHolder(dataDir))?.pid !== pid ? holderStopped(pid) : null),
    prepares: false,
  });
  if (!migrate) return database;
  const { pending } = await migrationStatus(database.sql, await listMigrations());
  if (pending.length === 0) return database;
  await database.close();
  throw new StoreUnavailable(
    `The Pacer that is running (process ${pid}) is older than this one: the database lacks ${pending.join(", ")}. Stop it and start the new one.`,
  );
}

const holderStopped = (pid: number) =>
  new StoreUnavailable(
    `The Pacer that held the data (process ${pid}) stopped while this one was working through it. What was not finished was not saved. Run the command again.`,
  );

const where = (holder: Holder): string =>
  holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;

const heldByServer = (dataDir: string, holder: Holder) =>
  new StoreUnavailable(
    `Pacer is already running on ${resolve(dataDir)} (${where(holder)}). Stop it first, or give this one another folder with PACER_DATA_DIR.${
      holder.host === hostname()
        ? ""
        : ` If that process is gone for good, delete ${join(resolve(dataDir), "pacer.lock")}.`
    }`,
  );

const stuck = (dataDir: string, holder: Holder | null) =>
  new StoreUnavailable(
    holder
      ? `The data folder ${resolve(dataDir)} is held by ${where(holder)}, which does not answer. Wait for it to end or stop it; if it is gone for good, delete ${join(resolve(dataDir), "pacer.lock")}.`
      : `The data folder ${resolve(dataDir)} could not be locked. Check who may write there.`,
  );
