import type { Logger } from "../log.js";
import { databaseOnPool } from "./database.js";
import { openEmbedded } from "./embedded/open-embedded.js";
import { migratePostgres } from "./migrate.js";
import { connectPool, serverTraits } from "./postgres.js";
import { createStore, type Database } from "./prisma-store.js";
import type { Store } from "./store.js";

export interface StoreOptions {
  /** A PostgreSQL server; absent = the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Set by the server: it refuses a folder that another server holds. Commands work through whoever holds it. */
  readonly serve?: boolean;
  /** False leaves the tables as they are, for a look at what is pending. */
  readonly migrate?: boolean;
  readonly log: Logger;
}

/** A database that is migrated and ready: a server, the embedded one, or the embedded one of the Pacer that is running. */
export async function openDatabase({
  databaseUrl,
  dataDir,
  serve = false,
  migrate = true,
  log,
}: StoreOptions): Promise<Database> {
  if (databaseUrl === undefined) return openEmbedded({ dataDir, serve, migrate, log });
  const pool = await connectPool(databaseUrl, log);
  try {
    if (migrate) await migratePostgres(pool, databaseUrl, log);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return databaseOnPool(pool, serverTraits(databaseUrl));
}

export const openStore = async (options: StoreOptions): Promise<Store> => createStore(await openDatabase(options));
