import { pino } from "pino";
import { createAsk } from "../../src/ask.js";
import { type ModelConfig, readConfig } from "../../src/config.js";
import { createAssistant } from "../../src/model/assistant.js";
import { openaiChat } from "../../src/model/openai-chat.js";
import type { Ask } from "../../src/question.js";
import type { Store } from "../../src/store/store.js";

/** How a test says it differs from a default installation. */
export type Settings = Readonly<Record<string, string>>;

/** Asks with a model at `url`, set up from the same variables as the product. `lines` is its log. */
export function askWithModel(
  store: Store,
  url: string,
  settings: Settings = {},
): { ask: Ask; lines: string[]; config: ModelConfig } {
  const config = readConfig({ OPENAI_BASE_URL: url, PACER_LLM_TIMEOUT_MS: "1000", ...settings }).model;
  if (!config) throw new Error("no model is configured");
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
  const assistant = createAssistant({ config, chat: openaiChat(config), log });
  return { ask: createAsk({ store, log, assistant }), lines, config };
}
