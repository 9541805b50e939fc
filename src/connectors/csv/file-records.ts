import type { RecordBatch, RecordKind } from "../../store/records.js";
import type { RecordFault } from "../../store/store.js";
import { type Batches, batches } from "./batches.js";
import type { FileSection, Mapping, Yield } from "./mapping.js";
import { type Row, type RowFormat, readRows } from "./read-rows.js";
import { currencyDefaults, type Reading, recordFields } from "./record-fields.js";
import { type Cells, columnsOf, type ReadingContext, rowFilter, type Value, valueReader } from "./value-source.js";

/** A file to read: where it lies, and the name it goes by in faults. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** Left out by an earlier import: rows may carry one cell more, the reason. */
  readonly isRejects: boolean;
}

export interface OrganisationSettings {
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalYearStartMonth: number;
}

/** What a section is read with. */
export interface SectionContext {
  readonly section: FileSection;
  readonly mapping: Mapping;
  readonly lookups: ReadingContext["lookups"];
  readonly organisation: OrganisationSettings;
}

type Format = Pick<FileSection, "delimiter" | "quote" | "encoding">;
export const formatOf = (section: Format, mapping: Mapping): RowFormat => ({
  delimiter: section.delimiter ?? mapping.delimiter ?? ",",
  quote: section.quote !== undefined ? section.quote : mapping.quote !== undefined ? mapping.quote : '"',
  encoding: section.encoding ?? mapping.encoding ?? "utf-8",
});

