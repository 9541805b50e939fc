import type { IsoDate } from "../core/calendar.js";
import type { Money } from "../core/money.js";
import type { Rational } from "../core/rational.js";
import type { Chart } from "./chart.js";
import type { Field } from "./fields.js";

/** A value that core produced, not yet in words. */
export type Value =
  | { readonly kind: "money"; readonly amount: Money }
  | { readonly kind: "ratio"; readonly ratio: Rational }
  | { readonly kind: "count"; readonly count: number; readonly unit: string }
  | { readonly kind: "date"; readonly date: IsoDate }
  | { readonly kind: "text"; readonly text: string };

export const amount = (money: Money): Value => ({ kind: "money", amount: money });
export const ratio = (value: Rational): Value => ({ kind: "ratio", ratio: value });
export const count = (value: number, unit: string): Value => ({ kind: "count", count: value, unit });
export const date = (value: IsoDate): Value => ({ kind: "date", date: value });
export const text = (value: string): Value => ({ kind: "text", text: value });

/** A number of the answer. `key` is stable for programs ("attainment", "credited", "quota", "payout"). */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
}

/** Where somebody stands between 0 and a goal; `ratio` may pass 1. `markers` are positions worth a tick, as ratios. */
export interface Progress {
  readonly label: string;
  readonly ratio: Rational;
  readonly markers?: readonly { readonly label: string; readonly ratio: Rational }[];
}

export interface Table {
  readonly title?: string;
  readonly columns: readonly { readonly label: string; readonly align?: "left" | "right" }[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows that exist beyond those shown. */
  readonly more?: number;
}

/** A step of an explanation: label, the formula with its values, the amount, and what it is made of. */
export interface Explanation {
  readonly label: string;
  readonly formula?: string;
  readonly value: Value;
  readonly children?: readonly Explanation[];
}

/**
 * A file that comes with an answer: text, made with it and kept nowhere. As confidential as the answer, so it goes where that goes. A
 * surface that cannot hand over files says its name and that it cannot.
 */
export interface Attachment {
  /** With its ending, fit for any file system: "statement-maya-chen-2026-Q3.csv". */
  readonly name: string;
  readonly mediaType: "text/csv" | "text/html";
  readonly content: string;
  /** What it holds, in a few words. */
  readonly label: string;
}

/** A question one press away. The press asks as the person who pressed, with all checks anew. */
export interface Action {
  readonly label: string;
  readonly ask: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
  /** Asked for before the question is: a dialog where the surface has one. Without them filled in the question still works. */
  readonly fields?: readonly Field[];
  /** Opens a form of its own: the answer to it says what to fill in, by an action with `fields`. */
  readonly form?: true;
}

export type Outcome = "answer" | "denied" | "clarify" | "confirm" | "error";

/** What a skill answers, with no surface in it. Every number stands in `figures`, `progress`, `tables` or `explanation` and came from core. */
export interface Answer {
  readonly outcome: Outcome;
  readonly skill: string;
  /** The skill's input as understood, for programs and for follow-ups. */
  readonly input: Readonly<Record<string, unknown>>;
  /** One line, the number first. */
  readonly headline: string;
  /** A sentence or two of meaning below the headline. */
  readonly body?: string;
  readonly progress?: Progress;
  readonly figures: readonly Figure[];
  readonly tables?: readonly Table[];
  /** Pictures of the figures. Their `alt` repeats what matters in words, so no surface has to draw them. */
  readonly charts?: readonly Chart[];
  readonly explanation?: readonly Explanation[];
  /** Assumptions and caveats: "Assumes the deal closes in this quarter". */
  readonly notes?: readonly string[];
  readonly actions?: readonly Action[];
  /** What is wrong with what was filled in, by the key of the field. The first action has the fields; `body` says it in words. */
  readonly faults?: Readonly<Record<string, string>>;
  /** It says that something was changed: what shows how things stand is out of date for the asker. */
  readonly changed?: true;
  readonly attachments?: readonly Attachment[];
  /** The day the figures are true for. */
  readonly asOf: IsoDate;
  /** When data last came in; null when nothing was imported yet. */
  readonly dataAsOf?: Date | null;
  /** `key` means the same days whenever it is asked with: "2026-Q4". */
  readonly period?: { readonly label: string; readonly start: IsoDate; readonly end: IsoDate; readonly key?: string };
  readonly planVersion?: string;
  /** About somebody's pay or attainment: shown in a one-to-one conversation and nowhere else. */
  readonly confidential: boolean;
  /** BCP 47 tag for numbers and dates. */
  readonly locale: string;
}
