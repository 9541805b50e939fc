import { DuckDBInstance } from "@duckdb/node-api";
import type { Engine } from "./engine.js";
import {
  decimalDollars,
  dropSql,
  integerCents,
  linesSql,
  loadSql,
  runSql,
  type SqlForm,
  statementsSql,
} from "./sql.js";
import { outcomeOfRows } from "./sql-outcome.js";

const engine = (form: SqlForm): Engine => ({
  name: `DuckDB, ${form.name}`,
  async load({ owner, partner, day, cents, quota }) {
    const database = await DuckDBInstance.create(":memory:");
    const connection = await database.connect();
    await connection.run(
      "create table raw_deal (id integer, owner integer, partner integer, day integer, cents bigint)",
    );
    await connection.run("create table raw_rep (id integer, quota bigint)");
    const deals = await connection.createAppender("raw_deal");
    for (let i = 0; i < cents.length; i++) {
      deals.appendInteger(i);
      deals.appendInteger(owner[i] ?? 0);
      deals.appendInteger(partner[i] ?? 0);
      deals.appendInteger(day[i] ?? 0);
      deals.appendBigInt(BigInt(cents[i] ?? 0));
      deals.endRow();
    }
    deals.closeSync();
    const reps = await connection.createAppender("raw_rep");
    for (const [i, amount] of quota.entries()) {
      reps.appendInteger(i);
      reps.appendBigInt(BigInt(amount));
      reps.endRow();
    }
    reps.closeSync();
    for (const sql of loadSql(form)) await connection.run(sql);
    await connection.run("drop table raw_deal");
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows() as unknown as number[][];
    return {
      async run() {
        for (const sql of [...dropSql, ...runSql(form)]) await connection.run(sql);
      },
      outcome: () =>
        outcomeOfRows(
          () => rows(linesSql(form)),
          () => rows(statementsSql(form)),
        ),
      close() {
        connection.closeSync();
        database.closeSync();
      },
    };
  },
});

export const duckdbDecimal = engine(decimalDollars("DECIMAL columns", "decimal(18,2)"));
export const duckdbInteger = engine(integerCents("//"));
