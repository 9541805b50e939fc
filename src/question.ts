import type { Answer } from "./answer/answer.js";
import type { IsoDate } from "./core/calendar.js";

/** Where a question was asked. Pay is answered in a `dm` only; elsewhere the asker gets it privately. */
export type Channel = "dm" | "public" | "private" | "group";

/** One question, as a surface hands it over. Who asks is settled by the surface from a verified identity, never from text. */
export interface Question {
  readonly orgId: string;
  readonly askerId: string;
  readonly text: string;
  /** A pressed button: the skill and input it stands for. Takes the place of understanding `text`; checked like any other. */
  readonly pressed?: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
  readonly channel: Channel;
  readonly now: Date;
  /** Earlier messages of this person, oldest first, where the surface keeps no conversation. */
  readonly after?: readonly string[];
  /** Key of the conversation, so that follow-ups inherit: "slack:T1:D2". */
  readonly conversation?: string;
}

/** One question's answer, by where it may be shown. */
export interface ReplyPart {
  readonly shown: Answer;
  readonly privately?: Answer;
}

/**
 * The answer in two parts. In a one-to-one conversation `shown` is the answer and `privately` is absent. Elsewhere a
 * confidential answer becomes `privately`, and `shown` is one line that says so and holds no figure.
 */
export interface Reply extends ReplyPart {
  /** Answers to the other questions of a message that asked several, in the order they were asked. */
  readonly more?: readonly ReplyPart[];
  /** How the text was read, for programs that judge the reading. Never shown to people. */
  readonly understood?: UnderstoodRecord;
}

/** What a text was taken to mean, in tokens that do not depend on today: "last_quarter", "Q3", "ambiguous:Priya", "unknown:Jessica". */
export interface UnderstoodRecord {
  readonly skill: string;
  readonly skills: readonly string[];
  readonly period: string | null;
  /** The days that `period` means; `end` is the first day after it. Null without a period or where it means none. */
  readonly days: { readonly start: IsoDate; readonly end: IsoDate } | null;
  readonly person: string | null;
  /** A decimal numeral. */
  readonly amount: string | null;
  readonly deal: string | null;
  readonly team: string | null;
  readonly confidence: number;
  /** Which layer chose the question. */
  readonly layer: "rules" | "model";
}

/**
 * `onProgress` gets the answer with the sentences a model has worded so far, where there is one answer that may be shown where it was
 * asked. The reply may be worded otherwise, and is what counts.
 */
export type Ask = (question: Question, onProgress?: (soFar: Answer) => void) => Promise<Reply>;