/** The records of one file, as one section of the mapping reads it. */
export async function* fileRecords(
  file: SourceFile,
  context: SectionContext,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<RecordBatch> {
  const { section, mapping } = context;
  const out = batches();
  let readRow = section.header && rowReader(file, section.header, context, out);
  const broken = await headerFaults(file, section, mapping);
  for (const fault of broken) out.fault(fault);
  if (broken.length > 0) return yield* out.rest();
  for await (const row of readRows(file.path, formatOf(section, mapping))) {
    onRead(row.end);
    if (readRow) {
      readRow(row);
      yield* out.full();
      continue;
    }
    const header = row.cells.map((name) => name.trim());
    readRow = rowReader(file, header, context, out);
  }
  yield* out.rest();
}

const firstKind = (section: FileSection): RecordKind => section.yields[0]?.kind ?? "deals";

/** What is wrong with the first line of a file, so that none of its rows can be read: empty if nothing is. */
export async function headerFaults(file: SourceFile, section: FileSection, mapping: Mapping): Promise<RecordFault[]> {
  const fault = (line: number, field: string, message: string): RecordFault => ({
    kind: firstKind(section),
    file: file.name,
    line,
    field,
    value: "",
    message,
  });
  if (section.header)
    return wrongColumns(section.header, section).map(({ column, message }) => fault(1, column, message));
  for await (const { line, cells, broken } of readRows(file.path, formatOf(section, mapping))) {
    if (broken) return [fault(line, "", broken)];
    const header = cells.map((name) => name.trim());
    return wrongColumns(header, section).map(({ column, message }) => fault(line, column, message));
  }
  return [fault(1, "", "has nothing where the column names belong: the file is empty. Export it again.")];
}

function wrongColumns(header: readonly string[], section: FileSection): { column: string; message: string }[] {
  const derived = Object.keys(section.derive);
  const used = [
    ...Object.keys(section.where),
    ...Object.values(section.derive).flatMap(columnsOf),
    ...section.yields.flatMap((y) => [...Object.keys(y.where), ...Object.values(y.fields).flatMap(columnsOf)]),
  ];
  const has = header.join(", ");
  return [...new Set(used)].flatMap((column) => {
    const times = header.filter((name) => name === column).length;
    if (times > 1) {
      return { column, message: `is the name of ${times} columns, so either could be meant. Rename all but one.` };
    }
    if (times === 1 || derived.includes(column)) return [];
    return { column, message: `is a column that the mapping takes and the file lacks. The file has ${has}.` };
  });
}

/** Compiles the section for a header: what one row becomes. */
function rowReader(
  file: SourceFile,
  header: readonly string[],
  context: SectionContext,
  out: Batches,
): (row: Row) => void {
  const { section } = context;
  const index = new Map(header.map((name, i) => [name, i]));
  const derived: { readonly column: string; readonly at: number; readonly read: (cells: Cells) => Value }[] = [];
  const reading = readingContext(context, (column) => index.get(column));
  const takes = rowFilter(section.where, reading);
  for (const [column, source] of Object.entries(section.derive)) {
    // Read before the name points at the new column, so that one may be derived from its own former self.
    const read = valueReader(source, "text", reading);
    const at = header.length + derived.length;
    derived.push({ column, at, read });
    index.set(column, at);
  }
  const yields = section.yields.map((y) => recordReader(y, context, reading));
  const fault = (row: Row, field: string, value: string, message: string, key: string | null = null): RecordFault => ({
    kind: firstKind(section),
    file: file.name,
    line: row.line,
    field,
    value,
    message,
    ...(key === null ? {} : { key }),
  });

  return (row) => {
    const spare = file.isRejects && section.header ? 1 : 0;
    // Spreadsheets export the empty rows below a table as delimiters alone.
    if (!row.broken && row.cells.every((cell) => cell.trim() === "")) return;
    if (row.broken) return void out.fault(fault(row, "", row.raw ?? "", row.broken));
    if (row.cells.length !== header.length && row.cells.length !== header.length + spare) {
      const message = `has ${row.cells.length} columns where the header has ${header.length}. Add or remove cells, or quote the cell that holds the delimiter.`;
      // With the key as far as it can be read, so that rows that refer to this one are not blamed.
      out.fault(fault(row, "", row.cells.join(" "), message, yields[0]?.keyOf(row.cells)));
      return;
    }
    if (!takes(row.cells)) return;
    let cells: Cells = row.cells;
    if (derived.length > 0) {
      const extended = row.cells.slice(0, header.length);
      for (const { column, at, read } of derived) {
        const value = read(extended);
        if (!value.ok) return void out.fault(fault(row, value.column || column, value.value, value.message));
        extended[at] = value.value ?? "";
      }
      cells = extended;
    }
    const origin = { file: file.name, line: row.line };
    for (const { kind, repeats, takes, read, keyOf } of yields) {
      if (!takes(cells)) continue;
      const record: Record<string, unknown> = { origin };
      const before = read(cells, record);
      if (before.length === 0) out.add(kind, repeats, record);
      for (const bad of before) out.fault({ ...fault(row, bad.field, bad.value, bad.message, keyOf(cells)), kind });
    }
  };
}

function readingContext(
  { section, mapping, lookups, organisation }: SectionContext,
  indexOf: ReadingContext["indexOf"],
): ReadingContext {
  return {
    indexOf,
    emptyTexts: new Set(section.empty ?? mapping.empty ?? []),
    date: section.date ?? mapping.date ?? ["iso"],
    number: section.number ?? mapping.number ?? { decimal: ".", group: "", ignore: [] },
    valueMaps: mapping.values,
    lookups,
    timeZone: organisation.timeZone,
    fiscalYearStartMonth: organisation.fiscalYearStartMonth,
  };
}

interface BadField {
  readonly field: string;
  readonly value: string;
  readonly message: string;
}

/** Compiles one kind of record that rows yield. `read` fills the record and answers with the fields it could not read. */
function recordReader(
  { kind, repeats, where, fields }: Yield,
  { organisation }: SectionContext,
  context: ReadingContext,
) {
  const readings: Readonly<Record<string, Reading>> = recordFields[kind].fields;
  const readers = Object.entries(fields).map(([name, source]) => ({
    name,
    read: valueReader(source, name === "period" ? "window" : (readings[name] ?? "text"), context),
  }));
  const keyReader = readers.find(({ name }) => name === "key");
  const usesCurrency = currencyDefaults.has(kind) && !("currency" in fields);
  return {
    kind,
    repeats,
    takes: rowFilter(where, context),
    keyOf: (cells: Cells): string | null => {
      const key = keyReader?.read(cells);
      return key?.ok ? key.value : null;
    },
    read(cells: Cells, record: Record<string, unknown>): BadField[] {
      const bad: BadField[] = [];
      if (usesCurrency) record.currency = organisation.currency;
      for (const { name, read } of readers) {
        const value = read(cells);
        if (!value.ok) bad.push({ field: value.column, value: value.value, message: value.message });
        else if (value.window) {
          record.periodStart = value.window.start;
          record.periodEnd = value.window.end;
        } else record[name] = value.value;
      }
      // A quota without a date of its own counts from the first day of its window.
      if (kind === "quotas" && record.setOn === undefined) record.setOn = record.periodStart;
      return bad;
    },
  };
}
