import { z } from "zod";
import type { Channel } from "../../question.js";

/** What of a Teams activity Pacer acts on. */
export interface TeamsAsk {
  readonly eventKey: string;
  /** Object id in the directory: it never changes and is never given to somebody else. */
  readonly userId: string;
  readonly conversationId: string;
  readonly channel: Channel;
  readonly text: string;
  readonly pressed?: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
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
/** `Action.Execute` arrives as an invoke; clients without it send the same data as a message's `value`. */
const Execute = z.object({ action: z.object({ verb: z.literal("ask"), data: Pressed }) });

/** Every tenant that the activity names is the configured one, and it names one. */
export function isOfTenant(activity: Activity, tenantId: string): boolean {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (id) => typeof id === "string",
  );
  return named.length > 0 && named.every((id) => id.toLowerCase() === tenantId.toLowerCase());
}

/**
 * A message or a pressed button as a question; a message without words asks for help. Null for what is nobody's question: apps' messages (Pacer's own among them),
 * people joining, reactions, edits, and cards that ask nothing.
 */
export function askFromActivity(activity: Activity, tenantId: string): TeamsAsk | null {
  const { from, recipient, conversation, id } = activity;
  if (from.role === "bot" || from.id === recipient.id || !from.aadObjectId) return null;
  const common = {
    eventKey: `teams:${tenantId}:${conversation.id}:${id}`,
    userId: from.aadObjectId,
    conversationId: conversation.id,
    channel: channelOf(conversation.conversationType),
  };
  if (activity.type === "invoke" && activity.name === "adaptiveCard/action") {
    const pressed = Execute.safeParse(activity.value);
    return pressed.success ? { ...common, text: "", pressed: pressed.data.action.data } : null;
  }
  if (activity.type !== "message") return null;
  const submitted = Pressed.safeParse(activity.value);
  if (submitted.success) return { ...common, text: "", pressed: submitted.data };
  return { ...common, text: readText(activity) || "help" };
}

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
