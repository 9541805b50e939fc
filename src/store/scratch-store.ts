import { PGlite } from "@electric-sql/pglite";
import type { Logger } from "../log.js";
import { databaseOnPglite } from "./database.js";
import { migratePglite } from "./migrate.js";
import { createStore } from "./prisma-store.js";
import type { Store } from "./store.js";

/** A migrated, empty store in memory: nothing of it outlives `close`, or the process. */
export async function openScratchStore(log: Logger): Promise<Store> {
  const pglite = await PGlite.create();
  try {
    await pglite.exec("SET TIME ZONE 'UTC'");
    await migratePglite(pglite, log);
    return createStore(databaseOnPglite(pglite));
  } catch (error) {
    await pglite.close();
    throw error;
  }
}
