import { WebClient } from "@slack/web-api";
import type { SlackConfig } from "../../config.js";
import type { Logger } from "../../log.js";
import { clientOptions } from "./client-options.js";
import type { SlackSender } from "./transport.js";
import type { Workspaces } from "./workspaces.js";

/**
 * Clients for messages that answer nothing: none of the surface's own repetitions, since delivery decides itself whether a message is
 * sent again. One client for each token, so that a rotated token brings a new one.
 */
export function sendersOf(
  workspaces: Workspaces,
  config: SlackConfig,
  log: Logger,
): (workspaceId: string) => Promise<SlackSender | null> {
  const clients = new Map<string, WebClient>();
  return async (workspaceId) => {
    const found = await workspaces.get(workspaceId, workspaceId);
    if (!found) return null;
    const client = clients.get(found.botToken) ?? new WebClient(found.botToken, clientOptions(config, log));
    if (clients.size >= MOST_CLIENTS) clients.clear();
    clients.set(found.botToken, client);
    return { client, account: (userId, teamId) => found.api.account(userId, { ...found, teamId }) };
  };
}

const MOST_CLIENTS = 1_000;
