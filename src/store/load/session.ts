import type { RecordKind } from "../records.js";
import type { SqlConnection } from "../sql.js";
import type { RecordFault } from "../store.js";
import type { Field, LoadTable, StoredField } from "./table.js";

/** One load under way: its transaction, and what it found so far. */
export interface LoadSession {
  readonly sql: SqlConnection;
  readonly orgId: string;
  readonly skipBad: boolean;
  /** Names of the files that records came from; staged rows hold the index. */
  readonly files: string[];
  readonly faults: RecordFault[];
  /** Records left out, by kind, with those that only refer to one that was. */
  readonly rejected: Map<RecordKind, number>;
}

/** A load with more faults than this has the wrong mapping; reading on would help nobody. With `skipBad` all are kept. */
export const MOST_FAULTS = 10_000;

export const quote = (name: string): string => `"${name}"`;
export const stageOf = (table: LoadTable): string => `load_${table.table}`;
export const mergeOf = (table: LoadTable): string => `merge_${table.table}`;

export const fieldsOf = (table: LoadTable): [name: string, field: Field][] => Object.entries<Field>(table.fields);
export const storedFieldsOf = (table: LoadTable): [name: string, field: StoredField][] =>
  fieldsOf(table).filter((entry): entry is [string, StoredField] => entry[1].type !== "part");

/** SQL list of the identity of a staged row, each field prefixed: `s."personKey", s."validFrom"`. */
export const identityOf = (table: LoadTable, alias = "s"): string =>
  table.identity.map((name) => `${alias}.${quote(name)}`).join(", ");

/** The identity as people read it in the audit trail. */
export const identityText = (table: LoadTable, alias = "s"): string => `concat_ws(' / ', ${identityOf(table, alias)})`;

export const isKeyed = (table: LoadTable): boolean => "key" in table.fields;

/** Remembers keys that were left out, so that what refers to them is left out without being called a fault of its own. */
export async function noteRejectedKeys(session: LoadSession, kind: RecordKind, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await session.sql.query(
    `INSERT INTO load_rejected (kind, key) SELECT $1, k FROM json_array_elements_text($2::json) AS k`,
    [kind, JSON.stringify(keys)],
  );
}

export function countRejected(session: LoadSession, kind: RecordKind, records: number): void {
  session.rejected.set(kind, (session.rejected.get(kind) ?? 0) + records);
}

interface TakenOut {
  readonly file: number | null;
  readonly line: number | null;
  readonly key: string | null;
  readonly field?: string;
  readonly value: string | null;
  /** True when the record is sound itself and only refers to one that was left out. */
  readonly secondary?: boolean;
  readonly other_file?: number | null;
  readonly other_line?: number | null;
}

/**
 * Takes staged rows that `condition` holds for out of the load and reports them. `using` may join further relations.
 * Rows answer with the columns of `TakenOut`; `other` names the row they clash with. Gives the number of rows taken out.
 */
export async function takeOut(
  session: LoadSession,
  table: LoadTable,
  check: {
    readonly with?: string;
    readonly using?: string;
    readonly condition: string;
    readonly returning: string;
    readonly field?: string;
    readonly params?: readonly unknown[];
    readonly message: (row: TakenOut & { readonly other: string }) => string;
  },
): Promise<number> {
  const key = isKeyed(table) ? `s."key"` : "NULL::text";
  const rows = await session.sql.query<TakenOut>(
    `${check.with ? `WITH ${check.with} ` : ""}DELETE FROM ${stageOf(table)} s ${check.using ? `USING ${check.using} ` : ""}
     WHERE ${check.condition} RETURNING s.file, s.line, ${key} AS key, ${check.returning}`,
    check.params ?? [],
  );
  if (rows.length === 0) return 0;
  countRejected(session, table.kind, rows.length);
  await noteRejectedKeys(
    session,
    table.kind,
    rows.flatMap(({ key }) => (key === null ? [] : [key])),
  );
  for (const row of rows) {
    if (row.secondary && !session.skipBad) continue;
    if (!session.skipBad && session.faults.length >= MOST_FAULTS) break;
    session.faults.push({
      kind: table.kind,
      file: fileName(session, row.file),
      line: row.line,
      field: row.field ?? check.field ?? "",
      value: row.value ?? "",
      message: check.message({ ...row, other: placeOf(session, row.other_file, row.other_line) }),
      ...(row.key === null ? {} : { key: row.key }),
    });
  }
  return rows.length;
}

const fileName = (session: LoadSession, index: number | null | undefined): string | null =>
  index === null || index === undefined ? null : (session.files[index] ?? null);

/** Where the other row of a clash is: "deals.csv:12", or what is stored. */
function placeOf(session: LoadSession, file: number | null | undefined, line: number | null | undefined): string {
  const name = fileName(session, file);
  if (name === null) return line === null || line === undefined ? "the stored data" : `record ${line}`;
  return `${name}:${line ?? "?"}`;
}
