import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { Logger } from "../log.js";
import { databaseOnPglite, databaseOnPool } from "./database.js";
import { migratePglite, migratePostgres } from "./migrate.js";
import { connectPool } from "./postgres.js";
import { createStore } from "./prisma-store.js";
import type { Store } from "./store.js";

export interface StoreOptions {
  /** A PostgreSQL server; absent = the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: Logger;
}

/** A store that is migrated and ready. */
export async function openStore({ databaseUrl, dataDir, log }: StoreOptions): Promise<Store> {
  if (databaseUrl !== undefined) {
    const pool = await connectPool(databaseUrl, log);
    await migratePostgres(pool, databaseUrl, log);
    return createStore(databaseOnPool(pool));
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create(join(dataDir, "db"));
  await migratePglite(pglite, log);
  return createStore(databaseOnPglite(pglite));
}
