import { type Config, environment, readConfig } from "../config.js";

/** A command prints its own result, so of the log only warnings stand beside it unless `PACER_LOG_LEVEL` asks for more. */
export const commandConfig = (settings: Readonly<Record<string, string>> = {}): Config =>
  readConfig({ PACER_LOG_LEVEL: "warn", ...environment(), ...settings });
