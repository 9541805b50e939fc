import { z } from "zod";

/** What of a Slack event Pacer acts on. */
export interface SlackAsk {
  readonly kind: "message" | "mention" | "command" | "button";
  readonly eventKey: string;
  readonly userId: string;
  readonly channelId: string;
  /** Slack's name of the channel where it gives one: "privategroup", "mpdm-..." and "directmessage" are telling. */
  readonly channelName?: string;
  /** Thread that an answer in place belongs to. */
  readonly threadTs?: string;
  /** As typed, still in Slack's markup. */
  readonly markup: string;
  readonly pressed?: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
}

/** More than anybody asks in one message; what lies beyond is not read. */
const MAX_TEXT = 2_000;

const Envelope = z.object({
  event_id: z.string().min(1),
  team_id: z.string(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
});
const Message = Envelope.extend({
  event: z.object({
    type: z.enum(["message", "app_mention"]),
    user: z.string().min(1),
    channel: z.string().min(1),
    channel_type: z.string().nullish(),
    text: z.string(),
    ts: z.string().min(1),
    thread_ts: z.string().nullish(),
    subtype: z.string().nullish(),
    bot_id: z.string().nullish(),
  }),
});
const Command = z.object({
  team_id: z.string(),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  channel_name: z.string().nullish(),
  trigger_id: z.string().min(1),
  text: z.string().nullish(),
});
const Press = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string().min(1), team_id: z.string().nullish() }),
  channel: z.object({ id: z.string().min(1) }),
  message: z.object({ ts: z.string().nullish(), thread_ts: z.string().nullish() }).nullish(),
  trigger_id: z.string().min(1),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().nullish() })).min(1),
});
const Pressed = z.object({ skill: z.string().min(1), input: z.record(z.string(), z.unknown()) });

/**
 * A direct message or a mention of the app as a question. Null for what is nobody's question: messages of apps (Pacer's
 * own among them), edits and deletions, another workspace's events, and the copy of a direct message that a mention in it makes.
 */
export function askFromMessage(body: unknown, teamId: string): SlackAsk | null {
  const parsed = Message.safeParse(body);
  if (!parsed.success) return null;
  const { event, event_id, team_id, authorizations } = parsed.data;
  if ((authorizations?.[0]?.team_id ?? team_id) !== teamId) return null;
  if (event.bot_id || event.user === "USLACKBOT" || (event.subtype && event.subtype !== "file_share")) return null;
  const direct = event.channel.startsWith("D");
  if (event.type === "message" ? event.channel_type !== "im" : direct) return null;
  return {
    kind: event.type === "message" ? "message" : "mention",
    eventKey: `slack:${teamId}:event:${event_id}`,
    userId: event.user,
    channelId: event.channel,
    // Slack's agent conversations and its channels alike show an answer in the thread of its question.
    threadTs: event.thread_ts ?? event.ts,
    markup: event.text.slice(0, MAX_TEXT),
  };
}

/** `/pacer how am I doing`. */
export function askFromCommand(body: unknown, teamId: string): SlackAsk | null {
  const parsed = Command.safeParse(body);
  if (!parsed.success || parsed.data.team_id !== teamId) return null;
  const { user_id, channel_id, channel_name, trigger_id, text } = parsed.data;
  return {
    kind: "command",
    eventKey: `slack:${teamId}:command:${trigger_id}`,
    userId: user_id,
    channelId: channel_id,
    ...(channel_name ? { channelName: channel_name } : {}),
    markup: (text ?? "").slice(0, MAX_TEXT),
  };
}

/** A pressed button of an answer. Its value only says which question to ask; who asks is who pressed. */
export function askFromPress(body: unknown, teamId: string): SlackAsk | null {
  const parsed = Press.safeParse(body);
  if (!parsed.success) return null;
  const { team, user, channel, message, trigger_id, actions } = parsed.data;
  const action = actions.find(({ action_id }) => /^ask:\d+$/.test(action_id));
  const pressed = Pressed.safeParse(jsonOf(action?.value));
  if (!action || !pressed.success) return null;
  if ((team?.id ?? teamId) !== teamId || (user.team_id ?? teamId) !== teamId) return null;
  const threadTs = message?.thread_ts ?? message?.ts;
  return {
    kind: "button",
    eventKey: `slack:${teamId}:action:${trigger_id}`,
    userId: user.id,
    channelId: channel.id,
    ...(threadTs ? { threadTs } : {}),
    markup: "",
    pressed: pressed.data,
  };
}

function jsonOf(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** The other people a message mentions, each once. */
export function mentionedUsers(markup: string, botUserId: string): string[] {
  const ids = [...markup.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].flatMap(([, id]) => (id ? [id] : []));
  return [...new Set(ids)].filter((id) => id !== botUserId).slice(0, 5);
}

/** Slack's markup as the words a person reads: mentions by name, links by their label, entities decoded, the app's own mention dropped. */
export function readMarkup(markup: string, botUserId: string, names: ReadonlyMap<string, string>): string {
  return markup
    .replaceAll(/<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g, (_whole, sigil: string, target: string, label?: string) => {
      if (sigil === "@") return target === botUserId ? " " : (names.get(target) ?? label ?? "somebody");
      if (sigil === "#" || sigil === "!") return label ?? "";
      return label ?? target.replace(/^mailto:/, "");
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[ \t]+/g, " ")
    .trim();
}
