import type { Command } from "commander";

async function statusOf(migrate: boolean) {
  const [{ commandConfig }, { createLog }, { readMigrationStatus }] = await Promise.all([
    import("../command-config.js"),
    import("../../log.js"),
    import("../../store/admin.js"),
  ]);
  const { databaseUrl, dataDir, logLevel } = commandConfig();
  return readMigrationStatus({ databaseUrl, dataDir, migrate, log: createLog(logLevel) });
}

const print = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);

export function register(program: Command): void {
  const db = program
    .command("db")
    .description("bring the database's tables up to date, or write a migration")
    .addHelpText(
      "after",
      `
Every start migrates by itself; these are for deployments and for changing prisma/schema.prisma.

Examples:
  $ pacer db status               what is applied and what is not
  $ pacer db migrate              apply what is not, and nothing else
  $ pacer db diff add_disputes    write prisma/migrations/<time>_add_disputes from schema.prisma`,
    );

  db.command("status")
    .description("list the migrations that are applied and those that are not; ends with 1 when some are not")
    .action(async () => {
      const { applied, pending } = await statusOf(false);
      print([...applied.map((name) => `applied  ${name}`), ...pending.map((name) => `pending  ${name}`)]);
      if (pending.length > 0) process.exitCode = 1;
    });

  db.command("migrate")
    .description("apply the migrations that are not applied yet")
    .action(async () => {
      const { applied } = await statusOf(true);
      print([`The database is up to date: ${applied.length} migrations, the newest is ${applied.at(-1) ?? "none"}.`]);
    });

  db.command("diff")
    .description("write the migration that takes prisma/migrations to prisma/schema.prisma")
    .argument("<name>", "what it does, such as add_disputes")
    .action(async (name: string) => {
      const { authorMigration } = await import("../../store/admin.js");
      const file = await authorMigration(name, new Date());
      print([
        file === null
          ? "prisma/schema.prisma and prisma/migrations agree; there is nothing to write."
          : `Wrote ${file}. Read it, mend it where data must be kept, and commit it with the schema.`,
      ]);
    });
}
