import { authorMigration } from "./author-migration.js";
import { type MigrationStatus, migrationStatus } from "./migrate.js";
import { openDatabase, type StoreOptions } from "./open-store.js";
import { listMigrations } from "./schema-engine.js";

export { authorMigration };

/** Which migrations the database has and lacks. `migrate` applies what it lacks first, as every start does. */
export async function readMigrationStatus(options: StoreOptions): Promise<MigrationStatus> {
  const database = await openDatabase(options);
  try {
    return await migrationStatus(database.sql, await listMigrations());
  } finally {
    await database.close();
  }
}
