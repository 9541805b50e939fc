import type { ActionContext } from "../actions/define-action.js";
import type { Field } from "../answer/fields.js";

/** What was filled in: amounts as named numbers, everything else as text. A field left empty is not there. */
export type Filled = Readonly<Record<string, unknown>>;

/** What is wrong, by field, in words to stand beside it. */
export type Faults = Readonly<Record<string, string>>;

export type ReadForm =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: Faults };

/** A form that ends in the preview of an action. No surface in it: fields are drawn by whatever surface shows it. */
export interface Form {
  /** As questions are named: buttons carry it. */
  readonly name: string;
  /** At most 24 characters, as window titles have it. */
  readonly title: string;
  /** A sentence above the fields. */
  readonly about: string;
  readonly action: string;
  /** Who has use for it. Only `admins` keeps others out; whoever fills it in is judged by the action's own audience all the same. */
  readonly isFor: "everyone" | "non_admins" | "admins";
  /** At most twenty. The first one bears what is wrong with none in particular. */
  fields(context: ActionContext): Promise<readonly [Field, ...Field[]]>;
  /** The input of the action; what is wrong only this form knows. What the action refuses is put beside its field by `fieldOf`. */
  read(filled: Filled, context: ActionContext): Promise<ReadForm>;
  /** The field that an input of the action was filled in by, where it has another name. */
  readonly fieldOf?: Readonly<Record<string, string>>;
}

export const defineForm = (form: Form): Form => form;

export const textOf = (filled: Filled, key: string): string | null => {
  const value = filled[key];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
};

export const fault = (key: string, words: string): ReadForm => ({ ok: false, faults: { [key]: words } });
