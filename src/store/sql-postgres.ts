import type pg from "pg";
import { parameterText, readers, type Sql, type SqlConnection } from "./sql.js";

type Reader = (text: string) => unknown;
const types = {
  getTypeParser: (oid: number): Reader => readers[oid] ?? ((text) => text),
};

/** What a failed statement means to a person where that is known, such as a lost connection. Null leaves the error as it is. */
export type Explain = (error: unknown) => Promise<Error | null>;

export async function explained<T>(run: () => Promise<T>, explain: Explain): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw (await explain(error)) ?? error;
  }
}

function connection(client: pg.Pool | pg.PoolClient, explain: Explain): SqlConnection {
  return {
    async query<T extends object>(text: string, params: readonly unknown[] = []): Promise<T[]> {
      const query = { text, values: params.map(parameterText), types } as pg.QueryConfig;
      const { rows } = await explained(() => client.query(query), explain);
      return rows as T[];
    },
    async exec(text) {
      await explained(() => client.query(text), explain);
    },
  };
}

/** SQL through a pool: a server, or the running process' embedded database through its socket. */
export function postgresSql(pool: pg.Pool, explain: Explain): Sql {
  return {
    ...connection(pool, explain),
    async withTransaction(fn) {
      const client = await explained(() => pool.connect(), explain);
      const transaction = connection(client, explain);
      // A connection that breaks between statements says so in an event; the next statement fails by it.
      const ignore = () => undefined;
      client.on("error", ignore);
      let broken: Error | undefined;
      try {
        await transaction.exec("BEGIN");
        const result = await fn(transaction);
        await transaction.exec("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        // A connection that could not roll back is thrown away, never handed to the next statement.
        client.off("error", ignore);
        client.release(broken);
      }
    },
  };
}
