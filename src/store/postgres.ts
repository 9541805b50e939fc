import pg from "pg";
import type { Logger } from "../log.js";
import type { PoolTraits } from "./sql-postgres.js";

/** Prisma reads and writes moments as UTC without saying so; any other session time zone would shift them. */
export const sessionOptions = "-c TimeZone=UTC";

/** The database cannot be used. `message` says which and what to check; neither it nor `cause` holds a password. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  constructor(
    message: string,
    /** The driver's or the system's code, for the log. */
    readonly code?: string,
  ) {
    super(message);
  }
}

/** Where a server is, for people: host, port and database, without user or password. */
function whereabouts(databaseUrl: string): { server: string; database: string; user: string } {
  const url = new URL(databaseUrl);
  return {
    server: `${url.searchParams.get("host") ?? (url.hostname || "localhost")}:${url.port || "5432"}`,
    database: decodeURIComponent(url.pathname.slice(1)) || "postgres",
    user: decodeURIComponent(url.username) || "the default user",
  };
}

function advice(code: string | undefined, databaseUrl: string): string {
  const { server, database, user } = whereabouts(databaseUrl);
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The database host of ${server} is not known to this machine. Check the host in DATABASE_URL.`;
    case "ECONNREFUSED":
      return `Nothing answers at ${server}. Is PostgreSQL running there? Check host and port in DATABASE_URL.`;
    case "ENOENT":
    case "EACCES":
      return `The socket of the database at ${server} cannot be opened. Check the host in DATABASE_URL and who may read it.`;
    case "28P01":
    case "28000":
      return `PostgreSQL at ${server} refused ${user}. Check user and password in DATABASE_URL.`;
    case "3D000":
      return `PostgreSQL at ${server} has no database "${database}". Create it (createdb ${database}) or correct DATABASE_URL.`;
    case "53300":
      return `PostgreSQL at ${server} takes no more connections. Raise max_connections or stop what holds them.`;
    case "57P03":
      return `PostgreSQL at ${server} is still starting. Try again in a moment.`;
    default:
      return `The database "${database}" at ${server} did not answer${code ? ` (${code})` : ""}. Check DATABASE_URL, the network and the server's log.`;
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof message === "string" && /Connection terminated|P1017|P1001/.test(`${message} ${code}`))
    return "ECONNRESET";
  return typeof code === "string" ? code : undefined;
}

const LOST = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "ENOENT",
  "EPIPE",
  "57P01",
  "57P03",
  "53300",
]);

/** True when the connection to the database failed, not the statement. */
export function isLoss(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && LOST.has(code);
}

/**
 * How a server is used: a loss of connection becomes a message that says what to check, and frequent statements are prepared
 * unless `?pgbouncer=true` in the URL says that a pooler hands a connection to somebody else after each transaction.
 */
export const serverTraits = (databaseUrl: string): PoolTraits => ({
  explain: async (error) =>
    isLoss(error) ? new StoreUnavailable(advice(codeOf(error), databaseUrl), codeOf(error)) : null,
  prepares: new URL(databaseUrl).searchParams.get("pgbouncer") !== "true",
});

/** A pool on a server that has answered once. */
export async function connectPool(databaseUrl: string, log: Logger): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: sessionOptions,
    application_name: "pacer",
    connectionTimeoutMillis: 10_000,
  });
  // A server that restarts breaks idle connections; the pool replaces them, and unheard the event would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => log.warn({ code: codeOf(error) }, "a database connection was lost"));
  try {
    await pool.query("select 1");
    return pool;
  } catch (error) {
    await pool.end();
    throw new StoreUnavailable(advice(codeOf(error), databaseUrl), codeOf(error));
  }
}
