import type { Action } from "./answer.js";

/**
 * Something to fill in before a question is asked. What is filled in takes the place of `input[key]`: an `amount` as a named
 * number ("50k", "110%"), the others as the text they are; a field left empty stays as the action has it.
 */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: "amount" | "text" | "choice" | "day";
  readonly required?: boolean;
  readonly hint?: string;
  /** Of a `text`; 500 unless it is said. */
  readonly maxChars?: number;
  /** Filled in to begin with. */
  readonly value?: string;
  /** Of a `choice`. */
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
}

export type FilledIn =
  | { readonly ok: true; readonly ask: Action["ask"] }
  /** What is wrong with each field, by key, as words to stand beside it. */
  | { readonly ok: false; readonly faults: Readonly<Record<string, string>> };

/** Characters of a text for which nothing else is said. */
export const MAX_TEXT = 500;
const AMOUNT = /^([A-Z]{3}\s*|[$€£¥]\s*)?(-?[\d,]*\.?\d+)\s*([km])?\s*(%|[A-Z]{3})?$/i;
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP" };

/** A number as people write it, as the named amount that questions take; null for what is none. "$" and "¥" leave the currency to the plan. */
export function readAmount(
  text: string,
): { readonly value: string; readonly unit: "money" | "percent" | "plain"; readonly currency: string | null } | null {
  const [, sign = "", digits = "", thousands = "", after = ""] = AMOUNT.exec(text.trim()) ?? [];
  if (digits === "") return null;
  const [whole = "", decimals = ""] = digits.replaceAll(",", "").split(".");
  const places = { k: 3, m: 6 }[thousands.toLowerCase()] ?? 0;
  const shifted = decimals.padEnd(places, "0");
  const fraction = shifted.slice(places).replace(/0+$/, "");
  const integer = `${whole}${shifted.slice(0, places)}`.replace(/^(-?)0+(?=\d)/, "$1") || "0";
  const value = `${integer}${fraction && `.${fraction}`}`;
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return null;
  if (after === "%") return { value, unit: "percent", currency: null };
  const named =
    (/^[A-Z]{3}$/i.exec(after) ?? /^[A-Z]{3}/i.exec(sign))?.[0]?.toUpperCase() ?? SIGNS[sign.trim()] ?? null;
  return { value, unit: sign !== "" || named ? "money" : "plain", currency: named };
}

/** The action's question with what was filled in. Values of fields that the action does not have are left out. */
export function fillIn(
  { ask, fields = [] }: Pick<Action, "ask" | "fields">,
  values: Readonly<Record<string, unknown>>,
): FilledIn {
  const input: Record<string, unknown> = { ...ask.input };
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const said = values[field.key];
    const text = typeof said === "string" ? said.trim() : "";
    if (text === "") {
      if (field.required) faults[field.key] = `${field.label} is needed.`;
      continue;
    }
    const read = READERS[field.kind](text, field);
    if (read.fault !== undefined) faults[field.key] = read.fault;
    else input[field.key] = read.value;
  }
  return Object.keys(faults).length > 0 ? { ok: false, faults } : { ok: true, ask: { skill: ask.skill, input } };
}

type Read = { readonly value: unknown; readonly fault?: undefined } | { readonly fault: string };

const READERS: Readonly<Record<Field["kind"], (text: string, field: Field) => Read>> = {
  amount: (text) => {
    const value = readAmount(text);
    return value ? { value } : { fault: "Write it like 50,000, 50k or 110%." };
  },
  text: (text, { maxChars = MAX_TEXT }) =>
    text.length > maxChars ? { fault: `Keep it under ${maxChars} characters.` } : { value: text },
  choice: (text, { choices = [] }) =>
    choices.some(({ value }) => value === text) ? { value: text } : { fault: "Choose one of the list." },
  day: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? { value: text } : { fault: "Write the day like 2026-11-30." }),
};
