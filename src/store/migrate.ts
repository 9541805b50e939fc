import { createHash } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Logger } from "../log.js";
import { serverTraits, sessionOptions } from "./postgres.js";
import { listMigrations, type Migration } from "./schema-engine.js";
import type { SqlConnection } from "./sql.js";
import { pgliteSql } from "./sql-pglite.js";
import { postgresSql } from "./sql-postgres.js";
import { withWholeScripts } from "./whole-scripts.js";

/** Our own turn-taking. Prisma's engine locks 72707369 for itself, but gives up waiting after ten seconds. */
const ADVISORY_LOCK = 7_270_736_901;

const checksum = (script: string): string => createHash("sha256").update(script).digest("hex");

export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

/**
 * Compares `_prisma_migrations` with the folder. Throws when the database went another way: a migration that failed half-way,
 * was edited after it ran, or comes from a newer Pacer; going on would guess.
 */
export async function migrationStatus(sql: SqlConnection, migrations: readonly Migration[]): Promise<MigrationStatus> {
  const [found] = await sql.query<{ there: boolean }>("select to_regclass('_prisma_migrations') is not null as there");
  if (!found?.there) return { applied: [], pending: migrations.map(({ name }) => name) };
  const rows = await sql.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  for (const { name, script } of migrations) {
    const row = byName.get(name);
    if (row && !row.finished)
      throw new Error(
        `Migration ${name} failed half-way. Restore the database from a backup, or mend it and resolve the migration with "npx prisma migrate resolve".`,
      );
    if (row && row.checksum !== checksum(script))
      throw new Error(
        `Migration ${name} was changed after it was applied. Put the file back as it was and add a new migration instead.`,
      );
    byName.delete(name);
  }
  const [unknown] = byName.keys();
  if (unknown !== undefined)
    throw new Error(
      `The database holds migration ${unknown}, which this Pacer does not know: it was written by a newer version. Start that version.`,
    );
  const applied = new Set(rows.map(({ name }) => name));
  return {
    applied: migrations.filter(({ name }) => applied.has(name)).map(({ name }) => name),
    pending: migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name),
  };
}

/** The engine is 5 MB of WebAssembly, so it is loaded only where there is something to apply. */
async function bringUpToDate(sql: SqlConnection, adapter: SqlMigrationAwareDriverAdapterFactory, log: Logger) {
  const migrations = await listMigrations();
  if ((await migrationStatus(sql, migrations)).pending.length === 0) return;
  const { applyMigrations } = await import("./schema-engine.js");
  log.info({ migrations: await applyMigrations(adapter, migrations) }, "database migrated");
}

/** How Prisma's engine reaches the embedded database. */
export const embeddedEngine = (database: PGlite): SqlMigrationAwareDriverAdapterFactory =>
  withWholeScripts(new PrismaPGlite(database), (script) => database.exec(script));

export const migratePglite = (database: PGlite, log: Logger): Promise<void> =>
  bringUpToDate(pgliteSql(database), embeddedEngine(database), log);

/** Several processes may start on one server at once: the first migrates, the others wait for its lock and find nothing to do. */
export async function migratePostgres(pool: pg.Pool, databaseUrl: string, log: Logger): Promise<void> {
  const sql = postgresSql(pool, serverTraits(databaseUrl));
  if ((await migrationStatus(sql, await listMigrations())).pending.length === 0) return;
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  // The engine's own pool, so that nothing of it is left behind; one connection, because it locks for a session.
  const engines = new pg.Pool({ connectionString: databaseUrl, options: sessionOptions, max: 1 });
  try {
    await lock.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await bringUpToDate(
      sql,
      withWholeScripts(new PrismaPg(engines), (script) => engines.query(script)),
      log,
    );
  } finally {
    await engines.end();
    await lock.end();
  }
}
