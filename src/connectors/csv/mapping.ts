import { DateTime } from "luxon";
import { type Document, parseDocument, visit } from "yaml";
import { z } from "zod";
import { AskError } from "../../errors.js";
import { recordFields, recordKinds } from "./record-fields.js";

// Every scalar of the document arrives as it is written, so that 007, NULL and 1.50 stay what the file holds.
const Flag = z.enum(["true", "false"], "is true or false").transform((value) => value === "true");
const Whole = z.coerce.number("is not a whole number").int("is not a whole number");
const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item.transform((value) => [value]), z.array(item).min(1)]);

const NumberFormat = z.strictObject({
  /** The sign before the fraction, "." or ",". */
  decimal: z.enum([".", ","]).default("."),
  /** The sign between groups of three, "," "." " " "'" or "" for none. */
  group: z.string().max(1).default(""),
  /** Signs that may stand around a number and say nothing: "$", "USD", "%". */
  ignore: z.array(z.string().min(1)).default([]),
});
export type NumberFormat = z.infer<typeof NumberFormat>;

/** A year that is not the present one, which a format without a year would be completed with. */
const SAMPLE = DateTime.fromISO("2001-11-23", { zone: "UTC" });

/** A format must give back month and year: "yyyy-mm-dd" (minutes) reads every day as one of January, and "YYYY" reads none. */
function readsDays(format: string): boolean {
  if (format === "iso") return true;
  const read = DateTime.fromFormat(SAMPLE.toFormat(format), format, { zone: "UTC", locale: "en-US" });
  return !/Y/.test(format.replace(/'[^']*'/g, "")) && read.isValid && read.hasSame(SAMPLE, "month");
}
const DateFormats = oneOrMore(z.string()).superRefine((formats, ctx) => {
  for (const format of formats.filter((format) => !readsDays(format))) {
    const message = `"${format}" does not give back a day: write yyyy for the year, MM for the month and dd for the day, as in dd.MM.yyyy, or iso`;
    ctx.addIssue({ code: "custom", message });
  }
});

/** Onto nothing = the cell counts as empty. */
const ValueMap = z.record(z.string(), z.string());

const Modifiers = {
  /** Values of the file -> values of Pacer, or the name of a shared map; "*" stands for every other value. */
  values: z.union([z.string(), ValueMap]).optional(),
  /** Takes the value as a key into another file. */
  lookup: z.string().optional(),
  date: DateFormats.optional(),
  shiftDays: Whole.optional(),
  number: NumberFormat.optional(),
  /** For the window of a quota given by a day: the month, quarter ... the day falls in. */
  period: z.enum(["month", "quarter", "half", "year"]).optional(),
  /** Rounds half-up to so many decimals. */
  round: Whole.min(0).max(10).optional(),
};

interface SourceObject {
  readonly column?: string | undefined;
  readonly template?: string | undefined;
  readonly constant?: string | undefined;
  readonly values?: string | Readonly<Record<string, string>> | undefined;
  readonly lookup?: string | undefined;
  readonly date?: readonly string[] | undefined;
  readonly shiftDays?: number | undefined;
  readonly number?: NumberFormat | undefined;
  readonly period?: "month" | "quarter" | "half" | "year" | undefined;
  readonly round?: number | undefined;
  readonly empty?: SourceObject | undefined;
}
/** Where a value comes from and how it is read. */
export type Source = SourceObject;

/** A bare string is a column; with braces it is a template of columns. */
const short = (text: string): Source => (text.includes("{") ? { template: text } : { column: text });

const Source: z.ZodType<Source, unknown> = z.lazy(() =>
  z.union(
    [
      z.string().min(1).transform(short),
      z
        .strictObject({
          column: z.string().min(1).optional(),
          template: z.string().min(1).optional(),
          constant: z.string().optional(),
          ...Modifiers,
          /** What to take where the value is empty. */
          empty: Source.optional(),
        })
        .refine(
          (source) =>
            [source.column, source.template, source.constant].filter((given) => given !== undefined).length === 1,
          "needs exactly one of column, template and constant",
        ),
    ],
    {
      error:
        'must be a column name, a template such as "{order}-{line}", or one of column, template and constant with how to read it',
    },
  ),
);

const Condition = z.union([
  oneOrMore(z.string()).transform((is) => ({ is })),
  z.strictObject({ not: oneOrMore(z.string()) }),
  z.strictObject({ empty: Flag }),
]);
export type Condition = z.infer<typeof Condition>;
const Where = z.record(z.string(), Condition);

const Yield = z
  .strictObject({
    kind: z.enum(recordKinds),
    /** The file says one record in many rows, such as an order on each of its lines. */
    repeats: Flag.default(false),
    where: Where.default({}),
    fields: z.record(z.string(), Source),
  })
  .superRefine(({ kind, fields }, ctx) => {
    const known: Readonly<Record<string, unknown>> = recordFields[kind].fields;
    const extra = kind === "quotas" ? ["period"] : [];
    for (const name of Object.keys(fields)) {
      if (!(name in known) && !extra.includes(name)) {
        const message = `is not a field of ${kind}; it has ${[...Object.keys(known), ...extra].join(", ")}`;
        ctx.addIssue({ code: "custom", path: ["fields", name], message });
      }
    }
    for (const name of recordFields[kind].required) {
      const byPeriod = "period" in fields && (name === "periodStart" || name === "periodEnd");
      if (!(name in fields) && !byPeriod) {
        ctx.addIssue({ code: "custom", path: ["fields"], message: `${kind} need the field ${name}` });
      }
    }
  });
export type Yield = z.infer<typeof Yield>;

const Reading = {
  delimiter: z.string().length(1).optional(),
  /** none = the file quotes nothing and a quote is a character like any other. */
  quote: z.union([z.literal("none").transform(() => null), z.string().length(1)]).optional(),
  encoding: z.enum(["utf-8", "windows-1252", "latin1", "utf-16le"]).optional(),
  date: DateFormats.optional(),
  number: NumberFormat.optional(),
  /** Texts that stand for an empty cell, such as NULL and N/A. */
  empty: z.array(z.string()).optional(),
};

const FileSection = z.strictObject({
  /** Name in the imported folder; * and ? stand for other characters. */
  file: z.string().min(1),
  /** The folder may lack it. */
  optional: Flag.default(false),
  ...Reading,
  /** Column names of a file without a header line. */
  header: z.array(z.string().min(1)).min(1).optional(),
  where: Where.default({}),
  /** Columns made of others, in order; one of a column's own name takes its place. */
  derive: z.record(z.string(), Source).default({}),
  yields: z.array(Yield).min(1),
});
export type FileSection = z.infer<typeof FileSection>;

const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
const isCurrency = (code: string) => Intl.supportedValuesOf("currency").includes(code);

const Mapping = z
  .strictObject({
    organisation: z
      .strictObject({
        slug: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "is made of small letters, digits and hyphens"),
        name: z.string().min(1),
        currency: z.string().refine(isCurrency, "is not an ISO 4217 currency code such as USD"),
        timeZone: z.string().refine(isTimeZone, "is not a time zone such as America/New_York"),
        fiscalYearStartMonth: Whole.min(1, "is 1 to 12").max(12, "is 1 to 12").default(1),
      })
      .optional(),
    ...Reading,
    values: z.record(z.string(), ValueMap).default({}),
    lookups: z
      .record(
        z.string(),
        z.strictObject({
          file: z.string().min(1),
          delimiter: Reading.delimiter,
          quote: Reading.quote,
          encoding: Reading.encoding,
          key: z.string().min(1),
          value: z.string().min(1),
        }),
      )
      .default({}),
    plans: z
      .array(z.strictObject({ file: z.string().min(1), key: z.string().min(1), validFrom: z.string().optional() }))
      .default([]),
    files: z.array(FileSection).min(1),
  })
  .superRefine((mapping, ctx) => {
    const sources = mapping.files.flatMap((file, f) => [
      ...Object.entries(file.derive).map(([name, source]) => ({ source, path: ["files", f, "derive", name] })),
      ...file.yields.flatMap((y, i) =>
        Object.entries(y.fields).map(([name, source]) => ({ source, path: ["files", f, "yields", i, "fields", name] })),
      ),
    ]);
    for (const { source, path } of sources) {
      for (let at: Source | undefined = source; at; at = at.empty) {
        if (typeof at.values === "string" && !(at.values in mapping.values)) {
          ctx.addIssue({
            code: "custom",
            path,
            message: `names the value map ${at.values}, which is not under values:`,
          });
        }
        if (at.lookup !== undefined && !(at.lookup in mapping.lookups)) {
          ctx.addIssue({ code: "custom", path, message: `names the lookup ${at.lookup}, which is not under lookups:` });
        }
      }
    }
  });
export type Mapping = z.infer<typeof Mapping>;

/** Aliases (*name) are followed only here, so one that leads nowhere, or to itself over and over, is found here. */
function contentOf(document: Document): { readonly value: unknown } | { readonly error: Error } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return { error };
    throw error;
  }
}

/** Reads a mapping file. Throws one AskError that lists every problem with its place. */
export function readMapping(yamlText: string, name: string): Mapping {
  const document = parseDocument(yamlText, { merge: true });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== "string") node.value = node.source ?? "";
    },
  });
  const content = document.errors.length > 0 ? null : contentOf(document);
  const parsed = content && "value" in content ? Mapping.safeParse(content.value) : null;
  if (parsed?.success) return parsed.data;
  const problems = parsed
    ? parsed.error.issues.map((issue) => `  ${issue.path.join(".") || "the mapping"}: ${issue.message}`)
    : [...document.errors, ...(content && "error" in content ? [content.error] : [])].map(
        ({ message }) => `  ${message}`,
      );
  throw new AskError(
    `The mapping ${name} has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}`,
    "docs/import.md describes every setting with an example.",
  );
}
