import { readFileSync } from "node:fs";

/** As much of JSON Schema as the published schema of plans uses. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

type Document = Record<string, unknown>;
type Path = readonly (string | number)[];

const root = JSON.parse(readFileSync(new URL("../../docs/schema/plan.schema.json", import.meta.url), "utf8")) as Schema;

/** What may stand where a scalar of this name is asked for. */
const SCALARS: Readonly<Record<string, unknown>> = {
  Text: "Words",
  Day: "2026-02-10",
  Currency: "EUR",
  Decimal: 1000,
  Percent: "50%",
  Multiple: 1.5,
  Key: "bookings",
  Position: "50%",
  Share: "50%",
  Where: { product: "Core" },
};

const resolved = (schema: Schema): Schema =>
  schema.$ref ? { ...schema, $ref: undefined as never, ...root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] } : schema;

/** The smallest values that the schema allows: one for each word of an enumeration, one for each form. */
function samplesOf(schema: Schema): unknown[] {
  const name = schema.$ref?.split("/").at(-1) ?? "";
  if (name in SCALARS) return [SCALARS[name]];
  const { enum: words, const: only, oneOf, anyOf, type, properties = {}, required = [], items } = resolved(schema);
  if (words) return [...words];
  if (only !== undefined) return [only];
  const forms = oneOf ?? anyOf;
  if (forms) return forms.flatMap((form) => samplesOf(form).slice(0, 1));
  if (type === "array") return items ? samplesOf(items).map((item) => [item]) : [["bookings"]];
  if (type === "object") {
    const own = Object.fromEntries(required.map((field) => [field, samplesOf(properties[field] ?? {})[0]]));
    return [
      own,
      ...Object.keys(properties).map((field) => ({ ...own, [field]: samplesOf(properties[field] ?? {})[0] })),
    ];
  }
  if (type === "boolean") return [true];
  return [type === "integer" || type === "number" ? 2 : "bookings"];
}

export interface Addition {
  readonly path: Path;
  readonly field: string;
  readonly value: unknown;
}

/** Every field that the document leaves out anywhere, with values that may stand there. */
export function additionsTo(document: Document, schema: Schema = root, path: Path = []): Addition[] {
  const node = formOf(resolved(schema), document);
  const properties = node.properties ?? {};
  const here = Object.entries(properties)
    .filter(([field]) => !(field in document))
    .flatMap(([field, of]) => samplesOf(of).map((value) => ({ path, field, value })));
  const below = Object.entries(document).flatMap(([field, value]) =>
    inside(value, properties[field] ?? node.additionalProperties, [...path, field]),
  );
  return [...here, ...below];
}

function inside(value: unknown, schema: Schema | boolean | undefined, path: Path): Addition[] {
  if (typeof schema !== "object") return [];
  if (Array.isArray(value)) {
    const { items } = formOf(resolved(schema), value);
    return value.flatMap((item, i) => inside(item, items, [...path, i]));
  }
  return typeof value === "object" && value !== null ? additionsTo(value as Document, schema, path) : [];
}

/** Of several forms the one that the value has: a component's by its type, else the first that is a list or a mapping like it. */
function formOf(schema: Schema, value: Document | unknown[]): Schema {
  const forms = schema.oneOf ?? schema.anyOf;
  if (!forms) return schema;
  const wanted = Array.isArray(value) ? "array" : "object";
  const all = forms.map(resolved);
  const typed = all.find((form) => !Array.isArray(value) && form.properties?.type?.const === value.type);
  return typed ?? all.find(({ type }) => type === wanted) ?? {};
}
