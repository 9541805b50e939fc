import type { SlackConfig } from "../../config.js";
import { createKeyring } from "../../keyring.js";
import type { Logger } from "../../log.js";
import type { Store } from "../../store/store.js";
import type { InstallDeps } from "./install/deps.js";
import { installedWorkspaces } from "./install/installed-workspaces.js";
import { singleWorkspace, type Workspaces } from "./workspaces.js";

export type OpenedWorkspaces =
  /** One workspace, whose token is configured; `key` is what its identities hang on. */
  | { readonly kind: "one"; readonly workspaces: Workspaces; readonly key: string }
  /** Any number that install the app. */
  | { readonly kind: "many"; readonly workspaces: Workspaces; readonly install: InstallDeps };

/** The workspaces of the configuration, to answer in or to write to. Throws a sentence when Slack refuses the token. */
export async function openWorkspaces(
  config: SlackConfig,
  { store, log }: { readonly store: Store; readonly log: Logger },
): Promise<OpenedWorkspaces> {
  if (config.install) {
    const { install } = config;
    const deps = { store, keyring: createKeyring(install.keys), config, install, log, clock: () => new Date() };
    return { kind: "many", workspaces: installedWorkspaces(deps), install: deps };
  }
  if (!config.botToken) throw new Error("Slack needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID for many workspaces");
  const single = await singleWorkspace(config, config.botToken, log);
  return { kind: "one", workspaces: single, key: single.workspace.key };
}
