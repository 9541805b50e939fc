import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { embeddedEngine } from "./migrate.js";
import { listMigrations, migrationsFolder, sqlFromMigrationsToSchema } from "./schema-engine.js";

/** The SQL that prisma/schema.prisma has ahead of prisma/migrations, worked out on a scratch database in memory; null when they agree. */
export async function pendingSchemaSql(): Promise<string | null> {
  const scratch = new PGlite();
  try {
    return await sqlFromMigrationsToSchema(embeddedEngine(scratch), await listMigrations());
  } finally {
    await scratch.close();
  }
}

/** Writes that SQL as a new migration to be read, mended and committed. Gives its file, or null when there is nothing to write. */
export async function authorMigration(name: string, now: Date): Promise<string | null> {
  const script = await pendingSchemaSql();
  if (script === null) return null;
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`);
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(migrationsFolder, "migration_lock.toml"),
    '# Written by Prisma Migrate; it says which SQL these files speak.\nprovider = "postgresql"\n',
  );
  const file = join(folder, "migration.sql");
  await writeFile(file, script);
  return file;
}
