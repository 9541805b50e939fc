import type { PGlite } from "@electric-sql/pglite";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

/** pglite-prisma-adapter runs a script without waiting for it, which would lose a failed migration's error. */
export function awaitingScripts(database: PGlite): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPGlite(database);
  const waiting = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    adapter.executeScript = async (script) => {
      await database.exec(script);
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => waiting(await factory.connect()),
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}
