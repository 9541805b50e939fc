import type { SlackMessage } from "../slack/render.js";
import type { TeamsMessage } from "../teams/render.js";

/** What the page and the server say to each other. Types alone: both sides import it. */
export type Look = "slack" | "teams";

export interface PersonEntry {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly team: string | null;
  readonly role: "rep" | "manager" | "admin";
}

export interface PeopleReply {
  readonly organisation: string;
  readonly people: readonly PersonEntry[];
  /** Who asks until somebody else is chosen; null when there is nobody. */
  readonly first: string | null;
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

/** A message as the platform would be sent it, pictures of its charts, which each platform draws by itself, and its files. */
export type Rendered = (
  | { readonly look: "slack"; readonly payload: SlackMessage }
  | { readonly look: "teams"; readonly payload: TeamsMessage }
) & { readonly charts?: readonly ChartPicture[]; readonly files?: readonly AttachedFile[] };

export interface ReplyPart {
  /** Where the question was asked. */
  readonly shown: Rendered;
  /** In the asker's own conversation, when it was asked elsewhere. */
  readonly privately?: Rendered;
}

export interface AskReply extends ReplyPart {
  /** Answers to the further questions of a message that asked several. */
  readonly more?: readonly ReplyPart[];
  readonly ms: number;
}

export interface Refusal {
  readonly error: string;
}
