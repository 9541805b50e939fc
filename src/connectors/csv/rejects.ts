import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { RecordFault } from "../../store/store.js";
import { formatOf } from "./file-records.js";
import type { Mapping } from "./mapping.js";
import { type RowFormat, readRows } from "./read-rows.js";
import { type CsvSource, columnOfFault, type MatchedFile, REJECTS } from "./source.js";

/**
 * Writes the rows that were left out as they stand in their file, with the reason as a last column, to `<file>.rejects.csv`
 * in `folder`. Mended there they can be imported again with the same mapping. Gives the files written.
 */
export async function writeRejects(
  source: CsvSource,
  mapping: Mapping,
  faults: readonly RecordFault[],
  folder: string,
): Promise<{ path: string; rows: number }[]> {
  const written: { path: string; rows: number }[] = [];
  const seen = new Set<string>();
  for (const matched of source.files) {
    if (seen.has(matched.file.name)) continue;
    seen.add(matched.file.name);
    const reasons = reasonsByLine(source, faults, matched.file.name);
    if (reasons.size === 0) continue;
    const name = matched.file.isRejects ? matched.file.name : `${matched.file.name}${REJECTS}`;
    const path = join(folder, name);
    // The mended rejects of an earlier import may be what is read here, so it is replaced when all is written.
    const encoding = formatOf(matched.section, mapping).encoding;
    await pipeline(
      Readable.from(rejectedRows(matched, mapping, reasons)),
      createWriteStream(`${path}.part`, {
        encoding: encoding === "utf-8" ? "utf8" : encoding === "utf-16le" ? "utf16le" : "latin1",
      }),
    );
    await rename(`${path}.part`, path);
    written.push({ path, rows: reasons.size });
  }
  return written;
}

function reasonsByLine(source: CsvSource, faults: readonly RecordFault[], file: string): Map<number, string> {
  const reasons = new Map<number, string[]>();
  for (const fault of faults) {
    if (fault.file !== file || fault.line === null) continue;
    const column = columnOfFault(source, fault);
    const reason = `${column === "" ? "the row" : column} ${fault.message}`;
    const known = reasons.get(fault.line) ?? [];
    if (!known.includes(reason)) reasons.set(fault.line, [...known, reason]);
  }
  return new Map([...reasons].map(([line, list]) => [line, list.join(" | ")]));
}

async function* rejectedRows({ file, section }: MatchedFile, mapping: Mapping, reasons: ReadonlyMap<number, string>) {
  const format = formatOf(section, mapping);
  const mark = format.encoding === "utf-16le" ? "\ufeff" : "";
  // A file without quoting must not get a delimiter inside the reason.
  const cell = (text: string) =>
    format.quote === null ? text.replaceAll(format.delimiter, " ") : `"${text.replaceAll('"', '""')}"`;
  let columns: number | undefined = section.header?.length;
  if (columns !== undefined) yield mark;
  for await (const { line, cells, raw } of readRows(file.path, format, true)) {
    if (columns === undefined) {
      // Rejects that are rejected again have their reason column already.
      const has = cells.at(-1)?.trim() === "reason" && file.isRejects;
      columns = has ? cells.length - 1 : cells.length;
      yield `${mark}${has ? raw : `${raw}${format.delimiter}reason`}\n`;
      continue;
    }
    const reason = reasons.get(line);
    if (reason === undefined || raw === undefined) continue;
    const body = !file.isRejects || cells.length === columns ? raw : withoutReason(raw, cells, columns, format);
    yield `${body}${format.delimiter}${cell(reason)}\n`;
  }
}

/**
 * The row without the reason that an earlier import wrote at its end, or reasons would pile up and the mended row have cells too
 * many. Where the cells cannot be counted on, a reason is told by how it is written: quoted, and with a full stop.
 */
function withoutReason(raw: string, cells: readonly string[], columns: number, format: RowFormat): string {
  const { delimiter, quote } = format;
  const last = cells.at(-1) ?? "";
  const endings =
    cells.length === columns + 1 ? [`${delimiter}"${last.replaceAll('"', '""')}"`, `${delimiter}${last}`] : [];
  const ending = endings.find((text) => raw.endsWith(text));
  if (ending !== undefined) return raw.slice(0, -ending.length);
  if (quote === null) return last.endsWith(".") ? raw.slice(0, raw.lastIndexOf(delimiter)) : raw;
  const reason = /"(?:[^"]|"")*\."$/.exec(raw);
  const at = reason ? reason.index - delimiter.length : -1;
  return at >= 0 && raw.startsWith(delimiter, at) ? raw.slice(0, at) : raw;
}
