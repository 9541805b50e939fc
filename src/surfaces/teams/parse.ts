import { z } from "zod";
import type { Channel } from "../../question.js";
import type { DialogData } from "./render-elements.js";

/** A question that somebody asks, whichever way. */
export interface TeamsAsk {
  readonly eventKey: string;
  /** Object id in the directory: it never changes and is never given to somebody else. */
  readonly userId: string;
  readonly conversationId: string;
  readonly channel: Channel;
  readonly text: string;
  readonly pressed?: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
  /** Which page of the answer to send. */
  readonly page?: number;
}

/** What of a Teams activity Pacer acts on. */
export type TeamsEvent =
  /** Answered by a message. */
  | { readonly kind: "ask"; readonly ask: TeamsAsk }
  /** Answered by the card itself: a page turned, or figures as they are now. */
  | { readonly kind: "show"; readonly ask: TeamsAsk; readonly page: number }
  | { readonly kind: "open_dialog"; readonly ask: TeamsAsk; readonly dialog: DialogData }
  | {
      readonly kind: "dialog_filled";
      readonly ask: TeamsAsk;
      readonly dialog: DialogData;
      readonly values: Readonly<Record<string, unknown>>;
    }
  /** A file that was offered may be put where Teams says. */
  | { readonly kind: "file_accepted"; readonly ask: TeamsAsk; readonly upload: FileUpload }
  /** Pacer was taken away from a person's own chat. */
  | { readonly kind: "removed"; readonly userId: string };

/** Where an accepted file goes, and which of the answer's files it is. */
export interface FileUpload {
  readonly file: string;
  readonly name: string;
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** More than anybody asks in one message; what lies beyond is not read. */
const MAX_TEXT = 2_000;

/** The frame that every activity has; what else it holds depends on its type. */
export const Activity = z.looseObject({
  type: z.string().min(1),
  id: z.string().min(1),
  channelId: z.literal("msteams"),
  serviceUrl: z.url(),
  from: z.looseObject({ id: z.string().min(1), aadObjectId: z.string().nullish(), role: z.string().nullish() }),
  recipient: z.looseObject({ id: z.string().min(1) }),
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).nullish() }).nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).nullish(),
});
export type Activity = z.infer<typeof Activity>;

const Mention = z.object({
  type: z.literal("mention"),
  text: z.string(),
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
});
const Pressed = z.object({ skill: z.string().min(1), input: z.record(z.string(), z.unknown()) });
const Turned = Pressed.extend({ page: z.int().min(1).max(1_000).optional() });
/** `Action.Execute` arrives as an invoke; clients without it send the same data as a message's `value`. */
const Execute = z.object({ action: z.object({ verb: z.enum(["ask", "show"]), data: Turned }) });
const short = z.string().max(500);
/** A dialog comes back as it went out; whoever changes it on the way asks another question, with the same checks. */
const Dialog = Pressed.extend({
  form: z.literal(true).optional(),
  title: z.string().min(1).max(200),
  fields: z
    .array(
      z.object({
        key: z.string().min(1).max(60),
        label: short,
        kind: z.enum(["amount", "text", "choice", "day"]),
        required: z.boolean().optional(),
        hint: short.optional(),
        maxChars: z.int().positive().max(4_000).optional(),
        value: z.string().max(4_000).optional(),
        choices: z
          .array(z.object({ label: short, value: short }))
          .max(100)
          .optional(),
      }),
    )
    .max(20)
    .optional(),
});
const Accepted = z.object({
  action: z.literal("accept"),
  context: Pressed.extend({ name: z.string().min(1).max(300) }),
  uploadInfo: z.object({
    name: z.string(),
    uploadUrl: z.url(),
    contentUrl: z.url(),
    uniqueId: z.string(),
    fileType: z.string(),
  }),
});
const HasDialog = z.object({ dialog: Dialog });
const Task = z.object({ data: z.looseObject({ dialog: Dialog }) });

/** The one tenant that the activity names, in lower case; null where it names none, or two. */
export function tenantOf(activity: Activity): string | null {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].flatMap((id) =>
    typeof id === "string" ? [id.toLowerCase()] : [],
  );
  const [only, ...others] = [...new Set(named)];
  return only !== undefined && others.length === 0 ? only : null;
}

