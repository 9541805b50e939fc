import type { RecordKind, Records } from "../records.js";

interface Common {
  /** Column of the stored table. */
  readonly column: string;
  /** Must be there and hold something in every record. */
  readonly required?: true;
}

/** How one field of a record is checked, staged and stored. */
export type Field =
  | (Common & {
      readonly type: "text";
      readonly check?: (value: string) => string | null;
      /** No two stored records share it. */
      readonly unique?: true;
    })
  | (Common & { readonly type: "date" })
  | (Common & { readonly type: "currency" })
  /** A decimal numeral in major units, stored in minor ones of the record's own currency, its deal's or its plan's. */
  | (Common & { readonly type: "money"; readonly of: "record" | "dealKey" | "planKey" })
  | (Common & { readonly type: "decimal"; readonly wholeDigits: number; readonly places: number })
  | (Common & { readonly type: "choice"; readonly among: readonly string[]; readonly sqlType: string })
  /** Key of another record. `and` names further fields that take part in finding it, with their columns there. */
  | (Common & {
      readonly type: "reference";
      readonly to: RecordKind;
      readonly and?: Readonly<Record<string, string>>;
    })
  /** Takes part in a reference and is not stored itself. */
  | { readonly type: "part"; readonly required: true };

export type StoredField = Exclude<Field, { type: "part" }>;

type FieldName<K extends RecordKind> = Exclude<keyof Records[K], "origin"> & string;

/** A condition between the fields of one record: the message when it is broken, else null. */
export interface Rule<K extends RecordKind> {
  readonly field: FieldName<K>;
  readonly broken: (record: Records[K]) => string | null;
}

/** One kind of record as data: everything that checking, staging and merging need to know about it. */
export interface LoadTable<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly table: string;
  /** "deal", "reporting line": the record in a sentence. */
  readonly noun: string;
  readonly fields: { readonly [F in FieldName<K>]-?: Field };
  /** Fields that tell one record from another. */
  readonly identity: readonly FieldName<K>[];
  /** Effective-dated: rows that agree in these fields follow one another and never overlap. An open end lasts until the next row starts. */
  readonly follows?: readonly FieldName<K>[];
  readonly rules?: readonly Rule<K>[];
}
