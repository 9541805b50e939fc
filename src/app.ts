import { createAsk } from "./ask.js";
import type { Config } from "./config.js";
import { ensureDemo } from "./demo/index.js";
import { createWhatIf, type WhatIfForm } from "./forms/what-if.js";
import { createHome, type Home } from "./home/home.js";
import type { Logger } from "./log.js";
import type { Assistant } from "./model/assistant.js";
import type { Ask } from "./question.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";

/** What the server and every command share: a store that is migrated and holds an organisation, and the way to ask. */
export interface App {
  readonly config: Config;
  readonly store: Store;
  readonly ask: Ask;
  readonly home: Home;
  readonly whatIf: WhatIfForm;
  readonly log: Logger;
  /** The present, or the moment that `PACER_NOW` sets. */
  now(): Date;
  close(): Promise<void>;
}

/**
 * Opens the store (embedded, shared with a running Pacer, or a server) and loads the demo company where it is the one
 * configured. `serve` claims an embedded store for as long as the process lives and fails when another server holds it.
 */
export async function openApp(config: Config, log: Logger, { serve = false } = {}): Promise<App> {
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log, serve });
  const now = () => config.now ?? new Date();
  try {
    if (config.orgSlug === "demo") await ensureDemo(store, now());
  } catch (error) {
    await store.close();
    throw error;
  }
  const assistant = await assistantOf(config, log);
  const ask = createAsk({ store, log, assistant });
  const [home, whatIf] = [createHome({ store, log }), createWhatIf({ store, ask })];
  return { config, store, ask, home, whatIf, log, now, close: () => store.close() };
}

/** Loaded where a model is configured: its client takes longer to load than a question to answer. */
async function assistantOf({ model }: Config, log: Logger): Promise<Assistant | undefined> {
  if (!model) return undefined;
  const [{ createAssistant }, { openaiChat }] = await Promise.all([
    import("./model/assistant.js"),
    import("./model/openai-chat.js"),
  ]);
  return createAssistant({ config: model, chat: openaiChat(model), log });
}
