import { createReadStream } from "node:fs";
import { type CsvError, parse } from "csv-parse";

export interface RowFormat {
  readonly delimiter: string;
  readonly quote: string | null;
  readonly encoding: "utf-8" | "windows-1252" | "latin1" | "utf-16le";
}

/** One row of a file. `line` is where it starts, 1 = the first line; `raw` is its text as it stands, where asked for or broken. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  /** Byte after the row, for showing how far reading is. */
  readonly end: number;
  readonly raw?: string;
  /** What is wrong with the row as a row; its cells cannot be trusted then. */
  readonly broken?: string;
}

interface Parsed {
  readonly record: readonly string[];
  readonly raw?: string;
  readonly info: { readonly lines: number; readonly bytes: number };
}

/** A record longer than this is an opening quote that nobody closed. */
const MOST_BYTES = 1 << 20;
const BUFFER_ENCODINGS = {
  "utf-8": "utf8",
  "windows-1252": "latin1",
  latin1: "latin1",
  "utf-16le": "utf16le",
} as const;
/** What Windows-1252 has where Latin-1 has control codes, 0x80 to 0x9f. Node's own decoder takes the two for the same. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const C1 = /[\u0080-\u009f]/g;
const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const fromWindows = (text: string): string => text.replace(C1, (code) => WINDOWS[code.charCodeAt(0) - 0x80] ?? code);

/**
 * The rows of a delimited file as a stream, header included, blank lines left out. A broken quote spoils its own row and
 * not the rest of the file: reading starts again on the line after it.
 */
export async function* readRows(file: string, format: RowFormat, keepRaw = false): AsyncGenerator<Row> {
  let start = 0;
  let linesBefore = 0;
  let width: number | undefined;
  for (;;) {
    let end = start;
    let lines = linesBefore;
    let good = 0;
    // What spoiled the stream, and after how many records: those before it may still wait to be read.
    let spoiled: { readonly after: number; readonly why: string } | undefined;
    const stream = createReadStream(file, { start, highWaterMark: 1 << 18 });
    const parser = parse({
      bom: start === 0,
      encoding: BUFFER_ENCODINGS[format.encoding],
      delimiter: format.delimiter,
      quote: format.quote ?? false,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_BYTES,
      info: true,
      raw: keepRaw,
      skip_records_with_error: true,
      on_skip: (error) => {
        spoiled ??= { after: Number(error?.records ?? good), why: explain(error) };
        stream.destroy();
        queueMicrotask(() => parser.end());
        return undefined;
      },
    });
    stream.on("error", (error) => parser.destroy(error));
    stream.pipe(parser);
    try {
      for await (const { record, raw, info } of parser as AsyncIterable<Parsed>) {
        if (spoiled && good >= spoiled.after) break;
        const inside = newLinesIn(record);
        width ??= record.length;
        if (inside > 0 && record.length !== width) {
          // An opening quote met the closing quote of a later row and swallowed what is between.
          spoiled = { after: good, why: UNCLOSED };
          break;
        }
        good++;
        end = start + info.bytes;
        lines = linesBefore + info.lines;
        const cells = format.encoding === "windows-1252" ? record.map(fromWindows) : record;
        const row = { line: lines - inside, cells, end };
        yield raw === undefined ? row : { ...row, raw: raw.replace(/^[\r\n]+|[\r\n]+$/g, "") };
      }
    } finally {
      stream.destroy();
    }
    if (!spoiled) return;
    const skipped = await skipLine(file, end, format.encoding);
    yield {
      line: lines + skipped.lines,
      cells: [],
      end,
      broken: spoiled.why,
      raw: skipped.raw,
    };
    if (skipped.next === null) return;
    start = skipped.next;
    linesBefore = lines + skipped.lines;
  }
}

const UNCLOSED =
  'has a quote (") that is opened and not closed on the line. Close it, double it (""), or set quote: none in the mapping.';

function explain(error: CsvError | undefined): string {
  if (error?.code === "CSV_QUOTE_NOT_CLOSED" || error?.code === "CSV_MAX_RECORD_SIZE") return UNCLOSED;
  return 'has a quote (") in the middle of a cell. Double it ("") and quote the cell, or set quote: none in the mapping.';
}

const newLinesIn = (cells: readonly string[]): number => {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count++;
  }
  return count;
};

/** From the byte `from`: the first line that holds something, how many lines that took, and where the next one starts. */
async function skipLine(
  file: string,
  from: number,
  encoding: RowFormat["encoding"],
): Promise<{ lines: number; next: number | null; raw: string }> {
  const unit = encoding === "utf-16le" ? 2 : 1;
  const stream = createReadStream(file, { start: from });
  const kept: Buffer[] = [];
  let lines = 0;
  let holds = false;
  let at = from;
  const raw = () => Buffer.concat(kept).toString(BUFFER_ENCODINGS[encoding]).trim();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      for (let i = 0; i + unit <= chunk.length; i += unit) {
        const isNewLine = chunk[i] === NEW_LINE && (unit === 1 || chunk[i + 1] === 0);
        if (!isNewLine) {
          holds ||= chunk[i] !== CARRIAGE_RETURN;
          continue;
        }
        lines++;
        if (!holds) continue;
        kept.push(chunk.subarray(0, i));
        return { lines, next: at + i + unit, raw: raw() };
      }
      kept.push(chunk);
      at += chunk.length;
    }
    return { lines: lines + (holds ? 1 : 0), next: null, raw: raw() };
  } finally {
    stream.destroy();
  }
}
