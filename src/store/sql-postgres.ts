import type pg from "pg";
import { parameterText, readers, type Sql, type SqlConnection } from "./sql.js";

type Reader = (text: string) => unknown;
const types = {
  getTypeParser: (oid: number): Reader => readers[oid] ?? ((text) => text),
};

function connection(client: pg.Pool | pg.PoolClient): SqlConnection {
  return {
    async query<T extends object>(text: string, params: readonly unknown[] = []): Promise<T[]> {
      const { rows } = await client.query({ text, values: params.map(parameterText), types } as pg.QueryConfig);
      return rows as T[];
    },
    async exec(text) {
      await client.query(text);
    },
  };
}

/** SQL through a pool: a server, or the running process' embedded database through its socket. */
export function postgresSql(pool: pg.Pool): Sql {
  return {
    ...connection(pool),
    async withTransaction(fn) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("BEGIN");
        const result = await fn(connection(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        // A connection that could not roll back is thrown away, never handed to the next statement.
        client.release(broken);
      }
    },
  };
}
