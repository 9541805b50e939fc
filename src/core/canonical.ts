import { type Rational, rational } from "./rational.js";

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const FRACTION = "$";

const isRational = (value: object): value is Rational =>
  "n" in value && "d" in value && typeof value.n === "bigint" && typeof value.d === "bigint";

/**
 * One JSON value for one meaning: keys sorted by code unit, fields without a value left out, exact fractions as
 * `{"$": "1/3"}` (a field whose own name begins with $ gets a second one), and lists of records, whose order means nothing to the calculation, sorted by their own text. Facts that
 * differ in order alone have the same canonical form.
 */
export function canonical(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    return items.every((item) => typeof item === "object" && item !== null) ? sortedByText(items) : items;
  }
  if (typeof value !== "object") throw new RangeError(`a ${typeof value} has no canonical form`);
  if (isRational(value)) return { [FRACTION]: value.d === 1n ? `${value.n}` : `${value.n}/${value.d}` };
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, field]) => [key.startsWith(FRACTION) ? `$${key}` : key, canonical(field)]),
  );
}

function sortedByText(items: readonly Json[]): Json[] {
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
}

/** A canonical form as text, one field a line: what receipts are written and hashed as. */
export const jsonText = (json: Json): string => `${JSON.stringify(json, null, 1)}\n`;

/** True when the two mean the same. */
export const sameMeaning = (a: unknown, b: unknown): boolean =>
  JSON.stringify(canonical(a ?? null)) === JSON.stringify(canonical(b ?? null));

/** The value a canonical form stands for. Throws a RangeError when a fraction is not one. */
export function fromCanonical(json: Json): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map((item: Json) => fromCanonical(item));
  const entries = Object.entries(json);
  const [only] = entries;
  if (only?.[0] === FRACTION) return fractionOf(String(only[1]));
  return Object.fromEntries(
    entries.map(([key, field]) => [key.startsWith(FRACTION) ? key.slice(1) : key, fromCanonical(field)]),
  );
}

function fractionOf(text: string): Rational {
  const [, n, d = "1"] = /^(-?\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  if (n === undefined) throw new RangeError(`"${text}" is not a fraction`);
  return rational(BigInt(n), BigInt(d));
}
