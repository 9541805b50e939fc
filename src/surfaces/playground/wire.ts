import type { UnderstoodRecord } from "../../question.js";
import type { SlackMessage } from "../slack/render.js";
import type { TeamsMessage } from "../teams/render.js";

/** What the page and the server say to each other. Types alone: both sides import it. */

export interface PersonEntry {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly team: string | null;
  readonly role: "rep" | "manager" | "admin";
}

/** A question of a story, who asks it and on which day. */
export interface StoryStep {
  /** Id of the person who asks. */
  readonly person: string;
  /** ISO day that the clock is set to. */
  readonly day: string;
  readonly say: string;
  /** What to look at, one sentence. */
  readonly why: string;
}

export interface StoryEntry {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly steps: readonly StoryStep[];
}

export interface PeopleReply {
  readonly organisation: string;
  readonly people: readonly PersonEntry[];
  /** Who asks until somebody else is chosen; null when there is nobody. */
  readonly first: string | null;
  /** The organisation's day. */
  readonly today: string;
  /** Where the clock can be moved to; null where it cannot. */
  readonly clock: { readonly first: string; readonly last: string } | null;
  readonly stories: readonly StoryEntry[];
}

/** A chart of the answer as the playground draws it, as SVG for both of its themes. */
export interface ChartPicture {
  readonly alt: string;
  readonly light: string;
  readonly dark: string;
}

/** A file that comes with an answer, to be downloaded. */
export interface AttachedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
  readonly label: string;
}

/** A step of an explanation, in words. */
export interface ExplainedStep {
  readonly label: string;
  readonly value: string;
  readonly formula?: string;
  readonly children: readonly ExplainedStep[];
}

/** What stands behind a message: the Answer itself, its values in words. */
export interface Inside {
  readonly outcome: string;
  readonly headline: string;
  readonly skill: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly confidential: boolean;
  readonly figures: readonly { readonly key: string; readonly label: string; readonly value: string }[];
  readonly explanation: readonly ExplainedStep[];
  readonly notes: readonly string[];
  /** Period, day, age of the data, plan version. */
  readonly standsOn: readonly string[];
  /** Whose statement can be proved; null where the answer is about none. */
  readonly receipt: { readonly person: string | null; readonly period: string } | null;
}

/** One message as both platforms would be sent it, pictures of its charts, its files, and what stands behind it. */
export interface Rendered {
  readonly slack: SlackMessage;
  readonly teams: TeamsMessage;
  readonly charts?: readonly ChartPicture[];
  readonly files?: readonly AttachedFile[];
  readonly inside: Inside;
}

export interface ReplyPart {
  /** Where the question was asked. */
  readonly shown: Rendered;
  /** In the asker's own conversation, when it was asked elsewhere. */
  readonly privately?: Rendered;
}

export interface AskReply extends ReplyPart {
  /** Answers to the further questions of a message that asked several. */
  readonly more?: readonly ReplyPart[];
  /** How a text was read; absent for a pressed button. */
  readonly understood?: UnderstoodRecord;
  /** Milliseconds until the answer stood, and until it was drawn for both platforms. */
  readonly ms: number;
  readonly drawnMs: number;
}

export interface HomeReply {
  readonly slack: Pick<SlackMessage, "blocks">;
  readonly ms: number;
}

export interface MessageEntry {
  readonly name: string;
  readonly description: string;
  /** Required, important or routine: what happens to it in doubt. */
  readonly class: string;
  readonly topic: string;
  /** Null where there is nothing to send. */
  readonly rendered: Rendered | null;
}

export interface MessagesReply {
  readonly messages: readonly MessageEntry[];
}

/** What a day that begins brings to one person, and to the organisation. */
export interface DayReply {
  readonly day: string;
  readonly messages: readonly MessageEntry[];
  /** On the first day after a quarter. */
  readonly close: Rendered | null;
  readonly ms: number;
}

export interface Refusal {
  readonly error: string;
}
