import pg from "pg";

const { types } = pg;

export interface QueryOptions {
  /**
   * For the few fixed statements that every question sends: a server plans them once per connection instead of each time.
   * Elsewhere it means nothing.
   */
  readonly often?: boolean;
}

/**
 * Plain SQL beside Prisma, for what Prisma cannot express well: bulk merges and one-rep reads. The same on every engine.
 *
 * Parameters are always sent as text: string, number, bigint, boolean, Date (ISO), null, arrays of these (`= any($1::text[])`,
 * `unnest($1::text[], $2::date[])`), any other object as JSON. Cast parameters whose type the statement does not settle.
 *
 * Values come back as: int2/int4/int8 number (RangeError beyond 2^53), numeric decimal text, date "2026-03-31", timestamptz
 * Date, json parsed, bool boolean, text[] as an array, everything else (uuid, enums) text; aggregate other lists as JSON.
 */
export interface SqlConnection {
  query<T extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<T[]>;
  /** One or more statements without parameters or rows. */
  exec(text: string): Promise<void>;
}

export interface Sql extends SqlConnection {
  /**
   * Runs `fn` in one transaction: committed when it resolves, rolled back when it throws. Nobody else's statements run on
   * its connection; on the embedded database everybody else waits, so keep it short of anything slow but SQL.
   */
  withTransaction<T>(fn: (sql: SqlConnection) => Promise<T>): Promise<T>;
}

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** A parameter as PostgreSQL reads it in text form. */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    return `{${value.map((item) => (item === null || item === undefined ? "NULL" : quoted(parameterText(item) ?? ""))).join(",")}}`;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be held exactly`);
  return value;
}

const same = (text: string): string => text;
// The driver's own types know scalar oids only; its reader of text[] (oid 1009) exists all the same.
const textArray = (types.getTypeParser as (oid: number, format: "text") => (text: string) => unknown)(1009, "text");

/** Readers by type oid, given to both drivers so that they agree; every other type stays text. */
export const readers: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.BOOL]: (text) => text === "t",
  [types.builtins.INT2]: integer,
  [types.builtins.INT4]: integer,
  [types.builtins.INT8]: integer,
  [types.builtins.FLOAT8]: Number,
  [types.builtins.NUMERIC]: same,
  [types.builtins.DATE]: same,
  [types.builtins.TIMESTAMPTZ]: types.getTypeParser(types.builtins.TIMESTAMPTZ, "text"),
  [types.builtins.JSON]: JSON.parse,
  [types.builtins.JSONB]: JSON.parse,
  1009: textArray,
};
