import type { Answer } from "../answer/answer.js";

/**
 * Characters that show nothing yet change what is read: controls but line feed, zero-width marks, direction overrides,
 * Unicode tags (a channel for hidden instructions). The joiner U+200D stays, emoji are made with it.
 */
const INVISIBLE = /(?![\n\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * Text as it may stand on any surface: nothing hidden in it, no address that a client would make a link of, and no sequence
 * that Slack or a Markdown reader takes for a mention or a link, even where a surface would not read it.
 */
export const plain = (text: string): string =>
  text
    .replace(INVISIBLE, "")
    .replaceAll("://", "[:]//")
    .replace(/<((?:[!@#]|[a-z]+\[?:)[^<>]*)>/gi, "‹$1›")
    .replaceAll("](", "] (");

/** At most `max` UTF-16 units, which is how the platforms count, cut between characters and marked with an ellipsis. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** "payout_explain" -> "payout explain". */
const words = (skill: string): string => skill.replaceAll("_", " ");

/**
 * The line that notifications and lock screens show. Of a confidential answer it says only what it is about: no figure
 * leaves the conversation.
 */
export function notificationText(answer: Answer): string {
  if (!answer.confidential) return plain(answer.headline);
  return `Your ${words(answer.skill)} answer is ready${answer.period ? ` (${answer.period.label})` : ""}`;
}

/** How loud a headline is: above figures it is a heading, above more words it is bold, alone it is a sentence like any other. */
export function headlineRank({
  figures,
  tables = [],
  explanation = [],
  progress,
  body,
}: Answer): "heading" | "bold" | "plain" {
  if (figures.length > 0 || tables.length > 0 || explanation.length > 0 || progress) return "heading";
  return body ? "bold" : "plain";
}
