import type { RespondFn } from "@slack/bolt";
import { plain } from "../plain.js";
import { within } from "../within.js";
import { CALL_TIMEOUT_MS } from "./client-options.js";
import type { SlackMessage } from "./render.js";
import { SLACK_LIMITS } from "./render-limits.js";
import { escapeText, plainText } from "./render-text.js";

/** One sentence without a figure, as a message. */
export const sentenceOf = (sentence: string): SlackMessage => ({
  text: escapeText(plain(sentence)),
  blocks: [{ type: "section", text: plainText(sentence, SLACK_LIMITS.sectionText) }],
});

/** Where a command or a button was used, for its user's eyes alone. */
export async function privateLine(respond: RespondFn, { text, blocks }: SlackMessage): Promise<void> {
  await within(CALL_TIMEOUT_MS, respond({ response_type: "ephemeral", replace_original: false, text, blocks }));
}
