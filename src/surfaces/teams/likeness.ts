import { createHash } from "node:crypto";
import type { Likeness } from "../answer-question.js";
import type { Activity } from "./parse.js";

/** Teams sends again what was not acknowledged in 15 s, in its second layer under a new id. */
const SAME_TEXT_MS = 20_000;
const SAME_PRESS_MS = 60_000;

/**
 * What stays the same when Teams sends an activity again under another id: who says what, where, in reply to what. A filled card is the
 * same thing for a minute. Words are the same only while they are being answered: whoever says them again after that asks again.
 */
export function likenessOf(activity: Activity): Likeness {
  const { conversation, from, text, value, type } = activity;
  const replyTo = typeof activity.replyToId === "string" ? activity.replyToId : "";
  const said = JSON.stringify([type, conversation.id, from.id, replyTo, text ?? "", value ?? null]);
  const key = `teams:like:${createHash("sha256").update(said).digest("base64url")}`;
  const isPress = value !== undefined && value !== null;
  return isPress ? { key, withinMs: SAME_PRESS_MS } : { key, withinMs: SAME_TEXT_MS, untilAnswered: true };
}
