import { WebClient } from "@slack/web-api";
import type { SlackConfig } from "../../config.js";
import type { Logger } from "../../log.js";
import { clientOptions, SlackApi } from "./api.js";
import type { SlackSender } from "./transport.js";

/** Messages of the one workspace that a bot token is for. Slack is asked which one when the first message goes out. */
export function senderOfToken(config: SlackConfig, log: Logger): (teamId: string) => Promise<SlackSender | null> {
  const api = new SlackApi(config, log);
  const client = new WebClient(config.botToken, clientOptions(config, log));
  const sender: SlackSender = { client, account: (userId, teamId) => api.account(userId, teamId) };
  let own: Promise<string> | undefined;
  return async (teamId) => {
    own ??= api.whoAmI().then(
      (auth) => auth.teamId,
      (error: unknown) => {
        own = undefined;
        throw error;
      },
    );
    return (await own) === teamId ? sender : null;
  };
}
