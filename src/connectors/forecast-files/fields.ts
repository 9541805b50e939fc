import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import { isIsoDate } from "../../core/calendar.js";
import { AskError } from "../../errors.js";

/** One row of a CSV file with a header. What cannot be read is said with file, row, field, value and fix. */
export interface FieldReader {
  text(field: string): string;
  /** Null for an empty cell. */
  optional<T>(field: string, read: (field: string) => T): T | null;
  date(field: string): string;
  number(field: string): number;
  oneOf<T extends string>(field: string, values: readonly T[]): T;
  /** For a rule across fields. */
  fail(field: string, fix: string): never;
}

/** The rows of a CSV file, unpacked where its name ends in .gz. Throws AskError for a missing file, header field or broken quote. */
export function readTable(file: string, required: readonly string[]): FieldReader[] {
  if (!existsSync(file)) throw new AskError(`There is no ${file}.`, "Name a file that exists.");
  const records = cellsOf(file);
  const [header, ...rows] = records;
  if (!header) throw new AskError(`${file} is empty.`, `It needs a header row with ${required.join(", ")}.`);
  const missing = required.filter((field) => !header.cells.includes(field));
  if (missing.length > 0)
    throw new AskError(
      `${file}: the header has no ${missing.join(", ")}.`,
      `It has ${header.cells.join(", ")}; add or rename columns.`,
    );
  const place = new Map(header.cells.map((name, i) => [name, i]));
  const isDay = dayCheck();
  return rows.map(({ cells, line }) =>
    reader(file, line, isDay, (field) => cells[place.get(field) ?? -1]?.trim() ?? ""),
  );
}

function cellsOf(file: string): { readonly cells: readonly string[]; readonly line: number }[] {
  const bytes = readFileSync(file);
  try {
    const text = file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    const records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count_less: true,
    }) as unknown as {
      readonly record: string[];
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) throw new AskError(`${file}: ${error.message}.`, "Mend the row or its quotes.");
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw new AskError(`${file} is not a whole gzip file.`, "Pack it again, or name it without .gz.");
    throw error;
  }
}

/** Days are few and rows are many, so each is checked once. */
function dayCheck(): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    known.set(text, isIsoDate(text));
    return isIsoDate(text);
  };
}

function reader(
  file: string,
  line: number,
  isDay: (text: string) => boolean,
  cell: (field: string) => string,
): FieldReader {
  const fail = (field: string, fix: string): never => {
    throw new AskError(`${file}, row ${line}: ${field} is "${cell(field)}".`, fix);
  };
  const text = (field: string): string => cell(field) || fail(field, `Give ${field} a value.`);
  return {
    text,
    fail,
    optional: (field, read) => (cell(field) === "" ? null : read(field)),
    date: (field) => (isDay(text(field)) ? cell(field) : fail(field, "Write a day that exists, as 2026-03-31.")),
    number: (field) =>
      /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text(field))
        ? Number(cell(field))
        : fail(field, "Write a number with a point and without separators, as 1234.50."),
    oneOf: (field, values) =>
      values.find((value) => value === text(field)) ?? fail(field, `Write one of ${values.join(", ")}.`),
  };
}
