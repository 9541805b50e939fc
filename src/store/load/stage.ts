import type { RecordBatch } from "../records.js";
import { recordChecker, type StagedRow } from "./check-record.js";
import { countRejected, fieldsOf, type LoadSession, noteRejectedKeys, quote, stageOf } from "./session.js";
import type { Field, LoadTable } from "./table.js";

/** Rows sent in one statement: enough to make round trips cheap, few enough to keep memory flat. */
const CHUNK = 1000;

function stagedType(field: Field): string {
  if (field.type === "date") return "date";
  if (field.type === "decimal") return "numeric";
  if (field.type === "money") return field.of === "record" ? "bigint" : "numeric";
  return "text";
}

/** The staging table of one kind: created empty, filled by `add`, gone with the transaction. */
export async function openStage(session: LoadSession, table: LoadTable) {
  const columns = [
    "n int",
    "file int",
    "line int",
    "repeats boolean",
    "given int",
    ...fieldsOf(table).map(([name, field]) => `${quote(name)} ${stagedType(field)}`),
  ].join(", ");
  await session.sql.exec(`CREATE TEMP TABLE ${stageOf(table)} (${columns}) ON COMMIT DROP`);
  const check = recordChecker(table);
  const fileIndex = new Map<string, number>();
  let read = 0;

  const indexOf = (file: string): number => {
    let index = fileIndex.get(file);
    if (index === undefined) {
      index = session.files.indexOf(file);
      if (index < 0) index = session.files.push(file) - 1;
      fileIndex.set(file, index);
    }
    return index;
  };
  const insert = (rows: readonly StagedRow[]) =>
    session.sql.query(`INSERT INTO ${stageOf(table)} SELECT * FROM json_to_recordset($1::json) AS x(${columns})`, [
      JSON.stringify(rows),
    ]);

  return {
    /** Checks each record by itself and stages those that pass. */
    async add(batch: RecordBatch): Promise<void> {
      const rejected: string[] = [];
      for (const fault of batch.faults ?? []) {
        session.faults.push(fault);
        if (fault.key !== undefined) rejected.push(fault.key);
      }
      let rows: StagedRow[] = [];
      for (const record of batch.records) {
        read++;
        const checked = check(record, record.origin);
        if (checked.row) {
          checked.row.n = read;
          checked.row.file = record.origin ? indexOf(record.origin.file) : null;
          checked.row.line = record.origin?.line ?? null;
          checked.row.repeats = batch.repeats ?? false;
          rows.push(checked.row);
          if (rows.length === CHUNK) {
            await insert(rows);
            rows = [];
          }
        } else {
          session.faults.push(...checked.faults);
          countRejected(session, table.kind, 1);
          if ("key" in record && record.key) rejected.push(record.key);
        }
      }
      if (rows.length > 0) await insert(rows);
      await noteRejectedKeys(session, table.kind, rejected);
    },
    /** Records seen so far, good and bad. */
    read: () => read,
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