/**
 * What an activity wants; a message without words asks for help. Null for what is nobody's question: apps' messages (Pacer's own
 * among them), people joining, reactions, edits, and cards that ask nothing.
 */
export function eventOf(activity: Activity, tenantId: string): TeamsEvent | null {
  const { from, recipient, conversation, id } = activity;
  if (from.role === "bot" || from.id === recipient.id || !from.aadObjectId) return null;
  const ask = {
    eventKey: `teams:${tenantId}:${conversation.id}:${id}`,
    userId: from.aadObjectId,
    conversationId: conversation.id,
    channel: channelOf(conversation.conversationType),
    text: "",
  };
  switch (activity.type) {
    case "message":
      return messageEvent(activity, ask);
    case "invoke":
      return invokeEvent(activity, ask);
    case "installationUpdate":
      return activity.action === "remove" && ask.channel === "dm" ? { kind: "removed", userId: ask.userId } : null;
    default:
      return null;
  }
}

/** A button that a client without Universal Actions, or without dialogs, sent as a message asks what it stands for. */
function messageEvent(activity: Activity, ask: TeamsAsk): TeamsEvent {
  const submitted = Turned.safeParse(activity.value);
  if (submitted.success) {
    const { page, ...pressed } = submitted.data;
    return page === undefined
      ? { kind: "ask", ask: { ...ask, pressed } }
      : { kind: "ask", ask: { ...ask, pressed, page } };
  }
  const dialog = HasDialog.safeParse(activity.value);
  if (dialog.success) return { kind: "ask", ask: { ...ask, pressed: questionOf(dialog.data.dialog) } };
  return { kind: "ask", ask: { ...ask, text: readText(activity) || "help" } };
}

function invokeEvent({ name, value }: Activity, ask: TeamsAsk): TeamsEvent | null {
  if (name === "adaptiveCard/action") {
    const parsed = Execute.safeParse(value);
    if (!parsed.success) return null;
    const { verb, data } = parsed.data.action;
    const { page = 1, ...pressed } = data;
    return verb === "ask"
      ? { kind: "ask", ask: { ...ask, pressed } }
      : { kind: "show", ask: { ...ask, pressed }, page };
  }
  if (name === "fileConsent/invoke") {
    const accepted = Accepted.safeParse(value);
    if (!accepted.success || ask.channel !== "dm") return null;
    const { context, uploadInfo } = accepted.data;
    return {
      kind: "file_accepted",
      ask: { ...ask, pressed: questionOf(context) },
      upload: { file: context.name, ...uploadInfo },
    };
  }
  if (name !== "task/fetch" && name !== "task/submit") return null;
  const task = Task.safeParse(value);
  if (!task.success) return null;
  const { dialog, ...values } = task.data.data;
  const known = dialogOf(dialog);
  return name === "task/fetch"
    ? { kind: "open_dialog", ask, dialog: known }
    : { kind: "dialog_filled", ask, dialog: known, values };
}

const questionOf = ({ skill, input }: z.infer<typeof Pressed>) => ({ skill, input });

/** Without the fields that are there and undefined, which a strict type sets apart from fields that are not there. */
const dialogOf = (dialog: z.infer<typeof Dialog>): DialogData => JSON.parse(JSON.stringify(dialog)) as DialogData;

/** What is not known to be one-to-one counts as seen by others. */
function channelOf(conversationType: string | null | undefined): Channel {
  if (conversationType === "personal") return "dm";
  return conversationType === "groupChat" ? "group" : "public";
}

/** The words of a message: Pacer's own mention dropped, other people's by name, entities decoded. */
function readText(activity: Activity): string {
  let text = (activity.text ?? "").slice(0, MAX_TEXT);
  for (const entity of activity.entities ?? []) {
    const mention = Mention.safeParse(entity);
    if (!mention.success) continue;
    const { mentioned, text: markup } = mention.data;
    text = text.replaceAll(markup, mentioned.id === activity.recipient.id ? " " : (mentioned.name ?? " "));
  }
  return text
    .replaceAll(/<\/?at(?:\s[^>]*)?>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/[ \t\u00a0]+/g, " ")
    .trim();
}
