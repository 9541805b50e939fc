import { isIsoDate } from "../../core/calendar.js";
import { minorDigits, NO_CURRENCY, parseMoney } from "../../core/money.js";
import type { Origin, RecordKind } from "../records.js";
import type { RecordFault } from "../store.js";
import type { Field, LoadTable } from "./table.js";

/** A record ready for its staging table: field values by name, `given` telling which fields it has (bit i = i-th field). */
export type StagedRow = Record<string, string | number | boolean | null>;

export type Checked =
  | { readonly row: StagedRow; readonly faults?: undefined }
  | { readonly faults: readonly RecordFault[]; readonly row?: undefined };

type Reading =
  | { readonly ok: true; readonly value: string | number }
  | { readonly ok: false; readonly message: string };
const read = (value: string | number): Reading => ({ ok: true, value });
const fault = (message: string): Reading => ({ ok: false, message });

// A quota counted in units stands in no currency, which ISO 4217 writes XXX.
const currencies = new Set([...Intl.supportedValuesOf("currency"), NO_CURRENCY]);
const PLAIN_AMOUNT = /^([+-]?)(\d{1,12})(?:\.(\d+))?$/;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Minor units of a decimal numeral; the common case without building fractions, since a file has millions. */
function minorUnits(text: string, currency: string): number {
  const m = PLAIN_AMOUNT.exec(text);
  const digits = minorDigits(currency);
  const fraction = m?.[3] ?? "";
  if (!m || fraction.length > digits) return parseMoney(text, currency).minor;
  const magnitude = Number(m[2]) * 10 ** digits + Number(fraction.padEnd(digits, "0") || 0);
  return m[1] === "-" && magnitude !== 0 ? -magnitude : magnitude;
}

const notANumber = "is not a number. Write it like 1234.50, or say in the mapping how numbers are written.";

function readDecimal(text: string, wholeDigits: number, places: number): Reading {
  const m = DECIMAL.exec(text);
  const whole = m?.[2] ?? "";
  const fraction = m?.[3] ?? "";
  if (!m || whole.length + fraction.length === 0) return fault(notANumber);
  if (whole.replace(/^0+/, "").length > wholeDigits) return fault("is too large. Check the unit of the column.");
  if (fraction.replace(/0+$/, "").length > places) {
    return fault(`has more than ${places} decimals. Round it in the file, or add round: ${places} in the mapping.`);
  }
  return read(text);
}

function readMoney(text: string, currency: string | null): Reading {
  if (currency === null) return readDecimal(text, 15, 15);
  try {
    return read(minorUnits(text, currency));
  } catch {
    const digits = minorDigits(currency);
    const plain = readDecimal(text, 15 - digits, digits);
    return plain.ok ? fault("is too large to be held exactly. Check the unit of the column.") : plain;
  }
}

function readField(field: Field, text: string, currency: string | null): Reading {
  switch (field.type) {
    case "date":
      return isIsoDate(text)
        ? read(text)
        : fault("is not a day of the calendar. Correct it, or set the date format in the mapping.");
    case "currency":
      return currencies.has(text)
        ? read(text)
        : fault("is not a currency. Use its ISO 4217 code in capitals, such as USD.");
    case "choice":
      return field.among.includes(text)
        ? read(text)
        : fault(`is not one of ${field.among.join(", ")}. Map the value with values: in the mapping.`);
    case "decimal":
      return readDecimal(text, field.wholeDigits, field.places);
    case "money":
      return readMoney(text, field.of === "record" ? currency : null);
    default: {
      if (text.includes("\0")) return fault("holds a NUL character, which no text has. Remove it from the file.");
      const message = field.type === "text" && field.check ? field.check(text) : null;
      return message === null ? read(text) : fault(message);
    }
  }
}

/** A checker of one kind of record. It sees one record at a time; what needs the others is checked where they are staged. */
export function recordChecker(table: LoadTable) {
  const fields = Object.entries<Field>(table.fields);
  // A currency that is missing or unknown is a fault of its own; amounts are then read without one.
  const ownCurrency = (record: Readonly<Record<string, unknown>>): string | null =>
    typeof record.currency === "string" && currencies.has(record.currency) ? record.currency : null;

  return (record: object, origin: Origin | undefined): Checked => {
    const values = record as Readonly<Record<string, string | null | undefined>>;
    const key = values.key ?? null;
    const faults: RecordFault[] = [];
    const complain = (field: string, value: string | null | undefined, message: string) =>
      faults.push(faultOf(table.kind, origin, field, value ?? "", message, key));
    const currency = ownCurrency(values);
    const row: StagedRow = {};
    let given = 0;
    for (const [index, [name, field]] of fields.entries()) {
      const value = values[name];
      if (value === undefined || value === null || value === "") {
        if ("required" in field) complain(name, value, `is empty, and every ${table.noun} needs it. Fill it in.`);
        // A choice that may be absent has a default and cannot be emptied.
        else if (value !== undefined && field.type !== "choice") given |= 1 << index;
        continue;
      }
      const reading = readField(field, value, currency);
      if (reading.ok) row[name] = reading.value;
      else complain(name, value, reading.message);
      given |= 1 << index;
    }
    if (faults.length === 0) {
      for (const rule of table.rules ?? []) {
        const message = rule.broken(record as never);
        if (message !== null) complain(rule.field, values[rule.field], message);
      }
    }
    if (faults.length > 0) return { faults };
    row.given = given;
    return { row };
  };
}

function faultOf(
  kind: RecordKind,
  origin: Origin | undefined,
  field: string,
  value: string,
  message: string,
  key: string | null,
): RecordFault {
  const where = { file: origin?.file ?? null, line: origin?.line ?? null };
  return { kind, ...where, field, value, message, ...(key === null ? {} : { key }) };
}
