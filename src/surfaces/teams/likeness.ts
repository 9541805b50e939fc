import { createHash } from "node:crypto";
import type { Activity } from "./parse.js";

/** Teams sends again what was not acknowledged in 15 s, in its second layer under a new id. */
const SAME_TEXT_MS = 20_000;
const SAME_PRESS_MS = 60_000;

/**
 * What stays the same when Teams sends an activity again under another id: who says what, where, in reply to what. Words are the same
 * thing for as long as a repetition takes, since people do ask twice; a filled card for a minute.
 */
export function likenessOf(activity: Activity): { readonly key: string; readonly withinMs: number } {
  const { conversation, from, text, value, type } = activity;
  const replyTo = typeof activity.replyToId === "string" ? activity.replyToId : "";
  const said = JSON.stringify([type, conversation.id, from.id, replyTo, text ?? "", value ?? null]);
  const isPress = value !== undefined && value !== null;
  return {
    key: `teams:like:${createHash("sha256").update(said).digest("base64url")}`,
    withinMs: isPress ? SAME_PRESS_MS : SAME_TEXT_MS,
  };
}
