import type { SlackConfig, SlackInstallConfig } from "../../../config.js";
import type { Keyring } from "../../../keyring.js";
import type { Logger } from "../../../log.js";
import type { Store } from "../../../store/store.js";

export interface InstallDeps {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly config: SlackConfig;
  readonly install: SlackInstallConfig;
  readonly log: Logger;
  /** The machine's clock: what Slack gives ends by it, not by PACER_NOW. */
  readonly clock: () => Date;
}
