import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemaFilter } from "@prisma/schema-engine-wasm";

const prismaFolder = fileURLToPath(new URL("../../prisma/", import.meta.url));
export const migrationsFolder = join(prismaFolder, "migrations");
const schemaFile = join(prismaFolder, "schema.prisma");
const filters: SchemaFilter = { externalTables: [], externalEnums: [] };

export interface Migration {
  readonly name: string;
  readonly script: string;
}

/** Migrations as they stand in prisma/migrations, oldest first. */
export async function listMigrations(): Promise<Migration[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      script: await readFile(join(migrationsFolder, name, "migration.sql"), "utf8"),
    })),
  );
}

const migrationList = (migrations: readonly Migration[]): MigrationList => ({
  baseDir: migrationsFolder,
  lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
  shadowDbInitScript: "",
  migrationDirectories: migrations.map(({ name, script }) => ({
    path: name,
    migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
  })),
});

/** As much of WebAssembly as is used; Node's types leave it to the browser's. */
type Exports = Readonly<Record<string, unknown>>;
interface Wasm {
  instantiate(bytes: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: Exports } }>;
}

/** The package has an entry for bundlers only, so its module and its .wasm are joined here. Loaded once per process. */
async function loadEngine(): Promise<typeof SchemaEngine> {
  const entry = "@prisma/schema-engine-wasm/schema_engine_bg";
  const glue: { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: Exports): void } = await import(entry);
  const bytes = await readFile(
    createRequire(import.meta.url)
      .resolve(entry)
      .replace(/\.js$/, ".wasm"),
  );
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Wasm };
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}
let loading: Promise<typeof SchemaEngine> | undefined;

async function withEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  run: (engine: SchemaEngine, schema: string) => Promise<T>,
): Promise<T> {
  loading ??= loadEngine();
  const [Engine, schema] = await Promise.all([loading, readFile(schemaFile, "utf8")]);
  const engine = await Engine.new(
    { datamodels: [["schema.prisma", schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    return await run(engine, schema);
  } finally {
    engine.free();
  }
}

/** Applies what is not applied yet, as `prisma migrate deploy` does (same table, same checksums). Gives the names applied. */
export const applyMigrations = (
  adapter: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
): Promise<string[]> =>
  withEngine(adapter, async (engine) => {
    const applied = await engine.applyMigrations({ migrationsList: migrationList(migrations), filters });
    return applied.appliedMigrationNames;
  });

/**
 * The SQL that takes a database with all migrations to schema.prisma; null when they agree. `adapter` must lead to a scratch
 * database: the engine replays the migrations in its shadow.
 */
export const sqlFromMigrationsToSchema = (
  adapter: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
): Promise<string | null> =>
  withEngine(adapter, async (engine, content) => {
    const { stdout, exitCode } = await engine.diff({
      from: migrations.length === 0 ? { tag: "empty" } : { tag: "migrations", ...migrationList(migrations) },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] },
      script: true,
      exitCode: true,
      filters,
    });
    return exitCode === 0 ? null : stdout;
  });
