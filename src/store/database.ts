import type { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { PrismaClient } from "./generated/client.js";
import type { Database } from "./prisma-store.js";
import { pgliteSql } from "./sql-pglite.js";
import { explained, type PoolTraits, postgresSql } from "./sql-postgres.js";

/** Prisma and plain SQL side by side on one pool; closing ends both. */
export function databaseOnPool(pool: pg.Pool, traits: PoolTraits): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    // Extending changes the client's type and, here, nothing that its users see.
    prisma: prisma.$extends({
      query: { $allOperations: ({ args, query }) => explained(() => query(args), traits.explain) },
    }) as unknown as PrismaClient,
    sql: postgresSql(pool, traits),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Prisma and plain SQL side by side on the embedded database, in the process that owns it. */
export function databaseOnPglite(pglite: PGlite): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  return {
    prisma,
    sql: pgliteSql(pglite),
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
