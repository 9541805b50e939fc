import { PGlite } from "@electric-sql/pglite";
import type { Engine } from "./engine.js";
import { loadTables, type Query } from "./postgres-tables.js";
import { integerCents } from "./sql.js";

const form = integerCents("/");

/** PostgreSQL in this process, in memory. */
export const pgliteInteger: Engine = {
  name: `PGlite, ${form.name}`,
  async load(workload) {
    const database = await PGlite.create();
    const query: Query = async (sql, values) =>
      (await database.query<number[]>(sql, values ?? [], { rowMode: "array" })).rows as unknown as number[][];
    return loadTables(form, query, workload, () => database.close());
  },
};
