import type { PGlite, PGliteInterface, Transaction } from "@electric-sql/pglite";
import { parameterText, readers, type Sql, type SqlConnection } from "./sql.js";

function connection(database: PGliteInterface | Transaction): SqlConnection {
  return {
    async query<T extends object>(text: string, params: readonly unknown[] = []): Promise<T[]> {
      const { rows } = await database.query<T>(text, params.map(parameterText), { parsers: { ...readers } });
      return rows;
    },
    async exec(text) {
      await database.exec(text);
    },
  };
}

/** SQL on the embedded database, in the process that owns it. */
export function pgliteSql(database: PGlite): Sql {
  return {
    ...connection(database),
    withTransaction: (fn) => database.transaction((transaction) => fn(connection(transaction))),
  };
}
