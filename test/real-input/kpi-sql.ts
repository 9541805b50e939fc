import { DuckDBInstance } from "@duckdb/node-api";

/** KPIs in SQL over the files as they lie there, without any code of the project: what its own figures are held against. */
export interface Judge {
  /** The one row of a query, by column. Numbers are doubles. */
  row(sql: string): Promise<Record<string, number>>;
  rows(sql: string): Promise<Record<string, number>[]>;
  close(): void;
}

export async function judge(setup: readonly string[]): Promise<Judge> {
  const database = await DuckDBInstance.create(":memory:");
  const connection = await database.connect();
  for (const sql of setup) await connection.run(sql);
  const rows = async (sql: string): Promise<Record<string, number>[]> => {
    const found = await connection.runAndReadAll(sql);
    return found
      .getRowObjectsJson()
      .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Number(v)])));
  };
  return {
    rows,
    row: async (sql) => (await rows(sql))[0] ?? {},
    close() {
      connection.closeSync();
      database.closeSync();
    },
  };
}

/** Share still open by age: product-limit steps of table `w (entry, leaves, happened)`, as doubles. */
export const SURVIVAL = `
  with t as (select leaves as age, count(*) as d from w where happened group by leaves),
  r as (select age, d, (select count(*) from w where (entry = 0 or entry < t.age) and leaves >= t.age) as n from t),
  s as (select age, exp(sum(case when d = n then -1000 else ln(1 - d / n::double) end) over (order by age)) as share_left from r)
  select age, share_left from s order by age`;
