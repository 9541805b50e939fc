import { z } from "zod";
import type { SlackWorkspace } from "./workspaces.js";

type At = Pick<SlackWorkspace, "key">;

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
  /** People of other companies are in the channel. */
  readonly isShared?: boolean;
  /** As typed, still in Slack's markup. */
  readonly markup: string;
  readonly pressed?: { readonly skill: string; readonly input: Readonly<Record<string, unknown>> };
}

/** More than anybody asks in one message; what lies beyond is not read. */
const MAX_TEXT = 2_000;

const Message = z.object({
  event_id: z.string().min(1),
  is_ext_shared_channel: z.boolean().nullish(),
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
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  channel_name: z.string().nullish(),
  trigger_id: z.string().min(1),
  text: z.string().nullish(),
});

/**
 * A direct message or a mention of the app as a question. Null for what is nobody's question: messages of apps (Pacer's
 * own among them), edits and deletions, and the copy of a direct message that a mention in it makes.
 */
export function askFromMessage(body: unknown, { key }: At): SlackAsk | null {
  const parsed = Message.safeParse(body);
  if (!parsed.success) return null;
  const { event, event_id, is_ext_shared_channel } = parsed.data;
  if (event.bot_id || event.user === "USLACKBOT" || (event.subtype && event.subtype !== "file_share")) return null;
  const direct = event.channel.startsWith("D");
  if (event.type === "message" ? event.channel_type !== "im" : direct) return null;
  return {
    kind: event.type === "message" ? "message" : "mention",
    eventKey: `slack:${key}:event:${event_id}`,
    userId: event.user,
    channelId: event.channel,
    // Slack's agent conversations and its channels alike show an answer in the thread of its question.
    threadTs: event.thread_ts ?? event.ts,
    ...(is_ext_shared_channel ? { isShared: true } : {}),
    markup: event.text.slice(0, MAX_TEXT),
  };
}

/** `/pacer how am I doing`. */
export function askFromCommand(body: unknown, { key }: At): (SlackAsk & { readonly triggerId: string }) | null {
  const parsed = Command.safeParse(body);
  if (!parsed.success) return null;
  const { user_id, channel_id, channel_name, trigger_id, text } = parsed.data;
  return {
    kind: "command",
    eventKey: `slack:${key}:command:${trigger_id}`,
    userId: user_id,
    channelId: channel_id,
    ...(channel_name ? { channelName: channel_name } : {}),
    markup: (text ?? "").slice(0, MAX_TEXT),
    triggerId: trigger_id,
  };
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
