import type { Loaded } from "./engine.js";
import { dropSql, linesSql, loadSql, runSql, type SqlForm, statementsSql } from "./sql.js";
import { outcomeOfRows } from "./sql-outcome.js";
import type { Workload } from "./workload.js";

/** Rows as arrays, in the order of the columns selected. */
export type Query = (sql: string, values?: unknown[]) => Promise<number[][]>;

/** The workload in temporary tables of a PostgreSQL, wherever it runs. */
export async function loadTables(
  form: SqlForm,
  query: Query,
  workload: Workload,
  close: () => Promise<void>,
): Promise<Loaded> {
  await query("create temp table raw_deal (id int, owner int, partner int, day int, cents bigint)");
  await query("create temp table raw_rep (id int, quota bigint)");
  const { owner, partner, day, cents, quota } = workload;
  const size = 50_000;
  for (let from = 0; from < cents.length; from += size) {
    const part = [owner, partner, day, cents].map((column) => Array.from(column.subarray(from, from + size)));
    await query(
      `insert into raw_deal select ${from} + ordinality - 1, owner, partner, day, cents
        from unnest($1::int[], $2::int[], $3::int[], $4::bigint[]) with ordinality as d(owner, partner, day, cents, ordinality)`,
      part,
    );
  }
  await query(
    "insert into raw_rep select ordinality - 1, quota from unnest($1::bigint[]) with ordinality as r(quota, ordinality)",
    [Array.from(quota)],
  );
  const temporary = (sql: string) => sql.replace(/^create table/, "create temp table");
  for (const sql of loadSql(form)) await query(temporary(sql));
  await query("analyze deal");
  await query("analyze rep");
  return {
    async run() {
      for (const sql of [...dropSql, ...runSql(form)]) await query(temporary(sql));
    },
    outcome: () =>
      outcomeOfRows(
        () => query(linesSql(form)),
        () => query(statementsSql(form)),
      ),
    close,
  };
}
