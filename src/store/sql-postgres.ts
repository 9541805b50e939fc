import { createHash } from "node:crypto";
import type pg from "pg";
import { parameterText, type QueryOptions, readers, type Sql, type SqlConnection } from "./sql.js";

type Reader = (text: string) => unknown;
const types = {
  getTypeParser: (oid: number): Reader => readers[oid] ?? ((text) => text),
};

/** What a failed statement means to a person where that is known, such as a lost connection. Null leaves the error as it is. */
export type Explain = (error: unknown) => Promise<Error | null>;

export interface PoolTraits {
  readonly explain: Explain;
  /** Each connection is a session of its own that may keep named statements: a server, not a pooler and not the embedded database. */
  readonly prepares: boolean;
}

export async function explained<T>(run: () => Promise<T>, explain: Explain): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw (await explain(error)) ?? error;
  }
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `pacer_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}

function connection(client: pg.Pool | pg.PoolClient, { explain, prepares }: PoolTraits): SqlConnection {
  return {
    async query<T extends object>(text: string, params: readonly unknown[] = [], options?: QueryOptions): Promise<T[]> {
      const named = prepares && options?.often ? { name: nameOf(text) } : {};
      const query = { text, values: params.map(parameterText), types, ...named } as pg.QueryConfig;
      const { rows } = await explained(() => client.query(query), explain);
      return rows as T[];
    },
    async exec(text) {
      await explained(() => client.query(text), explain);
    },
  };
}

/** SQL through a pool: a server, or the running process' embedded database through its socket. */
export function postgresSql(pool: pg.Pool, traits: PoolTraits): Sql {
  const { explain } = traits;
  return {
    ...connection(pool, traits),
    async withTransaction(fn) {
      const client = await explained(() => pool.connect(), explain);
      const transaction = connection(client, traits);
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
