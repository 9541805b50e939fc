import { type Period, periodOf } from "../../core/period.js";
import { dayReader, numberReader, type Read, readPeriod, rounded } from "./formats.js";
import type { Condition, Mapping, NumberFormat, Source } from "./mapping.js";
import type { Reading } from "./record-fields.js";

/** A value for a field; `window` where the field is a quota's window. Null = nothing there. */
export type Value =
  | { readonly ok: true; readonly value: string | null; readonly window?: Period }
  | { readonly ok: false; readonly column: string; readonly value: string; readonly message: string };

export type Cells = readonly string[];
export type ReadValue = (cells: Cells) => Value;

/** What reading a value needs to know beside its source. */
export interface ReadingContext {
  /** Index of a column, header and derived ones alike. Undefined = the file has no such column. */
  readonly indexOf: (column: string) => number | undefined;
  readonly emptyTexts: ReadonlySet<string>;
  readonly date: readonly string[];
  readonly number: NumberFormat;
  readonly valueMaps: Mapping["values"];
  readonly lookups: ReadonlyMap<
    string,
    { readonly file: string; readonly key: string; readonly values: ReadonlyMap<string, string> }
  >;
  readonly timeZone: string;
  readonly fiscalYearStartMonth: number;
}

const NOTHING: Value = { ok: true, value: null };
const PLAIN_NUMBER: NumberFormat = { decimal: ".", group: "", ignore: [] };
const PART = /\{([^{}?]+)(\?)?\}/g;

/** Columns a source takes from, in the order it tries them. */
export function columnsOf(source: Source): string[] {
  const own =
    source.column !== undefined
      ? [source.column]
      : [...(source.template ?? "").matchAll(PART)].map((part) => part[1] ?? "");
  return source.empty ? [...own, ...columnsOf(source.empty)] : own;
}

/** The column to name in a fault of this source: what a person would look at. */
const labelOf = (source: Source): string => source.column ?? source.template ?? "constant";

function cellText(cells: Cells, index: number | undefined, emptyTexts: ReadonlySet<string>): string {
  const text = index === undefined ? "" : (cells[index] ?? "").trim();
  return emptyTexts.has(text) ? "" : text;
}

/** The raw text of a source: a cell, a constant, or a template whose parts must all be there ("{account?}" may be missing). */
function rawReader(source: Source, context: ReadingContext): (cells: Cells) => string {
  const { column, template, constant } = source;
  if (constant !== undefined) return () => constant;
  if (column !== undefined) {
    const index = context.indexOf(column);
    return (cells) => cellText(cells, index, context.emptyTexts);
  }
  const text = template ?? "";
  const indexes = new Map(columnsOf({ template: text }).map((name) => [name, context.indexOf(name)]));
  return (cells) => {
    let complete = true;
    const filled = text.replace(PART, (_, name: string, optional: string | undefined) => {
      const part = cellText(cells, indexes.get(name), context.emptyTexts);
      if (part === "" && optional === undefined) complete = false;
      return part;
    });
    return complete ? filled.replace(/\s+/g, " ").trim() : "";
  };
}

function textReader(source: Source, reading: Reading | "window", context: ReadingContext): (text: string) => Read {
  const isConstant = source.constant !== undefined;
  if (reading === "number") {
    const read = numberReader(source.number ?? (isConstant ? PLAIN_NUMBER : context.number));
    const { round } = source;
    return round === undefined
      ? read
      : (text) => {
          const number = read(text);
          return number.ok ? { ok: true, value: rounded(number.value, round) } : number;
        };
  }
  if (reading === "day" || source.period !== undefined) {
    return dayReader(source.date ?? (isConstant ? ["iso"] : context.date), context.timeZone, source.shiftDays);
  }
  return (value) => ({ ok: true, value });
}

/** Compiles a source for one file, so that a row costs a few look-ups. */
export function valueReader(source: Source, reading: Reading | "window", context: ReadingContext): ReadValue {
  const raw = rawReader(source, context);
  const read = textReader(source, reading, context);
  const otherwise: ReadValue = source.empty ? valueReader(source.empty, reading, context) : () => NOTHING;
  const map = typeof source.values === "string" ? context.valueMaps[source.values] : source.values;
  const mapped = map && new Map(Object.entries(map));
  const lookup = source.lookup === undefined ? undefined : context.lookups.get(source.lookup);
  const column = labelOf(source);
  const fault = (value: string, message: string): Value => ({ ok: false, column, value, message });

  return (cells) => {
    let text = raw(cells);
    if (text === "") return otherwise(cells);
    if (text.includes("\ufffd")) {
      return fault(text, "holds bytes that are not UTF-8. Save the file as UTF-8, or set encoding: in the mapping.");
    }
    if (mapped) {
      const known = mapped.has(text) ? mapped.get(text) : mapped.has("*") ? mapped.get("*") : text;
      if (known === undefined || known === "") return otherwise(cells);
      text = known;
    }
    if (lookup) {
      const found = lookup.values.get(text);
      if (found === undefined) {
        return fault(text, `is not in ${lookup.file}, column ${lookup.key}. Add it there or correct it.`);
      }
      if (found === "") return otherwise(cells);
      text = found;
    }
    const parsed = read(text);
    if (!parsed.ok) return fault(text, parsed.message);
    if (reading !== "window") return parsed;
    const window = source.period
      ? periodOf(source.period, parsed.value, context.fiscalYearStartMonth)
      : readPeriod(text, context.fiscalYearStartMonth);
    return window
      ? { ok: true, value: text, window }
      : fault(
          text,
          "is not a period. Write it like 2026-Q3, 2026-07 or 2026, or set date: and period: in the mapping.",
        );
  };
}

/** True for rows that a `where:` takes. */
export function rowFilter(
  where: Readonly<Record<string, Condition>>,
  context: Pick<ReadingContext, "indexOf" | "emptyTexts">,
): (cells: Cells) => boolean {
  const tests = Object.entries(where).map(([column, condition]) => {
    const index = context.indexOf(column);
    const matches = matcher(condition);
    return (cells: Cells) => matches(cellText(cells, index, context.emptyTexts));
  });
  return (cells) => tests.every((test) => test(cells));
}

function matcher(condition: Condition): (text: string) => boolean {
  if ("empty" in condition) return (text) => (text === "") === condition.empty;
  if ("not" in condition) {
    const unwanted = new Set(condition.not);
    return (text) => !unwanted.has(text);
  }
  const wanted = new Set(condition.is);
  return (text) => wanted.has(text);
}
