import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { createLog } from "../../src/log.js";
import { databaseOnPglite, databaseOnPool } from "../../src/store/database.js";
import { migratePglite, migratePostgres } from "../../src/store/migrate.js";
import { connectPool, serverTraits } from "../../src/store/postgres.js";
import { createStore } from "../../src/store/prisma-store.js";
import { listMigrations } from "../../src/store/schema-engine.js";
import type { Sql } from "../../src/store/sql.js";
import type { Store } from "../../src/store/store.js";

export interface TestStore {
  readonly store: Store;
  readonly sql: Sql;
  readonly engine: "pglite" | "postgres";
  close(): Promise<void>;
}

const log = createLog("silent");
const server = process.env.TEST_DATABASE_URL;

/** A fresh, migrated, empty database: PGlite in memory, or a database of its own on the server that TEST_DATABASE_URL names. */
export const openTestStore = (): Promise<TestStore> => (server ? openOnServer(server) : openInMemory());

/** Names what the migrations come to, so that a changed migration never meets an old snapshot. */
async function stateName(): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, script } of await listMigrations()) hash.update(`${name}\n${script}\n`);
  return `pacer_test_${hash.digest("hex").slice(0, 12)}`;
}

async function openInMemory(): Promise<TestStore> {
  const snapshot = join(tmpdir(), `${await stateName()}_${process.getuid?.() ?? 0}.tar`);
  const pglite = existsSync(snapshot)
    ? await PGlite.create({ loadDataDir: new Blob([await readFile(snapshot)]) })
    : await migratedInMemory(snapshot);
  const database = databaseOnPglite(pglite);
  return { store: createStore(database), sql: database.sql, engine: "pglite", close: database.close };
}

async function migratedInMemory(snapshot: string): Promise<PGlite> {
  const pglite = await PGlite.create();
  await migratePglite(pglite, log);
  const dump = await pglite.dumpDataDir("none");
  // Several test processes may get here at once; a whole file appears under the name or none does.
  const unfinished = `${snapshot}.${randomUUID()}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  await rename(unfinished, snapshot);
  return pglite;
}

const databaseUrl = (base: string, database: string): string => {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
};

async function onServer<T>(base: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: base });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** A backend lives on for a moment after its client is gone, and a database in use cannot be renamed. */
async function settled(run: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await run();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "55006" || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function openOnServer(base: string): Promise<TestStore> {
  const template = await stateName();
  const name = `pacer_test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await onServer(base, async (client) => {
    // One test process makes the template while the others wait.
    await client.query("select pg_advisory_lock(hashtext($1))", [template]);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [`${template}_ready`]);
    if (rowCount === 0) {
      await client.query(`drop database if exists ${template}`);
      await client.query(`create database ${template}`);
      const pool = await connectPool(databaseUrl(base, template), log);
      await migratePostgres(pool, databaseUrl(base, template), log);
      await pool.end();
      await settled(() => client.query(`alter database ${template} rename to ${template}_ready`));
    }
    await client.query(`create database ${name} template ${template}_ready`);
  });
  const database = databaseOnPool(
    await connectPool(databaseUrl(base, name), log),
    serverTraits(databaseUrl(base, name)),
  );
  return {
    store: createStore(database),
    sql: database.sql,
    engine: "postgres",
    async close() {
      await database.close();
      await onServer(base, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
