import pg from "pg";
import type { Engine } from "./engine.js";
import { loadTables, type Query } from "./postgres-tables.js";
import { decimalDollars, integerCents, type SqlForm } from "./sql.js";

const onServer = (form: SqlForm): Engine => ({
  name: `PostgreSQL, ${form.name}`,
  async load(workload, server) {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query("set work_mem = '256MB'");
    await client.query("set temp_buffers = '256MB'");
    const query: Query = async (text, values) =>
      (await client.query<number[]>({ text, values: values ?? [], rowMode: "array" })).rows;
    return loadTables(form, query, workload, () => client.end());
  },
});

export const postgresInteger = onServer(integerCents("/"));
export const postgresNumeric = onServer(decimalDollars("numeric", "numeric(18,2)"));
