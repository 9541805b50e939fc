import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.js";
import { pendingSchemaSql } from "../../src/store/author-migration.js";
import { migratePglite, migratePostgres, migrationStatus } from "../../src/store/migrate.js";
import { openStore } from "../../src/store/open-store.js";
import { connectPool } from "../../src/store/postgres.js";
import { listMigrations } from "../../src/store/schema-engine.js";
import { pgliteSql } from "../../src/store/sql-pglite.js";

const log = createLog("silent");
const server = process.env.TEST_DATABASE_URL;

test("schema.prisma and the migrations agree: after changing one, run `npm run pacer -- db diff NAME`", async () => {
  expect(await pendingSchemaSql()).toBeNull();
});

describe("a database that went another way is not touched", () => {
  let database: PGlite;
  beforeEach(async () => {
    database = await PGlite.create();
    await migratePglite(database, log);
  });
  afterEach(() => database.close());
  const status = async (migrations = listMigrations()) => migrationStatus(pgliteSql(database), await migrations);

  test("migrating again finds nothing to do", async () => {
    await migratePglite(database, log);
    const { applied, pending } = await status();
    expect(pending).toEqual([]);
    expect(applied).toEqual((await listMigrations()).map(({ name }) => name));
  });
  test("an edited migration is named", async () => {
    const [first, ...rest] = await listMigrations();
    const edited = [{ name: first?.name ?? "", script: `${first?.script}\n-- edited` }, ...rest];
    await expect(status(Promise.resolve(edited))).rejects.toThrow(/_init was changed after it was applied/);
  });
  test("a newer Pacer's migration is named", async () => {
    await expect(status(Promise.resolve((await listMigrations()).slice(0, 1)))).rejects.toThrow(
      /written by a newer version/,
    );
  });
  test("a migration that failed half-way is named", async () => {
    await database.exec("update _prisma_migrations set finished_at = null where migration_name like '%_init'");
    await expect(migratePglite(database, log)).rejects.toThrow(/_init failed half-way/);
  });
});

describe.skipIf(!server)(`on a server${server ? "" : " (left out: TEST_DATABASE_URL names none)"}`, () => {
  const name = `pacer_test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const url = new URL(server ?? "postgres://nowhere");
  url.pathname = `/${name}`;
  const admin = new pg.Client({ connectionString: server });
  beforeEach(async () => {
    await admin.connect();
    await admin.query(`create database ${name}`);
  });
  afterEach(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });

  test("several that start at once migrate it once", async () => {
    const pools = await Promise.all(Array.from({ length: 5 }, () => connectPool(url.href, log)));
    await Promise.all(pools.map((pool) => migratePostgres(pool, url.href, log)));
    const rows = await pools[0]?.query("select migration_name from _prisma_migrations order by 1");
    expect(rows?.rows.map((row) => row.migration_name)).toEqual((await listMigrations()).map((m) => m.name));
    await Promise.all(pools.map((pool) => pool.end()));
  });
});

test.each([
  {
    url: "postgres://bob:hunter2@127.0.0.1:1/sales",
    says: /Nothing answers at 127\.0\.0\.1:1\..*Check host and port in DATABASE_URL/,
  },
  { url: "postgres://bob:hunter2@no-such-host.invalid/sales", says: /host of no-such-host\.invalid:5432 is not known/ },
])("a database that cannot be reached is explained without its password: $says", async ({ url, says }) => {
  const error = await openStore({ databaseUrl: url, dataDir: "unused", log }).then(
    () => null,
    (failure: Error) => failure,
  );
  expect(error).toMatchObject({ name: "StoreUnavailable", message: expect.stringMatching(says) });
  expect(JSON.stringify([error, error?.message, error?.stack, error?.cause])).not.toContain("hunter2");
});
