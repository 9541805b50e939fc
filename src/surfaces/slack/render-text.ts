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

/** A label and its value, the value bold, as `layout` says over each other or in one line. */
export function field(label: string, value: string, layout: "over" | "inline"): MrkdwnElement | PlainTextElement {
  const [name, shown] = [clip(plain(label), 200), clip(plain(value), SLACK_LIMITS.fieldText - 300)];
  const between = layout === "over" ? "\n" : "  ";
  const text = `${escapeText(name)}${between}*${escapeText(shown)}*`;
  // What holds markup characters stays plain, so that none of it takes effect.
  const isPlain = MARKUP.test(name + shown) || shown === "" || text.length > SLACK_LIMITS.fieldText;
  return isPlain
    ? plainText(`${name}${between}${shown}`, SLACK_LIMITS.fieldText)
    : { type: "mrkdwn", text, verbatim: true };
}
