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

/** Of table `w (entry, leaves, happened, wanted)` by age, as doubles: share still open, and share that came to the wanted ending by then. */
export const ENDINGS = `
  with t as (select leaves as age, count(*) as d, count(*) filter (wanted) as good from w where happened group by leaves),
  r as (select age, d, good, (select count(*) from w where (entry = 0 or entry < t.age) and leaves >= t.age) as n from t),
  s as (select *, exp(sum(case when d = n then -1000 else ln(1 - d / n::double) end) over (order by age)) as share_left from r)
  select age, share_left, sum(coalesce(lag_left, 1) * good / n::double) over (order by age) as share
  from (select *, lag(share_left) over (order by age) as lag_left from s) order by age`;
