import type { MrkdwnElement, PlainTextElement, RichTextBlock, RichTextSection, RichTextText } from "@slack/types";
import { clip, plain } from "../plain.js";
import { SLACK_LIMITS } from "./render-limits.js";

/** The three characters Slack gives a meaning everywhere: without them there is no mention, no ping, no link. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Characters that mrkdwn would format or turn into an emoji. It has no escapeText for them, so such text goes where nothing is parsed. */
const MARKUP = /[*_~`]|:[\w+-]+:/;

export const plainText = (text: string, max: number): PlainTextElement => ({
  type: "plain_text",
  text: clip(plain(text), max) || " ",
  emoji: false,
});

export const words = (text: string, style?: RichTextText["style"]): RichTextText => ({
  type: "text",
  text: plain(text) || " ",
  ...(style ? { style } : {}),
});

export const section = (...elements: RichTextText[]): RichTextSection => ({ type: "rich_text_section", elements });

export const richText = (...elements: RichTextBlock["elements"]): RichTextBlock => ({ type: "rich_text", elements });

/** A label over its value, the value bold. Where either holds markup characters both stay plain, so that none of it takes effect. */
export function field(label: string, value: string): MrkdwnElement | PlainTextElement {
  const [over, under] = [clip(plain(label), 200), clip(plain(value), SLACK_LIMITS.fieldText - 300)];
  if (MARKUP.test(over + under) || under === "") return plainText(`${over}\n${under}`, SLACK_LIMITS.fieldText);
  const text = `${escapeText(over)}\n*${escapeText(under)}*`;
  if (text.length > SLACK_LIMITS.fieldText) return plainText(`${over}\n${under}`, SLACK_LIMITS.fieldText);
  return { type: "mrkdwn", text, verbatim: true };
}
